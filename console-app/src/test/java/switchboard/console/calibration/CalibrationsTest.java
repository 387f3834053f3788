package switchboard.console.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.console.comparison.SampleRuns;

class CalibrationsTest {
  private final SampleRuns runs = new SampleRuns(1);
  @TempDir private Path folder;
  private Calibrations calibrations;

  @BeforeEach
  void open() {
    calibrations = new Calibrations(folder.resolve("calibrations"));
  }

  @Test
  void keptCalibrationComesBackForTheSameConditions() throws Exception {
    var ten = runs.take(10);
    var calibration = SampleRuns.calibration(ten);
    calibrations.keep(calibration);

    assertThat(calibrations.of(ten.getFirst().conditions())).contains(calibration);
  }

  @Test
  void anotherMachineIsNotCalibrated() throws Exception {
    calibrations.keep(SampleRuns.calibration(runs.take(10)));
    var other = runs.with(Aspect.MACHINE, "cores", "4").take(1).getFirst();

    assertThat(calibrations.of(other.conditions())).isEmpty();
  }

  @Test
  void anotherVersionIsCalibratedByThis() throws Exception {
    calibrations.keep(SampleRuns.calibration(runs.take(10)));
    var other = runs.with(Aspect.VERSIONS, "Switchboard", "0.2.0").take(1).getFirst();

    assertThat(calibrations.of(other.conditions())).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[0.04]", "[]", "[0.04, 1e999]", "[0.04, null]", "null"})
  void valuesThatHaveNoNoiseCannotBeRead(String values) throws Exception {
    var ten = runs.take(10);
    var file = calibrations.keep(SampleRuns.calibration(ten));
    var kept = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    kept.getAsJsonObject("values").add("requests.p99", JsonParser.parseString(values));
    Files.writeString(file, kept.toString().replace("Infinity", "1e999"));

    assertThatThrownBy(() -> calibrations.of(ten.getFirst().conditions()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("calibrate again");
  }

  @Test
  void fileThatCannotBeReadSaysWhatToDo() throws Exception {
    var ten = runs.take(10);
    Files.writeString(calibrations.keep(SampleRuns.calibration(ten)), "{}");

    assertThatThrownBy(() -> calibrations.of(ten.getFirst().conditions()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("calibrate again");
  }
}
