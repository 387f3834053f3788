package switchboard.console.platform.local.cgroup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import switchboard.console.platform.Limits;

/**
 * What the replicas of one launch may use: each its own limits, because they change one after the
 * other. Where there are control groups, the kernel holds replicas to them; elsewhere only the size
 * of the JVM's heap does.
 */
public final class CgroupLimits {
  private final Cgroups.Found found;
  private final Path directory;
  private final Consumer<Path> removal;
  private final Map<String, Limits> limits = new ConcurrentHashMap<>();
  private final Map<String, Cgroup> cgroups = new ConcurrentHashMap<>();
  private volatile Optional<Limits> toCome = Optional.empty();

  /**
   * @param directory the launch's own
   * @param removal gets the groups that are to be removed in the end
   */
  public CgroupLimits(Cgroups.Found found, Path directory, Consumer<Path> removal) {
    this.found = found;
    this.directory = directory;
    this.removal = removal;
  }

  public Optional<Limits> limits(String replica) {
    return Optional.ofNullable(limits.get(replica));
  }

  public Optional<Cgroup> cgroup(String replica) {
    return Optional.ofNullable(cgroups.get(replica));
  }

  /** What replicas get that are not there yet. */
  public void setToCome(Limits wanted) {
    toCome = Optional.of(wanted);
  }

  /** Gives a replica that is about to come its limits, if there are any. */
  public void admit(String replica) throws IOException {
    set(replica, toCome);
  }

  /**
   * Whether a replica has these limits when they are {@link #set}; otherwise it has, when it is
   * started the next time.
   */
  public boolean appliesWhileRunning(String replica, Limits wanted) {
    return cgroups.containsKey(replica)
        && limits(replica).map(Limits::memoryBytes).equals(Optional.of(wanted.memoryBytes()));
  }

  /** Memory may be less than before only when the replica does not run. */
  public void set(String replica, Optional<Limits> wanted) throws IOException {
    if (wanted.isEmpty()) {
      limits.remove(replica);
      cgroups.remove(replica);
      return;
    }
    if (found instanceof Cgroups.Usable(Cgroups usable)) {
      var cgroup = make(usable, replica);
      cgroup.limit(wanted.get());
      cgroups.put(replica, cgroup);
    }
    limits.put(replica, wanted.get());
  }

  private Cgroup make(Cgroups usable, String replica) throws IOException {
    var launch = directory.getFileName().toString();
    usable.of(launch).forEach(removal);
    return usable.make(launch, replica, directory.resolve(replica + "-cgroup"));
  }
}
