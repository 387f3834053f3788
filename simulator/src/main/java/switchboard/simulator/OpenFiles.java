package switchboard.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import switchboard.simulator.swarm.ChatServer;
import switchboard.simulator.swarm.Load;

/**
 * The number of connections that the limit of open files allows: each user needs one, and a second
 * one while it moves.
 */
record OpenFiles(int limit) {
  /** Class path, logs, the event loop's own, the control port and the connections for requests. */
  private static final int RESERVED = ChatServer.CONNECTIONS + 144;

  /**
   * Replicas ask at most 400 users a second to move, whose handshakes take less than half of it.
   */
  private static final int MOVING = 200;

  private static final String ROW = "Max open files";

  /**
   * The limit of this process; where the system does not report it as Linux does, none is assumed.
   */
  static OpenFiles ofThisProcess() {
    try {
      return new OpenFiles(parse(Files.readAllLines(Path.of("/proc/self/limits"))));
    } catch (IOException e) {
      return new OpenFiles(Integer.MAX_VALUE);
    }
  }

  /** The soft limit in the lines of {@code /proc/self/limits}. */
  static int parse(List<String> lines) {
    for (var line : lines) {
      if (line.startsWith(ROW)) {
        var soft = line.substring(ROW.length()).strip().split("\\s+", 2)[0];
        return soft.equals("unlimited")
            ? Integer.MAX_VALUE
            : (int) Math.min(Long.parseLong(soft), Integer.MAX_VALUE);
      }
    }
    return Integer.MAX_VALUE;
  }

  /** The number of users that fit. */
  int mostUsers() {
    return Math.clamp(limit - RESERVED - MOVING, 0, Load.MAX_USERS);
  }

  /** The number of connections that are left beside this number of users. */
  int spare(int users) {
    return Math.max(0, limit - RESERVED - MOVING - users);
  }
}
