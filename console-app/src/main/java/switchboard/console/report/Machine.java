package switchboard.console.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The machine that the console ran on; without its name.
 *
 * @param memoryBytes absent when the JVM does not tell
 * @param system the kernel and its version: "Linux 6.8.0"
 * @param processor its model; absent when the kernel does not tell, and in reports that are older
 * @param java the JDK that ran the console: "25.0.1+8 (Eclipse Adoptium)"
 * @param cgroupVersion 1 or 2; absent where there are no control groups
 */
public record Machine(
    int cores,
    Long memoryBytes,
    String system,
    String architecture,
    String processor,
    String java,
    Integer cgroupVersion) {

  private static final Logger LOG = LoggerFactory.getLogger(Machine.class);
  private static final Pattern MODEL = Pattern.compile("model name\\s*:\\s*(?<name>.*\\S)\\s*");

  /** This one. */
  public static Machine ofThisConsole() {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
            ? system.getTotalMemorySize()
            : null,
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("os.arch"),
        processor(Path.of("/proc/cpuinfo")),
        Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
        cgroupVersion(Path.of("/sys/fs/cgroup")));
  }

  /** Not every architecture has a name of the model there. Source: man 5 proc_cpuinfo. */
  static String processor(Path cpuinfo) {
    if (!Files.isReadable(cpuinfo)) {
      return null;
    }
    try (var lines = Files.lines(cpuinfo)) {
      return lines
          .map(MODEL::matcher)
          .filter(Matcher::matches)
          .map(model -> model.group("name"))
          .findFirst()
          .orElse(null);
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("The processor's model is not known", e);
      return null;
    }
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
