package switchboard.console.platform.local;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import switchboard.console.platform.Capacity;

/** What this machine's limit of open files per process leaves for chat users. */
final class OpenFiles {
  /** The simulator's own maximum. */
  static final int MAX_USERS = 10_000;

  /** A gateway holds two sockets for a user: the user's, and its own to the replica. */
  private static final int PER_USER = 2;

  /** The system spreads connections over gateways by chance. */
  private static final double EVENNESS = 0.95;

  /** For jars, keep-alive connections and requests under way. */
  private static final int RESERVED = 1_000;

  private OpenFiles() {}

  static Capacity capacity() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? capacity(unix.getMaxFileDescriptorCount(), Gateways.count())
        : new Capacity(MAX_USERS, "");
  }

  /**
   * @param limit open files per process
   * @param gateways which share the users
   */
  static Capacity capacity(long limit, int gateways) {
    var left = Math.max(0, limit - RESERVED);
    var carried = gateways == 1 ? left / PER_USER : (long) (left / PER_USER * gateways * EVENNESS);
    // The simulator holds one socket for a user.
    var fit = Math.min(carried, left);
    if (fit >= MAX_USERS) {
      return new Capacity(MAX_USERS, "");
    }
    return new Capacity(
        (int) fit,
        "The limit of "
            + limit
            + " open files per process (ulimit -n) lets "
            + (gateways == 1 ? "the gateway" : gateways + " gateways")
            + " carry "
            + fit
            + " users");
  }
}
