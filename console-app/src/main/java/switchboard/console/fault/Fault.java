package switchboard.console.fault;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import switchboard.console.Outcome;
import switchboard.console.platform.Action;
import switchboard.console.platform.BackendFault;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Limits;
import switchboard.console.platform.PlatformEvent;
import switchboard.console.platform.capability.BackendFaults;
import switchboard.console.platform.capability.Pausing;
import switchboard.console.platform.capability.ReplicaLifecycle;
import switchboard.console.text.Durations;

/**
 * A fault injected into, or observed on, one or more replicas. Each kind knows how its beginning is
 * recognised and how it is described.
 */
public sealed interface Fault {

  /** A replica that is not ready by then has not recovered. */
  Duration RECOVERY_TIMEOUT = Duration.ofSeconds(60);

  /** The replica's name, or {@link #ALL}. */
  String target();

  /** A target that is every replica. */
  String ALL = "all replicas";

  /** The word for it in results: {@code kill}, {@code crash}. */
  String kind();

  /** What happened, as a headline: "Killed backend-2". */
  String headline();

  /** What happened, short enough to stand on a chart: "killed backend-2". */
  String mark();

  /** Whether this event is its beginning, as the platform noticed it. */
  boolean beginsWith(PlatformEvent event);

  /** Whether somebody here injected it, so that it began before the platform noticed it. */
  default boolean isInjected() {
    return true;
  }

  /** Whether it takes something away from users, rather than change what they have. */
  default boolean isDestructive() {
    return true;
  }

  /** Whether an event is of its target. */
  default boolean isOf(PlatformEvent event) {
    return event.instance().name().equals(target());
  }

  /** What is waited for until its recovery: "backend-2 to be ready again". */
  default String awaited() {
    return target() + " to be ready again";
  }

  /** The recovery, as a sentence: "backend-2 is ready again". */
  default String recovered() {
    return target() + " is ready again";
  }

  /** What its recovery is, before a duration: "ready again in". */
  default String recovery() {
    return "ready again in";
  }

  /**
   * Whether measurements show its beginning and its end, see {@link FaultRun#proven}. Of the others
   * the platform's events do, and a verdict asks for no more.
   */
  default boolean provesItself() {
    return false;
  }

  /** What the replica does to itself; empty for what is done to it from outside. */
  default Optional<BackendFault> backendFault() {
    return Optional.empty();
  }

  /** Whether its target is ready again at its end, as the platform notices it. */
  default boolean endsReady() {
    return true;
  }

  /** From its beginning until its recovery is given up. */
  default Duration recoveryTimeout() {
    return RECOVERY_TIMEOUT;
  }

  /** A fault that this console can inject; it is one of {@link FaultKind#all}. */
  sealed interface Injected extends Fault {
    FaultKind type();

    @Override
    default String kind() {
      return type().name();
    }

    Outcome<Instance> inject(Injector on);
  }

  /** SIGKILL from this console. */
  record Kill(String target) implements Injected {
    static final FaultKind KIND =
        new FaultKind(
            "kill",
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.of(Action.KILL),
            (target, none, lasts) -> new Kill(target));

    @Override
    public FaultKind type() {
      return KIND;
    }

    @Override
    public Outcome<Instance> inject(Injector on) {
      return on.kill(target);
    }

    @Override
    public String headline() {
      return "Killed " + target;
    }

    @Override
    public String mark() {
      return "killed " + target;
    }

    @Override
    public boolean beginsWith(PlatformEvent event) {
      return event instanceof PlatformEvent.Died && isOf(event);
    }
  }

  /** A crash that this console did not cause: {@code kill -9} in a terminal, a crash. */
  record Crash(String target, Instance.Exit exit) implements Fault {
    @Override
    public String kind() {
      return "crash";
    }

    @Override
    public String headline() {
      return target + " died: " + exit.reason();
    }

    @Override
    public String mark() {
      return headline();
    }

    @Override
    public boolean beginsWith(PlatformEvent event) {
      return false;
    }

    @Override
    public boolean isInjected() {
      return false;
    }
  }

  /** A graceful stop; the replica stays stopped until it is started. */
  record Stop(String target) implements Injected {
    static final FaultKind KIND =
        new FaultKind(
            "stop",
            Optional.empty(),
            false,
            Optional.of(ReplicaLifecycle.class),
            Optional.empty(),
            (target, none, lasts) -> new Stop(target));

    @Override
    public FaultKind type() {
      return KIND;
    }

    @Override
    public Outcome<Instance> inject(Injector on) {
      return on.stop(target);
    }

    @Override
    public boolean endsReady() {
      return false;
    }

    @Override
    public String headline() {
      return "Stopped " + target;
    }

    @Override
    public String mark() {
      return "stopped " + target;
    }

    @Override
    public boolean beginsWith(PlatformEvent event) {
      return event instanceof PlatformEvent.Stopped && isOf(event);
    }

    @Override
    public String awaited() {
      return target + " to end";
    }

