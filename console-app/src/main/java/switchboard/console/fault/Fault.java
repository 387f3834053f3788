package switchboard.console.fault;

import java.time.Duration;
import java.util.Optional;
import switchboard.console.platform.BackendFault;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Limits;
import switchboard.console.platform.PlatformEvent;
import switchboard.console.platform.Remedy;

/**
 * A fault injected into, or observed on, an instance or all replicas. Each kind knows how its
 * beginning is recognised and how it is described.
 */
public interface Fault {

  /** A replica that is not ready by then has not recovered. */
  Duration RECOVERY_TIMEOUT = Duration.ofSeconds(60);

  /** One that lasts for less may be over before measurements show that it acted. */
  Duration SURELY_SEEN = Duration.ofSeconds(2);

  /** The instance's name, or {@link #ALL}. */
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

  /** What undoes it; empty for one that leaves nothing behind. */
  default Optional<Remedy> remedy() {
    return backendFault().map(own -> new Remedy.End(own.kind()));
  }

  /** For how long it was asked to last; empty for one that has no end of its own. */
  default Optional<Duration> duration() {
    return backendFault().flatMap(BackendFault::lasts);
  }

  /** Whether its target is ready again at its end, as the platform notices it. */
  default boolean endsReady() {
    return true;
  }

  /** How long it has to last to be seen to act, whatever the moment at which it is looked for. */
  default Duration surelySeen() {
    return SURELY_SEEN;
  }

  /** From its beginning until its recovery is given up. */
  default Duration recoveryTimeout() {
    return RECOVERY_TIMEOUT;
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
