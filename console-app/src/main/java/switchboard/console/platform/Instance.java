package switchboard.console.platform;

import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One running or restarting component of the system, as last seen.
 *
 * @param name unique in the system and kept across restarts: {@code backend-2}, {@code store}
 * @param engineId what the engine calls the present incarnation: a process id, a container id, a
 *     pod's name
 * @param since when it entered this state
 * @param restarts how often it was started again since the launch
 * @param lastExit how the incarnation before this one ended
 * @param metrics where its Prometheus metrics are, if it has any
 * @param nextStart when it will be started again, while it waits for that
 * @param limits what it may use, where the platform limits it
 */
public record Instance(
    String name,
    Role role,
    State state,
    String engineId,
    Instant since,
    int restarts,
    Optional<Exit> lastExit,
    Optional<URI> metrics,
    Optional<Instant> nextStart,
    Optional<Limits> limits) {

  /** The lifecycle state. */
  public enum State {
    STARTING,
    READY,
    /** Alive, but its readiness probe fails. */
    NOT_READY,
    /** Alive, and frozen by an operator. */
    PAUSED,
    /** Dead, and waiting for its next start. */
    RESTARTING,
    STOPPING,
    STOPPED
  }

  /**
   * The end of a process.
   *
   * @param code exit code; 128 + signal number when a signal ended it; {@link #UNKNOWN} when the
   *     engine no longer knew
   * @param oomKilled whether the kernel ended it because its memory limit was reached
   */
  public record Exit(Instant at, int code, boolean oomKilled) {
    public static final int UNKNOWN = -1;

    public Exit(Instant at, int code) {
      this(at, code, false);
    }

    /** "exit code 1", "killed (SIGKILL)", or "killed: out of memory". */
    public String reason() {
      if (oomKilled) {
        return "killed: out of memory";
      }
      return switch (code) {
        case UNKNOWN -> "exit code unknown";
        case 137 -> "killed (SIGKILL)";
        case 143 -> "terminated (SIGTERM)";
        case 130 -> "interrupted (SIGINT)";
        case 134 -> "aborted (SIGABRT)";
        case 139 -> "crashed (SIGSEGV)";
        default -> "exit code " + code;
      };
    }
  }

  private static final List<Role> DATA_WAY =
      List.of(Role.SIMULATOR, Role.GATEWAY, Role.BACKEND, Role.STORE, Role.PROMETHEUS);

  /** In the order of the data's way, and by number. */
  public static final Comparator<Instance> BY_DATA_WAY =
      Comparator.comparingInt((Instance each) -> DATA_WAY.indexOf(each.role()))
          .thenComparingInt(each -> each.name().length())
          .thenComparing(Instance::name);

  public Instance {
    Objects.requireNonNull(name);
    Objects.requireNonNull(role);
    Objects.requireNonNull(state);
    Objects.requireNonNull(engineId);
    Objects.requireNonNull(since);
    Objects.requireNonNull(lastExit);
    Objects.requireNonNull(metrics);
    Objects.requireNonNull(nextStart);
    Objects.requireNonNull(limits);
  }

  public boolean isReady() {
    return state == State.READY;
  }

  /** An instance that has not been started yet. */
  public static Instance named(String name, Role role, Instant at) {
    return new Instance(
        name,
        role,
        State.STOPPED,
        "",
        at,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same incarnation in another state. */
  public Instance entering(State next, Instant at) {
    return with(next, engineId, at, restarts, lastExit, metrics, Optional.empty());
  }

  /** A new incarnation; counts as a restart when there was one before. */
  public Instance startedAs(String newEngineId, Optional<URI> newMetrics, Instant at) {
    var again = restarts + (lastExit.isPresent() ? 1 : 0);
    return with(State.STARTING, newEngineId, at, again, lastExit, newMetrics, Optional.empty());
  }

  /**
   * The incarnation has ended, and another will be started.
   *
   * @param next when, as far as that is known
   */
  public Instance endedWith(Exit exit, Optional<Instant> next) {
    return with(State.RESTARTING, engineId, exit.at(), restarts, Optional.of(exit), metrics, next);
  }

  /** The incarnation has ended, and there will be no other until an operator wants one. */
  public Instance stoppedWith(Exit exit) {
    return endedWith(exit, Optional.empty()).entering(State.STOPPED, exit.at());
  }

  /** With another count of restarts, from an engine that counts them itself. */
  public Instance counted(int newRestarts) {
    return with(state, engineId, since, newRestarts, lastExit, metrics, nextStart);
  }

  public Instance limitedTo(Optional<Limits> newLimits) {
    return new Instance(
        name, role, state, engineId, since, restarts, lastExit, metrics, nextStart, newLimits);
  }

  private Instance with(
      State newState,
      String newEngineId,
      Instant at,
      int newRestarts,
      Optional<Exit> newExit,
      Optional<URI> newMetrics,
      Optional<Instant> next) {
    return new Instance(
        name, role, newState, newEngineId, at, newRestarts, newExit, newMetrics, next, limits);
  }
}
