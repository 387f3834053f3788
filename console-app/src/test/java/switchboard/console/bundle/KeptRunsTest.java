package switchboard.console.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.Failure;
import switchboard.console.calibration.Calibration;
import switchboard.console.calibration.Conditions;
import switchboard.console.calibration.RunFigure;
import switchboard.console.report.Machine;
import switchboard.console.report.Report;

class KeptRunsTest {
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

  private final SampleBundle sample = new SampleBundle();
  private final List<Failure> failures = new ArrayList<>();
  @TempDir private Path folder;

  private KeptRuns runs(long maxBytes) {
    return new KeptRuns(folder.resolve("runs"), maxBytes);
  }

  private Path keep(KeptRuns runs, Instant at) throws IOException {
    var experiment = sample.run.record().remains().experiment();
    try (var keeper = new RunKeeper(runs, experiment, at, failures::add)) {
      sample.notes().forEach(keeper::keep);
      assertThat(keeper.finish(Optional.of(sample.record()))).isPresent();
      return keeper.file().orElseThrow();
    }
  }

  @Test
  void runIsKeptUnderItsTimeAndName() throws Exception {
    var runs = runs(KeptRuns.MAX_BYTES);

    var file = keep(runs, AT);

    assertThat(file.getFileName())
        .hasToString("2026-03-01T12-00-00Z_kill-backend-2-under-100-users.swb");
    assertThat(runs.all())
        .singleElement()
        .returns(file, KeptRuns.Kept::file)
        .returns(false, KeptRuns.Kept::pinned)
        .returns(Files.size(file), KeptRuns.Kept::bytes)
        .returns(
            Optional.of("Kill backend-2 under 100 users"),
            kept -> kept.manifest().map(Manifest::name));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void keptRunIsOfTheUserAlone() throws Exception {
    var file = keep(runs(KeptRuns.MAX_BYTES), AT);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void twoThatBeginInOneSecondAreBothKept() throws Exception {
    var runs = runs(KeptRuns.MAX_BYTES);

    assertThat(keep(runs, AT)).isNotEqualTo(keep(runs, AT));
    assertThat(runs.all()).hasSize(2);
  }

  @Test
  void oldestGoFirstAndWhatIsPinnedStays() throws Exception {
    var all = runs(KeptRuns.MAX_BYTES);
    var pinned = keep(all, AT);
    var oldest = keep(all, AT.plusSeconds(1));
    var newest = keep(all, AT.plusSeconds(2));
    all.pin(pinned, true);

    runs(2 * Files.size(pinned) + 10_000).makeRoomFor(newest);

    assertThat(all.all()).extracting(KeptRuns.Kept::file).containsExactly(newest, pinned);
    assertThat(oldest).doesNotExist();
    all.pin(pinned, false);
    runs(1).makeRoomFor(newest);
    assertThat(all.all()).extracting(KeptRuns.Kept::file).containsExactly(newest);
  }

  @Test
  void runThatCannotBeKeptHasItsReportAllTheSame() throws Exception {
    Files.writeString(folder.resolve("runs"), "a file where a folder would be");
    var experiment = sample.run.record().remains().experiment();

    Optional<Report> report;
    try (var keeper = new RunKeeper(runs(KeptRuns.MAX_BYTES), experiment, AT, failures::add)) {
      sample.notes().forEach(keeper::keep);
      report = keeper.finish(Optional.of(sample.record()));
      assertThat(keeper.file()).isEmpty();
    }

    assertThat(report.map(Report::toJson)).isPresent();
    assertThat(failures).singleElement().extracting(Failure::tried).isEqualTo("Keeping the run");
  }

  @Test
  void nothingIsKeptOfARunThatMeasuredNothing() throws Exception {
    var runs = runs(KeptRuns.MAX_BYTES);
    var experiment = sample.run.record().remains().experiment();

    try (var keeper = new RunKeeper(runs, experiment, AT, failures::add)) {
      assertThat(keeper.finish(Optional.empty())).isEmpty();
    }

    assertThat(runs.all()).isEmpty();
  }

  @Test
  void whatWasNotFinishedIsListedAsSuch() throws Exception {
    var runs = runs(KeptRuns.MAX_BYTES);
    var experiment = sample.run.record().remains().experiment();
    try (var keeper = new RunKeeper(runs, experiment, AT, failures::add)) {
      sample.notes().forEach(keeper::keep);
    }

    assertThat(runs.all())
        .singleElement()
        .returns(Optional.empty(), KeptRuns.Kept::manifest)
        .returns(true, KeptRuns.Kept::underWay);
    var file = runs.all().getFirst().file();
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
    assertThat(runs.all()).singleElement().returns(false, KeptRuns.Kept::underWay);
  }

  @Test
  void partsThatADeadConsoleLeftAreDeletedWithTheNextRun() throws Exception {
    var runs = runs(KeptRuns.MAX_BYTES);
    keep(runs, AT);
    var left = Files.createFile(folder.resolve("runs/a.swb.1.part"));
    Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    var ofAnother = Files.createFile(folder.resolve("runs/b.swb.2.part"));

    keep(runs, AT.plusSeconds(1));

    assertThat(left).doesNotExist();
    assertThat(ofAnother).exists();
    assertThat(runs.all()).hasSize(2);
  }

  @Test
  void reportSaysWhatTheMachineWasCalibratedToSee() throws Exception {
    var runs = runs(KeptRuns.MAX_BYTES);
    var remains = sample.run.record().remains();
    var conditions = Conditions.of(Machine.ofThisConsole(), remains.place(), remains.experiment());
    runs.calibrations()
        .keep(
            new Calibration(
                conditions.key(),
                "Kill backend-2 under 100 users",
                "This machine",
                "Switchboard 0.1.0",
                AT,
                Map.of(RunFigure.REQUESTS_P99, List.of(0.038, 0.04, 0.041, 0.045, 0.052))));

    var file = keep(runs, AT);

    var report = Bundle.open(file).report();
    assertThat(report.calibration().figures())
        .singleElement()
        .satisfies(each -> assertThat(each.visible()).hasSize(3));
    assertThat(report.toHtml()).contains("5 equal runs of Switchboard 0.1.0");
    assertThat(Verification.of(file).objections()).isEmpty();
    assertThat(
            JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("../docs/report.schema.json")))
                .validate(report.toJson(), InputFormat.JSON))
        .isEmpty();
  }

  @Test
  void reportOfAnotherMachineSaysThatItIsNotCalibrated() throws Exception {
    var report = Bundle.open(keep(runs(KeptRuns.MAX_BYTES), AT)).report();

    assertThat(report.calibration()).isNull();
    assertThat(report.toHtml()).contains("Not calibrated");
  }
}
