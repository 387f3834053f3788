package switchboard.console.experiment.file;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import switchboard.console.platform.Fsync;
import switchboard.console.platform.Limits;
import switchboard.console.platform.SystemState;
import switchboard.console.platform.capability.MultipleSimulators;

/**
 * The system that an experiment launches.
 *
 * @param simulators empty for as many as there are
 * @param fsync empty for the platform's own
 * @param tls whether its gateway serves HTTPS
 * @param limits of each replica; empty for the platform's own
 */
record Setup(
    int replicas,
    Optional<Integer> simulators,
    Optional<Fsync> fsync,
    boolean tls,
    Optional<Limits> limits) {
  private static final Key<Integer> REPLICAS =
      Key.optional("replicas", Shapes.whole(0, SystemState.MAX_REPLICAS), "Replicas.");
  private static final Key<Integer> SIMULATORS =
      Key.optional(
          "simulators",
          Shapes.whole(1, MultipleSimulators.MAX_SIMULATORS),
          "Simulators that share the users; on Kubernetes only.");
  private static final Key<Fsync> FSYNC =
      Key.optional(
          "fsync",
          Shapes.oneOf(List.of(Fsync.values()), each -> each.name().toLowerCase(Locale.ROOT)),
          "When the store flushes to the disk; on this machine only.");
  private static final Key<Boolean> TLS =
      Key.optional(
          "tls",
          Shapes.flag(),
          "Whether the gateway serves HTTPS, by the console's own authority.");
  private static final Key<Limits> LIMITS =
      Key.optional("limits", LimitsShape.SHAPE, "What each replica may use.");

  static final Setup DEFAULT =
      new Setup(3, Optional.empty(), Optional.empty(), false, Optional.empty());

  static final Shape<Setup> SHAPE =
      Fields.of(
          "the setup",
          List.of(REPLICAS, SIMULATORS, FSYNC, TLS, LIMITS),
          values ->
              new Setup(
                  values.find(REPLICAS).orElse(DEFAULT.replicas()),
                  values.find(SIMULATORS),
                  values.find(FSYNC),
                  values.find(TLS).orElse(DEFAULT.tls()),
                  values.find(LIMITS)));
}
