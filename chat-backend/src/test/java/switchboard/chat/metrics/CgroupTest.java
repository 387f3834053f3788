package switchboard.chat.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CgroupTest {
  @TempDir private Path root;

  @Test
  void versionTwoIsReadInBaseUnits() throws IOException {
    write("cgroup.controllers", "cpu memory");
    write("cpu.max", "150000 100000");
    write("cpu.stat", "usage_usec 2500000\nnr_periods 40\nnr_throttled 4\nthrottled_usec 500000");
    write("memory.max", "268435456");
    write("memory.current", "100000000");
    write("memory.stat", "anon 7\ninactive_file 40000000");
    var cgroup = new Cgroup(root);

    assertThat(cgroup.cpuLimitCores()).hasValue(1.5);
    assertThat(cgroup.cpuUsageSeconds()).hasValue(2.5);
    assertThat(cgroup.cfsPeriods()).hasValue(40);
    assertThat(cgroup.cfsThrottledPeriods()).hasValue(4);
    assertThat(cgroup.cfsThrottledSeconds()).hasValue(0.5);
    assertThat(cgroup.memoryLimitBytes()).hasValue(268_435_456);
    assertThat(cgroup.memoryWorkingSetBytes()).hasValue(60_000_000);
  }

  @Test
  void versionOneIsReadInBaseUnits() throws IOException {
    write("cpu/cpu.cfs_quota_us", "50000");
    write("cpu/cpu.cfs_period_us", "100000");
    write("cpu/cpu.stat", "nr_periods 40\nnr_throttled 4\nthrottled_time 500000000");
    write("cpu,cpuacct/cpuacct.usage", "2500000000");
    write("memory/memory.limit_in_bytes", "268435456");
    write("memory/memory.usage_in_bytes", "100000000");
    write("memory/memory.stat", "inactive_file 1\ntotal_inactive_file 40000000");
    var cgroup = new Cgroup(root);

    assertThat(cgroup.cpuLimitCores()).hasValue(0.5);
    assertThat(cgroup.cpuUsageSeconds()).hasValue(2.5);
    assertThat(cgroup.cfsPeriods()).hasValue(40);
    assertThat(cgroup.cfsThrottledPeriods()).hasValue(4);
    assertThat(cgroup.cfsThrottledSeconds()).hasValue(0.5);
    assertThat(cgroup.memoryLimitBytes()).hasValue(268_435_456);
    assertThat(cgroup.memoryWorkingSetBytes()).hasValue(60_000_000);
  }

  @Test
  void noLimitIsAbsentInBothVersions() throws IOException {
    write("cpu/cpu.cfs_quota_us", "-1");
    write("cpu/cpu.cfs_period_us", "100000");
    write("memory/memory.limit_in_bytes", "9223372036854771712");
    assertThat(new Cgroup(root).cpuLimitCores()).isEmpty();
    assertThat(new Cgroup(root).memoryLimitBytes()).isEmpty();

    write("cgroup.controllers", "cpu memory");
    write("cpu.max", "max 100000");
    write("memory.max", "max");
    assertThat(new Cgroup(root).cpuLimitCores()).isEmpty();
    assertThat(new Cgroup(root).memoryLimitBytes()).isEmpty();
  }

  @Test
  void whatCannotBeReadIsAbsent() {
    assertThat(new Cgroup(root.resolve("nowhere")).cpuUsageSeconds()).isEmpty();
    assertThat(new Cgroup(root.resolve("nowhere")).memoryWorkingSetBytes()).isEmpty();
  }

  private void write(String file, String text) throws IOException {
    var path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text + "\n");
  }
}
