package switchboard.console.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.bundle.KeptRuns;
import switchboard.console.bundle.SampleBundle;
import switchboard.console.calibration.Aspect;
import switchboard.console.calibration.RunFigure;

class EqualRunsTest {
  private final SampleBundle sample = new SampleBundle();
  @TempDir private Path folder;
  private KeptRuns kept;

  @BeforeEach
  void open() throws IOException {
    Files.createDirectories(folder.resolve("runs"));
    kept = new KeptRuns(folder.resolve("runs"), KeptRuns.MAX_BYTES);
  }

  private void write(String name, SampleBundle run) throws IOException {
    run.write(folder.resolve("runs").resolve(name));
  }

  private EqualRuns equal(String platform) {
    return new EqualRuns(kept, sample.run.record().remains().experiment(), platform);
  }

  @Test
  void keptRunsOfTheExperimentCountTheNewestFirst() throws Exception {
    write("1.swb", sample);
    write("2.swb", sample);
    write("3.swb", sample);

    assertThat(equal("This machine").newest(2))
        .extracting(ComparedRun::file)
        .containsExactly("2.swb", "3.swb");
  }

  @Test
  void runsUnderOtherConditionsDoNotCount() throws Exception {
    var longer = new SampleBundle();
    longer.run.lasts = Duration.ofSeconds(90);
    write("1.swb", longer);

    assertThat(equal("This machine").newest(10)).isEmpty();
    write("2.swb", sample);
    assertThat(equal("Docker Compose").newest(10)).isEmpty();
  }

  @Test
  void runUnderOtherConditionsTakesThePlaceOfEarlierOnes() {
    var runs = new SampleRuns(1);
    var launched = runs.take(3);
    var adopted = runs.with(Aspect.PLATFORM, "system", "ran before").take(2);

    assertThat(EqualRuns.joined(launched.subList(0, 2), launched.getLast())).isEqualTo(launched);
    assertThat(EqualRuns.joined(launched, adopted.getFirst())).containsExactly(adopted.getFirst());
    assertThat(EqualRuns.joined(adopted.subList(0, 1), adopted.getLast())).isEqualTo(adopted);
  }

  @Test
  void calibrationIsFoundForSuchRunsOnly() throws Exception {
    for (var i = 1; i <= 5; i++) {
      write(i + ".swb", sample);
    }
    var runs = equal("This machine").newest(10);

    kept.calibrations().keep(EqualRuns.calibration(runs));

    assertThat(kept.calibrations().of(runs.getFirst().conditions()))
        .hasValueSatisfying(
            found -> {
              assertThat(found.runs()).isEqualTo(5);
              assertThat(found.figures()).contains(RunFigure.REQUESTS_P99, RunFigure.RECOVERY);
            });
  }
}
