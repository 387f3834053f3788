package switchboard.console.fault;

import java.time.Duration;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Limits;
import switchboard.console.platform.PlatformEvent;

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

  /** From its beginning until its recovery is given up. */
  default Duration recoveryTimeout() {
    return RECOVERY_TIMEOUT;
  }

  /** SIGKILL from this console. */
  record Kill(String target) implements Fault {
    @Override
    public String kind() {
      return "kill";
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
  record Stop(String target) implements Fault {
    @Override
    public String kind() {
      return "stop";
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
  record Freeze(String target, Duration lasts) implements Fault {
    @Override
    public String kind() {
      return "freeze";
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
