package switchboard.console.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.sweep.search.Figures;
import switchboard.console.sweep.search.LimitEvidence;
import switchboard.console.sweep.search.Limitation;
import switchboard.console.sweep.search.ModelTarget;
import switchboard.console.sweep.search.SweepTrial;

class SweepFolderTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final SweepTrial TRIAL =
      new SweepTrial(
          ModelTarget.SPACE.largest(),
          SweepTrial.State.PASSED,
          "all met",
          Limitation.of(LimitEvidence.NONE),
          new Figures(2.9, 12.0, 71.5, 310.0, 18_204L, 0L, 0.0, 0.12, 2.1e8),
          "a.swb");

  @TempDir private Path path;
  private SweepFolder folder;

  @BeforeEach
  void open() {
    folder = new SweepFolder(path.resolve("sweeps"));
  }

  @Test
  void whatWasMeasuredIsThereAgainInItsOrder() throws IOException {
    var unknown =
        new SweepTrial(
            ModelTarget.SPACE.largest(),
            SweepTrial.State.UNKNOWN,
            "late",
            Limitation.of(LimitEvidence.NONE),
            Figures.NONE,
            null);
    try (var kept = folder.begin("grid", 42, NOON)) {
      kept.add(1, unknown);
      kept.add(2, TRIAL);
    }

    try (var again = folder.interrupted("grid", OptionalLong.empty()).orElseThrow()) {
      assertThat(again.trials()).isEqualTo(List.of(unknown, TRIAL));
      assertThat(again.seed()).isEqualTo(42);
    }
  }

  @Test
  void onlyOneOfTheSameSpecificationAndSeedIsContinued() throws IOException {
    folder.begin("grid", 42, NOON).close();

    assertThat(folder.interrupted("adaptive", OptionalLong.empty())).isEmpty();
    assertThat(folder.interrupted("grid", OptionalLong.of(43))).isEmpty();
    var found = folder.interrupted("grid", OptionalLong.of(42));
    assertThat(found).isPresent();
    found.get().close();
  }

  @Test
  void finishedOneIsNotContinued() throws IOException {
    try (var kept = folder.begin("grid", 42, NOON)) {
      kept.finish("{}");
    }

    assertThat(folder.interrupted("grid", OptionalLong.empty())).isEmpty();
  }

  @Test
  void newestIsContinuedAndOneUnderWayIsNot() throws IOException {
    folder.begin("grid", 1, NOON).close();
    var second = folder.begin("grid", 2, NOON.plusSeconds(1));

    try (var first = folder.interrupted("grid", OptionalLong.empty()).orElseThrow()) {
      assertThat(first.seed()).isEqualTo(1);
    }
    second.close();
    try (var newest = folder.interrupted("grid", OptionalLong.empty()).orElseThrow()) {
      assertThat(newest.seed()).isEqualTo(2);
    }
  }

  @Test
  void whatAWriteLeftBehindIsNoMeasurement() throws IOException {
    var kept = folder.begin("grid", 1, NOON);
    kept.add(1, TRIAL);
    kept.close();
    Files.writeString(kept.folder().resolve("switchboard123.new"), "{\"conf");

    try (var again = folder.interrupted("grid", OptionalLong.empty()).orElseThrow()) {
      assertThat(again.trials()).containsExactly(TRIAL);
    }
  }

  @Test
  void oldestGoWhenThereAreTooMany() throws IOException {
    for (var second = 0; second < SweepFolder.MAX_KEPT + 3; second++) {
      folder.begin("grid " + second, second, NOON.plusSeconds(second)).close();
    }

    try (var all = Files.list(path.resolve("sweeps"))) {
      assertThat(all).hasSize(SweepFolder.MAX_KEPT);
    }
    assertThat(folder.interrupted("grid 2", OptionalLong.empty())).isEmpty();
  }
}
