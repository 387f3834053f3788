package switchboard.console.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
  @TempDir private Path root;

  @Test
  void machineIsDescribed() {
    var machine = Machine.ofThisConsole();

    assertThat(machine.cores()).isPositive();
    assertThat(machine.memoryBytes()).isPositive();
    assertThat(machine.java()).startsWith(Runtime.version().toString());
  }

  @Test
  void versionOfControlGroupsIsToldByTheirFiles() throws IOException {
    assertThat(Machine.cgroupVersion(root)).isNull();

    Files.createDirectory(root.resolve("memory"));
    assertThat(Machine.cgroupVersion(root)).isEqualTo(1);

    Files.createFile(root.resolve("cgroup.controllers"));
    assertThat(Machine.cgroupVersion(root)).isEqualTo(2);
  }
}
