package switchboard.console.platform.local;

import java.util.ArrayList;
import java.util.List;

/**
 * The CPU priority of a process, where the operating system supports it: each priority is a
 * niceness, from 0 for an ordinary process to 19.
 */
enum Priority {
  /** The simulator: its own waiting would be taken for the services'. */
  LOAD(0),
  SERVICE(4),
  /** Processes that only watch. */
  WATCHER(10);

  private final int niceness;

  Priority(int niceness) {
    this.niceness = niceness;
  }

  /** The same command with this priority. */
  List<String> of(List<String> command) {
    if (niceness == 0 || !Signal.areThere()) {
      return command;
    }
    var nice = new ArrayList<>(List.of("nice", "-n", Integer.toString(niceness)));
    nice.addAll(command);
    return List.copyOf(nice);
  }
}
