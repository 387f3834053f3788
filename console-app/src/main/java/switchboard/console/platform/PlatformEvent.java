package switchboard.console.platform;

import java.time.Duration;
import java.time.Instant;

/** An event of one instance, whoever caused it. */
public sealed interface PlatformEvent {
  Instant at();

  Instance instance();

  /**
   * It answers its readiness probe: for the first time since its start, or again, for example after
   * a pause.
   *
   * @param notBefore when it was last seen not to be ready
   */
  record Ready(Instant notBefore, Instant at, Instance instance) implements PlatformEvent {
    /** How often engines that probe themselves do so, as compose.yaml and the manifests ask. */
    private static final Duration ENGINE_PROBES = Duration.ofSeconds(1);

    /** As an engine reports it, from one of its own probes. */
    public Ready(Instant at, Instance instance) {
      this(at.minus(ENGINE_PROBES), at, instance);
    }
  }

  /** It is alive and stopped answering its readiness probe. */
  record NotReady(Instant at, Instance instance) implements PlatformEvent {}

  /** It ended without a request to stop it; a kill counts as such an end. */
  record Died(Instant at, Instance instance, Instance.Exit exit) implements PlatformEvent {}

  /** It was frozen. */
  record Paused(Instant at, Instance instance) implements PlatformEvent {}

  /** It was stopped on request, and can be started. */
  record Stopped(Instant at, Instance instance) implements PlatformEvent {}

  /** It was stopped on request and is gone. */
  record Removed(Instant at, Instance instance) implements PlatformEvent {}

  /**
   * The engine has said something of it that an operator should know: that it cannot be scheduled,
   * or its image is not available.
   *
   * @param words one sentence, without the instance's name
   */
  record Noted(Instant at, Instance instance, String words) implements PlatformEvent {}
}