    @Override
    public String recovered() {
      return target + " has ended";
    }

    @Override
    public String recovery() {
      return "ended in";
    }
  }

  /** A replica frozen for a time. */
  record Freeze(String target, Duration lasts) implements Injected {
    static final FaultKind KIND =
        new FaultKind(
            "freeze",
            Optional.empty(),
            true,
            Optional.of(Pausing.class),
            Optional.empty(),
            (target, none, lasts) -> new Freeze(target, lasts));

    @Override
    public FaultKind type() {
      return KIND;
    }

    @Override
    public Outcome<Instance> inject(Injector on) {
      return on.freeze(target, lasts);
    }

    @Override
    public String headline() {
      return "Froze " + target + " for " + lasts.toSeconds() + " s";
    }

    @Override
    public String mark() {
      return "froze " + target;
    }

    @Override
    public boolean beginsWith(PlatformEvent event) {
      return event instanceof PlatformEvent.Paused && isOf(event);
    }

    @Override
    public String awaited() {
      return target + " to be unfrozen and ready again";
    }

    @Override
    public Duration recoveryTimeout() {
      return lasts.plus(RECOVERY_TIMEOUT);
    }
  }

  /** What a replica injects into itself, and ends by itself; it says whether it is active. */
  sealed interface OfReplica extends Injected {
    Duration lasts();

    BackendFault asked();

    @Override
    default Optional<BackendFault> backendFault() {
      return Optional.of(asked());
    }

    @Override
    default Outcome<Instance> inject(Injector on) {
      return on.begin(target(), asked());
    }

    @Override
    default boolean beginsWith(PlatformEvent event) {
      return false;
    }

    @Override
    default boolean endsReady() {
      return false;
    }

    @Override
    default String awaited() {
      return target() + " to end it";
    }

    @Override
    default String recovered() {
      return target() + " has ended it";
    }

    @Override
    default String recovery() {
      return "over after";
    }

    @Override
    default Duration recoveryTimeout() {
      return lasts().plus(RECOVERY_TIMEOUT);
    }
  }

  /** Every request to a replica, and every message sent over a socket to it, waits first. */
  record Slow(String target, Duration delay, Duration lasts) implements OfReplica {
    static final FaultKind KIND =
        new FaultKind(
            "slow",
            Optional.of(
                new FaultKind.Parameter(
                    "delay", Duration.ofMillis(1), Duration.ofSeconds(30), Duration.ofMillis(200))),
            true,
            Optional.of(BackendFaults.class),
            Optional.empty(),
            (target, delay, lasts) -> new Slow(target, delay.orElseThrow(), lasts));

    @Override
    public FaultKind type() {
      return KIND;
    }

    @Override
    public BackendFault asked() {
      return new BackendFault("slow", Map.of("delayMillis", delay.toMillis()), lasts);
    }

    @Override
    public String headline() {
      return "Slowed " + target + " by " + Durations.text(delay) + " for " + Durations.text(lasts);
    }

    @Override
    public String mark() {
      return "slowed " + target + " by " + Durations.text(delay);
    }
  }

  /** A replica cannot reach the store. */
  record Cut(String target, Duration lasts) implements OfReplica {
    static final FaultKind KIND =
        new FaultKind(
            "cut",
            Optional.empty(),
            true,
            Optional.of(BackendFaults.class),
            Optional.empty(),
            (target, none, lasts) -> new Cut(target, lasts));

    @Override
    public FaultKind type() {
      return KIND;
    }

    @Override
    public BackendFault asked() {
      return new BackendFault("cutStore", Map.of(), lasts);
    }

    @Override
    public String headline() {
      return "Cut " + target + " off the store for " + Durations.text(lasts);
    }

    @Override
    public String mark() {
      return "cut " + target + " off the store";
    }
  }

  /** New limits for every replica, and the restarts that they need, one after the other. */
  record Limit(Limits limits) implements Fault {
    /** Its end is that of an operation, which has its own time limits. */
    private static final Duration FOREVER = Duration.ofDays(1);

    @Override
    public String target() {
      return ALL;
    }

    @Override
    public String kind() {
      return "limit";
    }

    @Override
    public String headline() {
      return "Limits " + limits.words();
    }

    @Override
    public String mark() {
      return "limits " + limits.words();
    }

    @Override
    public boolean isDestructive() {
      return false;
    }

    @Override
    public boolean endsReady() {
      return false;
    }

    /** Each replica in its turn is stopped for a restart. */
    @Override
    public boolean beginsWith(PlatformEvent event) {
      return event instanceof PlatformEvent.Stopped;
    }

    @Override
    public String awaited() {
      return "every replica to be ready with them";
    }

    @Override
    public String recovered() {
      return "They are applied everywhere";
    }

    @Override
    public String recovery() {
      return "applied everywhere in";
    }

    @Override
    public Duration recoveryTimeout() {
      return FOREVER;
    }
  }
}
