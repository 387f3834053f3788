package switchboard.console.platform.local.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.platform.Limits;

/** Groups in folders of the shape that the kernel gives them. */
class CgroupsTest {
  private static final Limits HALF = new Limits(0.5, 256L << 20);

  @TempDir private Path folder;
  private Path proc;

  @BeforeEach
  void layProc() throws IOException {
    proc = Files.createDirectories(folder.resolve("proc"));
  }

  private void see(List<String> mounts, List<String> groups) throws IOException {
    Files.write(proc.resolve("mountinfo"), mounts);
    Files.write(proc.resolve("cgroup"), groups);
  }

  private String mount(String root, Path point, String type, String options) {
    return "40 30 0:31 " + root + " " + point + " rw shared:9 - " + type + " cgroup rw," + options;
  }

  private static String reason(Cgroups.Found found) {
    return ((Cgroups.Missing) found).reason();
  }

  private static Cgroups usable(Cgroups.Found found) {
    return ((Cgroups.Usable) found).cgroups();
  }

  private static Path group(Path parent, Map<String, String> files) throws IOException {
    Files.createDirectories(parent);
    for (var file : files.entrySet()) {
      Files.writeString(parent.resolve(file.getKey()), file.getValue());
    }
    return parent;
  }

  @Test
  void versionOneLimitsEachControllerInAFolderOfItsOwn() throws IOException {
    var both = Files.createDirectories(folder.resolve("cpu,cpuacct/user"));
    var memory = Files.createDirectories(folder.resolve("memory"));
    // The memory hierarchy is seen from within a container, whose group is what is mounted.
    see(
        List.of(
            mount("/", both.getParent(), "cgroup", "cpu,cpuacct"),
            mount("/docker/0a1b", memory, "cgroup", "memory")),
        List.of("4:memory:/docker/0a1b", "3:cpu,cpuacct:/user", "0::/"));

    var cgroup = usable(Cgroups.find(proc)).make("launch", "backend-1", folder.resolve("view"));
    cgroup.limit(HALF);

    assertThat(both.resolve("launch/backend-1/cpu.cfs_period_us")).hasContent("100000");
    assertThat(both.resolve("launch/backend-1/cpu.cfs_quota_us")).hasContent("50000");
    assertThat(memory.resolve("launch/backend-1/memory.limit_in_bytes")).hasContent("268435456");
    assertThat(cgroup.view().resolve("cpuacct/cpu.cfs_quota_us")).hasContent("50000");
    assertThat(cgroup.view().resolve("memory/memory.limit_in_bytes")).hasContent("268435456");
  }

  @Test
  void versionTwoLimitsInTheGroupThatIsDelegated() throws IOException {
    var own =
        group(
            folder.resolve("user.slice/app.scope"),
            new TreeMap<>(
                Map.of(
                    "cgroup.type", "domain",
                    "cgroup.controllers", "cpu memory pids",
                    "cgroup.subtree_control", "",
                    "cgroup.procs", "17\n")));
    see(List.of(mount("/", folder, "cgroup2", "nsdelegate")), List.of("0::/user.slice/app.scope"));
    // The kernel would fill the new groups with their files.
    group(own.resolve("launch"), Map.of("cgroup.subtree_control", ""));

    var cgroup = usable(Cgroups.find(proc)).make("launch", "backend-1", folder.resolve("view"));
    cgroup.limit(HALF);

    assertThat(own.resolve("switchboard-console/cgroup.procs")).hasContent("17");
    assertThat(own.resolve("cgroup.subtree_control")).hasContent("+cpu +memory");
    assertThat(own.resolve("launch/cgroup.subtree_control")).hasContent("+cpu +memory");
    assertThat(own.resolve("launch/backend-1/cpu.max")).hasContent("50000 100000");
    assertThat(own.resolve("launch/backend-1/memory.max")).hasContent("268435456");
    assertThat(cgroup.view()).isEqualTo(own.resolve("launch/backend-1"));
  }

  @Test
  void groupThatIsSharedWithOthersIsLeftAlone() throws IOException {
    group(
        folder.resolve("terminal.scope"),
        Map.of(
            "cgroup.type", "domain",
            "cgroup.controllers", "cpu memory pids",
            "cgroup.subtree_control", "",
            "cgroup.procs", "17\n18\n19\n"));
    see(List.of(mount("/", folder, "cgroup2", "rw")), List.of("0::/terminal.scope"));

    assertThat(reason(Cgroups.find(proc))).contains("2 other processes", "Delegate=yes");
  }

  @Test
  void groupWithoutTheControllersIsNotDelegated() throws IOException {
    group(folder.resolve("terminal.scope"), Map.of("cgroup.controllers", "pids"));
    see(List.of(mount("/", folder, "cgroup2", "rw")), List.of("0::/terminal.scope"));

    assertThat(reason(Cgroups.find(proc))).contains("no control group is delegated");
  }

  @Test
  void whereThereAreNoneItIsSaid() throws IOException {
    see(List.of(), List.of());

    assertThat(reason(Cgroups.find(proc))).contains("not mounted");
    assertThat(reason(Cgroups.find(folder.resolve("nowhere")))).contains("only Linux");
  }

  @Test
  void commandRunsInItsGroupFromItsFirstMomentAsOneProcess() throws Exception {
    assumeThat(Path.of("/bin/sh")).exists();
    var one = Files.createDirectories(folder.resolve("one with a blank"));
    var two = Files.createDirectories(folder.resolve("two"));
    var cgroup = new Cgroup(Map.of("cpu", one, "memory", two), false, folder);

    var process =
        new ProcessBuilder(cgroup.of(List.of("sh", "-c", "echo $$ \"$1\"", "say", "it's $HOME")))
            .start();

    var pid = Long.toString(process.pid());
    assertThat(process.inputReader().readLine()).isEqualTo(pid + " it's $HOME");
    assertThat(one.resolve("cgroup.procs")).hasContent(pid);
    assertThat(two.resolve("cgroup.procs")).hasContent(pid);
  }

  @Test
  void killsForWantOfMemoryAreCounted() throws IOException {
    var one =
        group(
            folder.resolve("one"),
            Map.of("memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 2\n"));
    var two = group(folder.resolve("two"), Map.of("memory.events", "max 9\noom 4\noom_kill 3\n"));

    assertThat(new Cgroup(Map.of("memory", one), false, one).oomKills()).isEqualTo(2);
    assertThat(new Cgroup(Map.of("memory", two), true, two).oomKills()).isEqualTo(3);
    assertThat(new Cgroup(Map.of("memory", folder), true, folder).oomKills()).isZero();
  }
}
