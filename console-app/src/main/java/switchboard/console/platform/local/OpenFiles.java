package switchboard.console.platform.local;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import switchboard.console.platform.Platform.Capacity;

/** What this machine's limit of open files per process leaves for chat users. */
final class OpenFiles {
  /** The simulator's own maximum. */
  static final int MOST_USERS = 10_000;

  /** The gateway holds two sockets for a user: the user's, and its own to the replica. */
  private static final int PER_USER = 2;

  /** For jars, keep-alive connections and requests under way. */
  private static final int RESERVED = 1_000;

  private OpenFiles() {}

  static Capacity capacity() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? capacity(unix.getMaxFileDescriptorCount())
        : new Capacity(MOST_USERS, "");
  }

  /**
   * @param limit open files per process
   */
  static Capacity capacity(long limit) {
    var fit = Math.max(0, (limit - RESERVED) / PER_USER);
    if (fit >= MOST_USERS) {
      return new Capacity(MOST_USERS, "");
    }
    return new Capacity(
        (int) fit,
        "The limit of "
            + limit
            + " open files per process (ulimit -n) lets the gateway carry "
            + fit
            + " users");
  }
}
