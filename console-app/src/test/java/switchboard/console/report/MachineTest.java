package switchboard.console.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
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
  void processorIsThatOfTheKernelWhereItTells() throws IOException {
    var file = root.resolve("cpuinfo");
    assertThat(Machine.processor(file)).isNull();

    Files.writeString(file, "processor\t: 0\nmodel\t\t: 2\nmodel name\t: AMD EPYC 9R14 \n");
    assertThat(Machine.processor(file)).isEqualTo("AMD EPYC 9R14");

    Files.writeString(file, "processor\t: 0\nBogoMIPS\t: 243.75\n");
    assertThat(Machine.processor(file)).isNull();
  }

  @Test
  void machineOfAnOlderBundleIsWrittenAsItWas() {
    var older =
        "{\"cores\":2,\"system\":\"Linux 6.8.0\",\"architecture\":\"amd64\",\"java\":\"25\"}";
    var json = new Gson();

    assertThat(json.toJson(json.fromJson(older, Machine.class))).isEqualTo(older);
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
