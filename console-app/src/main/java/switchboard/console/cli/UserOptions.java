package switchboard.console.cli;

import picocli.CommandLine.Option;
import switchboard.console.load.LoadPlan;

/** The options of the command line that say what virtual users do. */
final class UserOptions {
  @Option(names = "--spawn-rate", paramLabel = "N", description = "Users that join per second.")
  private int spawnRate;

  @Option(names = "--messages", paramLabel = "N", description = "Messages per user per minute.")
  private double messages;

  @Option(names = "--reads", paramLabel = "N", description = "History reads per user per minute.")
  private double reads;

  @Option(names = "--room-size", paramLabel = "N", description = "Users in a room.")
  private int roomSize;

  /**
   * @param defaults what they do where no option says so
   */
  UserOptions(LoadPlan defaults) {
    spawnRate = defaults.spawnRate();
    messages = defaults.messagesPerUserPerMinute();
    reads = defaults.readsPerUserPerMinute();
    roomSize = defaults.roomSize();
  }

  /**
   * The load of this number of users.
   *
   * @throws IllegalArgumentException when an option is not what it may be
   */
  LoadPlan of(int users) {
    return new LoadPlan(users, spawnRate, messages, roomSize, reads);
  }
}
