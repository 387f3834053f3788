package switchboard.console.platform.local.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where this process may make control groups: version 1 of them as root, version 2 where the system
 * has delegated a group to it.
 *
 * @param parents the group in which this process is, by controller
 */
public record Cgroups(Map<String, Path> parents, boolean versionTwo) {
  private static final List<String> CONTROLLERS = List.of("cpu", "cpuacct", "memory");
  private static final List<String> NEEDED_OF_TWO = List.of("cpu", "memory");

  /** Whether there are any for this process, and why not. */
  public sealed interface Found {}

  public record Usable(Cgroups cgroups) implements Found {}

  /**
   * @param reason as in "CPU cannot be limited here: …"
   */
  public record Missing(String reason) implements Found {}

  public Cgroups {
    parents = Map.copyOf(parents);
  }

  /** What there is for this process; changes nothing. */
  public static Found find() {
    return find(Path.of("/proc/self"));
  }

  /**
   * @param proc the process's folder, as in proc(5)
   */
  public static Found find(Path proc) {
    try {
      var mounts = Files.readAllLines(proc.resolve("mountinfo")).stream().map(Mount::parse);
      var groups = Files.readAllLines(proc.resolve("cgroup"));
      return find(mounts.flatMap(Optional::stream).toList(), groups);
    } catch (IOException e) {
      return new Missing("only Linux has control groups");
    }
  }

  private static Found find(List<Mount> mounts, List<String> groups) {
    var parents = new LinkedHashMap<String, Path>();
    for (var controller : CONTROLLERS) {
      mounts.stream()
          .filter(mount -> mount.has(controller))
          .findFirst()
          .ifPresent(mount -> parents.put(controller, mount.folder(pathIn(groups, controller))));
    }
    if (parents.keySet().containsAll(CONTROLLERS)) {
      return parents.values().stream().allMatch(Files::isWritable)
          ? new Usable(new Cgroups(parents, false))
          : new Missing("only root may make control groups of version 1");
    }
    return mounts.stream()
        .filter(Mount::isVersionTwo)
        .findFirst()
        .map(mount -> versionTwo(mount.folder(pathIn(groups, ""))))
        .orElse(new Missing("the control groups of this machine are not mounted"));
  }

  private static Found versionTwo(Path own) {
    try {
      var there = words(own.resolve("cgroup.controllers"));
      if (!Files.isWritable(own) || !there.containsAll(NEEDED_OF_TWO)) {
        return new Missing(
            "no control group is delegated to this console; start it by systemd-run --user --scope"
                + " -p Delegate=yes");
      }
      var others = Files.readAllLines(own.resolve("cgroup.procs")).size() - 1;
      // The kernel gives the controllers on only where a group itself has no process.
      if (others > 0 && Files.exists(own.resolve("cgroup.type")) && !passesOn(own)) {
        return new Missing(
            "this console shares its control group with "
                + others
                + " other processes; start it by systemd-run --user --scope -p Delegate=yes");
      }
      var parents = new LinkedHashMap<String, Path>();
      CONTROLLERS.forEach(controller -> parents.put(controller, own));
      return new Usable(new Cgroups(parents, true));
    } catch (IOException e) {
      return new Missing("the control groups of this machine cannot be read: " + e.getMessage());
    }
  }

  /**
   * A new group within this process's own.
   *
   * @param launch a name that no other console has
   * @param folder the launch's own, for what is seen of the group
   */
  Cgroup make(String launch, String name, Path folder) throws IOException {
    if (versionTwo && !passesOn(parents.get("cpu"))) {
      leaveOwn();
      passOn(parents.get("cpu"));
    }
    var folders = new LinkedHashMap<String, Path>();
    for (var parent : parents.entrySet()) {
      var all = Files.createDirectories(parent.getValue().resolve(launch));
      if (versionTwo) {
        passOn(all);
      }
      folders.put(parent.getKey(), Files.createDirectories(all.resolve(name)));
    }
    return new Cgroup(folders, versionTwo, versionTwo ? folders.get("cpu") : view(folders, folder));
  }

  /** The folders that hold all groups of a launch. */
  List<Path> of(String launch) {
    return parents.values().stream().distinct().map(parent -> parent.resolve(launch)).toList();
  }

  /** In a container, too, version 1 is one folder for each controller. */
  private static Path view(Map<String, Path> folders, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (var each : folders.entrySet()) {
      var link = folder.resolve(each.getKey());
      if (!Files.exists(link)) {
        Files.createSymbolicLink(link, each.getValue());
      }
    }
    return folder;
  }

  /** The kernel lets no group pass controllers on while it has processes itself, but the root. */
  private void leaveOwn() throws IOException {
    var own = parents.get("cpu");
    if (Files.exists(own.resolve("cgroup.type"))) {
      var leaf = Files.createDirectories(own.resolve("switchboard-console"));
      for (var pid : Files.readAllLines(own.resolve("cgroup.procs"))) {
        Files.writeString(leaf.resolve("cgroup.procs"), pid);
      }
    }
  }

  private static void passOn(Path group) throws IOException {
    if (!passesOn(group)) {
      Files.writeString(group.resolve("cgroup.subtree_control"), "+cpu +memory");
    }
  }

  private static boolean passesOn(Path group) throws IOException {
    return words(group.resolve("cgroup.subtree_control")).containsAll(NEEDED_OF_TWO);
  }

  private static List<String> words(Path file) throws IOException {
    return Arrays.asList(Files.readString(file).strip().split(" ", -1));
  }

  /** The path of this process's group in the hierarchy of a controller; "" is version 2's. */
  private static String pathIn(List<String> groups, String controller) {
    return groups.stream()
        .map(line -> line.split(":", 3))
        .filter(parts -> parts.length == 3)
        .filter(parts -> List.of(parts[1].split(",", -1)).contains(controller))
        .map(parts -> parts[2])
        .findFirst()
        .orElse("/");
  }

  /**
   * A mounted hierarchy, as a line of {@code mountinfo} in proc(5) tells it.
   *
   * @param root which part of the hierarchy is mounted
   * @param options of the hierarchy: its controllers among them
   */
  private record Mount(String root, Path point, String type, List<String> options) {
    static Optional<Mount> parse(String line) {
      var halves = line.split(" - ", 2);
      var left = halves[0].split(" ", -1);
      var right = halves.length == 2 ? halves[1].split(" ", -1) : new String[0];
      return left.length > 4 && right.length > 2 && right[0].startsWith("cgroup")
          ? Optional.of(
              new Mount(left[3], Path.of(left[4]), right[0], List.of(right[2].split(",", -1))))
          : Optional.empty();
    }

    boolean has(String controller) {
      return type.equals("cgroup") && options.contains(controller);
    }

    boolean isVersionTwo() {
      return type.equals("cgroup2");
    }

    /** Of a group whose path may begin above what is mounted, as in a container. */
    Path folder(String group) {
      var below = group.startsWith(root) ? group.substring(root.length()) : "";
      return point.resolve(below.replaceFirst("^/+", ""));
    }
  }
}
