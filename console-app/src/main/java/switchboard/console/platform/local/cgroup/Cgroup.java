package switchboard.console.platform.local.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import switchboard.console.platform.Limits;

/**
 * A control group of the kernel's for one replica: no process in it gets more CPU time or memory
 * than its limits. The files are those of cgroups(7): version 2 has one folder for all that a group
 * limits, version 1 one for each controller.
 *
 * @param folders by controller: {@code cpu}, {@code cpuacct}, {@code memory}
 * @param view where a replica sees them as it would in a container
 */
public record Cgroup(Map<String, Path> folders, boolean versionTwo, Path view) {
  /** The kernel's own default. */
  private static final long PERIOD_MICROS = 100_000;

  /** Writes itself into each group and then becomes the command: nothing of it runs outside. */
  private static final String ENTER =
      """
      while [ "$1" != -- ]; do echo $$ > "$1/cgroup.procs" || exit 1; shift; done; shift; exec "$@"\
      """;

  public Cgroup {
    folders = Map.copyOf(folders);
  }

  /**
   * Sets what its processes may use together, from now on. Memory that they use already is not
   * taken away: end them before less memory is set.
   */
  void limit(Limits limits) throws IOException {
    var quota = Math.round(limits.cpus() * PERIOD_MICROS);
    var bytes = Long.toString(limits.memoryBytes());
    if (versionTwo) {
      write("cpu", "cpu.max", quota + " " + PERIOD_MICROS);
      write("memory", "memory.max", bytes);
      writeIfThere("memory.swap.max", "0");
    } else {
      write("cpu", "cpu.cfs_period_us", Long.toString(PERIOD_MICROS));
      write("cpu", "cpu.cfs_quota_us", Long.toString(quota));
      // Memory and swap together may not be less than memory, at no moment.
      writeIfThere("memory.memsw.limit_in_bytes", "-1");
      write("memory", "memory.limit_in_bytes", bytes);
      writeIfThere("memory.memsw.limit_in_bytes", bytes);
    }
  }

  /** The same command, run in this group from its first moment, as the same process. */
  public List<String> of(List<String> command) {
    var entering = new ArrayList<>(List.of("sh", "-c", ENTER, "enter"));
    folders.values().stream().distinct().map(Path::toString).forEach(entering::add);
    entering.add("--");
    entering.addAll(command);
    return List.copyOf(entering);
  }

  /** How many of its processes the kernel has killed so far because their memory was used up. */
  public long oomKills() {
    var file = folders.get("memory").resolve(versionTwo ? "memory.events" : "memory.oom_control");
    try (var lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith("oom_kill "))
          .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
          .sum();
    } catch (IOException e) {
      // It is gone, and so is what there was to say.
      return 0;
    }
  }

  private void write(String controller, String file, String value) throws IOException {
    Files.writeString(folders.get(controller).resolve(file), value);
  }

  /** Where swap is not accounted for, its files are not there. */
  private void writeIfThere(String file, String value) throws IOException {
    if (Files.exists(folders.get("memory").resolve(file))) {
      write("memory", file, value);
    }
  }
}
