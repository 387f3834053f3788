package switchboard.console.report;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The machine that the console ran on; without its name.
 *
 * @param memoryBytes absent when the JVM does not tell
 * @param system the kernel and its version: "Linux 6.8.0"
 * @param java the JDK that ran the console: "25.0.1+8 (Eclipse Adoptium)"
 * @param cgroupVersion 1 or 2; absent where there are no control groups
 */
public record Machine(
    int cores,
    Long memoryBytes,
    String system,
    String architecture,
    String java,
    Integer cgroupVersion) {

  /** This one. */
  public static Machine ofThisConsole() {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
            ? system.getTotalMemorySize()
            : null,
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("os.arch"),
        Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
        cgroupVersion(Path.of("/sys/fs/cgroup")));
  }

  /**
   * Source: kernel.org/doc/html/latest/admin-guide/cgroup-v2.html, the file cgroup.controllers is
   * in the root of version 2 only.
   */
  static Integer cgroupVersion(Path root) {
    if (Files.exists(root.resolve("cgroup.controllers"))) {
      return 2;
    }
    return Files.exists(root.resolve("memory")) || Files.exists(root.resolve("cpu")) ? 1 : null;
  }
}
