package switchboard.console.fault;

import java.time.Duration;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Limits;

/** What was done to replicas, or what befell one. */
public sealed interface Fault {

  /** A replica that is not ready by then has not recovered. */
  Duration RECOVERY_TIMEOUT = Duration.ofSeconds(60);

  /** The replica's name, or {@link #ALL}. */
  String target();

  /** A target that is every replica. */
  String ALL = "all replicas";

  /** The word for it in results: {@code kill}, {@code death}. */
  String kind();

  /** What happened, as a headline: "Killed backend-2". */
  String headline();

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
  }

  /** An end that this console did not cause: {@code kill -9} in a terminal, a crash. */
  record Crash(String target, Instance.Exit exit) implements Fault {
    @Override
    public String kind() {
      return "death";
    }

    @Override
    public String headline() {
      return target + " died: " + exit.reason();
    }
  }

  /** A graceful end; the replica stays away until somebody starts it. */
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
    public String recovery() {
      return "ended in";
    }
  }

  /** A replica that hangs for a time. */
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
    public String recovery() {
      return "in force everywhere in";
    }

    @Override
    public Duration recoveryTimeout() {
      return FOREVER;
    }
  }
}
