package switchboard.console.platform.local;

import java.util.List;
import java.util.Locale;

/**
 * How many gateways there are. Two where the system lets processes share a port: each takes its
 * part of the connections, so that one process's limit of open files and one core are not the limit
 * of the system, and the users of one do not notice when the other dies.
 */
final class Gateways {
  private Gateways() {}

  /**
   * @param training whether caches are made, of which each kind of process makes one
   */
  static List<String> names(boolean training) {
    return canSharePort(System.getProperty("os.name"), System.getProperty("os.arch")) && !training
        ? List.of("gateway-1", "gateway-2")
        : List.of("gateway");
  }

  static int count() {
    return names(false).size();
  }

  /** Where the gateway brings its native transport along. */
  static boolean canSharePort(String system, String processor) {
    return system.toLowerCase(Locale.ROOT).contains("linux")
        && List.of("amd64", "x86_64", "aarch64").contains(processor);
  }
}
