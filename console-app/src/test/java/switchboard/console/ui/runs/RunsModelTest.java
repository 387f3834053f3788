package switchboard.console.ui.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.bundle.KeptRuns;
import switchboard.console.bundle.SampleBundle;
import switchboard.console.experiment.SampleRecord;
import switchboard.console.ui.cockpit.Models;

class RunsModelTest {
  private final Models models = new Models();
  private final SampleBundle sample = new SampleBundle();
  @TempDir private Path folder;
  private KeptRuns kept;
  private RunsModel model;

  @BeforeEach
  void open() {
    models.reportsIn = folder;
    kept = new KeptRuns(folder.resolve("runs"), KeptRuns.MAX_BYTES);
    model = new RunsModel(kept, models.workspace.context(), models.reports(models.workspace));
  }

  @AfterEach
  void close() {
    models.close();
  }

  private Path written(String name) throws IOException {
    var file = Files.createDirectories(folder.resolve("runs")).resolve(name);
    sample.write(file);
    return file;
  }

  private ReplayModel watched(Path file) {
    model.open(file);
    models.background.finish();
    return model.shownProperty().get().orElseThrow();
  }

  @Test
  void keptRunsAreListedTheNewestFirst() throws Exception {
    var older = written("2026-01-01T12-00-00Z_a.swb");
    var newer = written("2026-01-02T12-00-00Z_b.swb");

    model.refresh();
    models.background.finish();

    assertThat(model.kept()).extracting(KeptRuns.Kept::file).containsExactly(newer, older);
  }

  @Test
  void runThatIsOpenedIsShownAtItsEnd() throws Exception {
    var replay = watched(written("a.swb"));

    assertThat(replay.positionProperty().get()).isEqualTo(replay.recording().ended());
    assertThat(replay.snapshotProperty().get().at()).isEqualTo(replay.recording().ended());
    assertThat(replay.playingProperty().get()).isFalse();
    assertThat(models.notices).isEmpty();
  }

  @Test
  void playingBeginsAnewAtTheEndAndStopsThere() throws Exception {
    var replay = watched(written("a.swb"));

    replay.playOrPause();
    assertThat(replay.positionProperty().get()).isEqualTo(replay.recording().begun());
    replay.advance(Duration.ofSeconds(2));
    assertThat(replay.positionProperty().get()).isEqualTo(SampleRecord.AT.plusSeconds(3));
    replay.speedProperty().set(ReplayModel.Speed.TENFOLD);
    replay.advance(Duration.ofSeconds(2));
    assertThat(replay.positionProperty().get()).isEqualTo(SampleRecord.AT.plusSeconds(23));
    assertThat(replay.snapshotProperty().get().at()).isEqualTo(SampleRecord.AT.plusSeconds(23));
    replay.advance(Duration.ofSeconds(60));

    assertThat(replay.positionProperty().get()).isEqualTo(replay.recording().ended());
    assertThat(replay.playingProperty().get()).isFalse();
  }

  @Test
  void pausedReplayStandsStill() throws Exception {
    var replay = watched(written("a.swb"));
    replay.seek(SampleRecord.AT.plusSeconds(10));

    replay.advance(Duration.ofSeconds(5));

    assertThat(replay.positionProperty().get()).isEqualTo(SampleRecord.AT.plusSeconds(10));
  }

  @Test
  void verifyingSaysWhatWasFound() throws Exception {
    var replay = watched(written("a.swb"));
    assertThat(replay.verificationProperty().get()).isEmpty();

    model.verify(replay);
    models.background.finish();

    assertThat(replay.verificationProperty().get())
        .hasValueSatisfying(
            found -> assertThat(found.sentence()).startsWith("all 14 entries are as they were"));
  }

  @Test
  void runWhoseBytesWereChangedIsNotTrusted() throws Exception {
    var file = written("a.swb");
    var replay = watched(file);
    var bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);

    model.verify(replay);
    models.background.finish();

    assertThat(replay.verificationProperty().get())
        .hasValueSatisfying(found -> assertThat(found.agrees()).isFalse());
  }

  @Test
  void fileThatIsNoBundleIsRefusedAndWhatWasShownStays() throws Exception {
    var replay = watched(written("a.swb"));
    var other = Files.writeString(folder.resolve("other.swb"), "hello");

    model.open(other);
    models.background.finish();

    assertThat(models.notices)
        .singleElement()
        .satisfies(why -> assertThat(why.happened()).startsWith("other.swb: this is not a bundle"));
    assertThat(model.shownProperty().get()).isEqualTo(Optional.of(replay));
  }

  @Test
  void reportOfAKeptRunIsWritten() throws Exception {
    model.report(watched(written("a.swb")));
    models.background.finish();

    assertThat(models.pages).hasSize(1);
  }

  @Test
  void pinnedRunIsListedAsSuch() throws Exception {
    written("a.swb");
    model.refresh();
    models.background.finish();

    model.pin(model.kept().getFirst());
    models.background.finish();

    assertThat(model.kept()).singleElement().returns(true, KeptRuns.Kept::pinned);
  }

  @Test
  void runIsShownBesideAnotherAndAloneAgain() throws Exception {
    var replay = watched(written("a.swb"));
    replay.playOrPause();

    model.compare(replay, written("b.swb"));
    models.background.finish();
    assertThat(model.comparedProperty().get()).isPresent();
    assertThat(replay.playingProperty().get()).isFalse();

    model.closeComparison();
    assertThat(model.comparedProperty().get()).isEmpty();
    assertThat(model.shownProperty().get()).isEqualTo(Optional.of(replay));
  }

  @Test
  void runThatEndedEarlyIsShownBesideNoOther() throws Exception {
    var replay = watched(written("a.swb"));
    var early = folder.resolve("early.swb");
    sample.begin(early).close();

    model.compare(replay, early);
    models.background.finish();

    assertThat(model.comparedProperty().get()).isEmpty();
    assertThat(models.notices)
        .singleElement()
        .satisfies(why -> assertThat(why.happened()).contains("it ended early"));
  }
}
