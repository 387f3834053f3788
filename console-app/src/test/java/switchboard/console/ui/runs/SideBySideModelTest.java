package switchboard.console.ui.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.bundle.SampleBundle;
import switchboard.console.calibration.Calibrations;
import switchboard.console.experiment.SampleRecord;

class SideBySideModelTest {
  private final SampleBundle sample = new SampleBundle();
  private final SampleBundle other = new SampleBundle();
  @TempDir private Path folder;
  private Calibrations calibrations;

  @BeforeEach
  void open() {
    calibrations = new Calibrations(folder.resolve("calibrations"));
  }

  private SideBySideModel beside() throws Exception {
    sample.write(folder.resolve("a.swb"));
    other.write(folder.resolve("b.swb"));
    return SideBySideModel.of(folder.resolve("a.swb"), folder.resolve("b.swb"), calibrations);
  }

  @Test
  void oneRunEachIsNoComparison() throws Exception {
    var model = beside();

    assertThat(model.sentence()).isEqualTo("One run each: no comparison.");
    assertThat(model.unlike()).isEmpty();
    assertThat(model.figures())
        .contains(
            new SideBySideModel.Row("Recovery after a fault", "1.8 s", "1.8 s", "not calibrated"));
  }

  @Test
  void chartsAreAlignedOnTheProvenFault() throws Exception {
    other.run.lasts = Duration.ofSeconds(90);
    var model = beside();

    assertThat(model.alignedOn()).isEqualTo("aligned on the proven fault");
    // A third of each run, and 6 ms.
    assertThat(model.a().at()).isEqualTo(SampleRecord.AT.plusMillis(20_006));
    assertThat(model.b().at()).isEqualTo(SampleRecord.AT.plusMillis(30_006));
    assertThat(model.inB(model.a().at())).isEqualTo(model.b().at());
    assertThat(model.inA(model.b().at())).isEqualTo(model.a().at());
    assertThat(model.charts())
        .isNotEmpty()
        .allSatisfy(
            charts -> {
              assertThat(charts.a().instants()).isEqualTo(charts.b().instants());
              assertThat(Duration.between(charts.a().end(), charts.b().end()))
                  .isEqualTo(Duration.ofSeconds(10));
            });
  }

  @Test
  void chartsOfRunsWithoutAFaultAreAlignedOnTheStart() throws Exception {
    other.run.faults = 0;
    var model = beside();

    assertThat(model.alignedOn()).isEqualTo("aligned on the start");
    assertThat(model.a().at()).isEqualTo(model.a().recording().begun());
  }

  @Test
  void whatMayNotBeComparedComesFirst() throws Exception {
    other.run.lasts = Duration.ofSeconds(90);
    other.run.replicas = 4;
    var model = beside();

    assertThat(model.unlike())
        .startsWith("Not to be compared, another experiment: duration: 1m in A, 90s in B")
        .endsWith("replicas: 3 in A, 4 in B");
    assertThat(model.sentence()).isEqualTo("One run each: no comparison.");
  }
}
