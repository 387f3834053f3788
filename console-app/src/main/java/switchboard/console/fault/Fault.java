package switchboard.console.fault;

import switchboard.console.platform.Instance;

/** What was done to a replica, or what befell it. */
public sealed interface Fault {

  /** The replica's name. */
  String target();

  /** The word for it in results: {@code kill}, {@code death}. */
  String kind();

  /** What happened, as a headline: "Killed backend-2". */
  String headline();

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
  record Death(String target, Instance.Exit exit) implements Fault {
    @Override
    public String kind() {
      return "death";
    }

    @Override
    public String headline() {
      return target + " died: " + exit.reason();
    }
  }
}
