package switchboard.console.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.experiment.SampleRecord;
import switchboard.console.experiment.journal.RunNote;
import switchboard.console.fault.Verdict;
import switchboard.console.metrics.panel.PanelData;
import switchboard.console.platform.Role;
import switchboard.console.session.timeline.TimelineEvent;

class RecordingTest {
  private final SampleBundle sample = new SampleBundle();
  @TempDir private Path folder;

  private Recording recording() throws Exception {
    sample.write(folder.resolve("run.swb"));
    return Recording.of(folder.resolve("run.swb"));
  }

  private static Instant after(long seconds) {
    return SampleRecord.AT.plusSeconds(seconds);
  }

  @Test
  void everyMomentShowsWhatWasLiveThen() throws Exception {
    var recording = recording();
    var looks =
        sample.notes().stream()
            .filter(RunNote.Looked.class::isInstance)
            .map(RunNote.Looked.class::cast)
            .toList();

    assertThat(recording.moments()).isEqualTo(looks.stream().map(RunNote.Looked::at).toList());
    for (var look : looks) {
      var shown = recording.at(look.at());
      assertThat(shown.at()).isEqualTo(look.at());
      assertThat(shown.system()).isEqualTo(look.system());
      assertThat(shown.load()).isEqualTo(look.users());
      assertThat(shown.measured().values()).isEqualTo(look.values());
      assertThat(shown.plan()).isEqualTo(look.plan());
    }
  }

  @Test
  void chartsEndAtTheMomentSampleBySample() throws Exception {
    var recording = recording();
    var live = sample.run.record().remains().panels();

    for (var second : List.of(1, 20, 59)) {
      var shown = recording.at(after(second)).measured().panels();

      assertThat(shown).extracting(PanelData::end).containsOnly(after(second));
      // A chart of one instant cannot be drawn.
      assertThat(shown).extracting(PanelData::instants).allMatch(count -> count > 60);
      for (var panel = 0; panel < live.size(); panel++) {
        for (var line = 0; line < live.get(panel).lines().size(); line++) {
          var before = shown.get(panel).lines().get(line);
          for (var i = 0; i <= second; i++) {
            assertThat(before.value(before.size() - 1 - second + i))
                .isEqualTo(Double.valueOf(live.get(panel).lines().get(line).value(i)));
          }
          // Before the run there was nothing.
          assertThat(second == 59 ? Double.NaN : before.value(0)).isNaN();
        }
      }
    }
  }

  @Test
  void nothingIsShownBeforeItHappened() throws Exception {
    var recording = recording();
    var remains = sample.run.record().remains();
    var fault = remains.faults().getFirst();

    assertThat(recording.at(after(5)).verdicts()).isEmpty();
    assertThat(recording.at(after(5)).timeline())
        .extracting(TimelineEvent::at)
        .allMatch(at -> !at.isAfter(after(5)));
    assertThat(recording.at(recording.ended()).timeline())
        .extracting(TimelineEvent::text)
        .isEqualTo(remains.timeline().stream().map(TimelineEvent::text).toList());
    assertThat(recording.at(fault.judgedAt().orElseThrow()).verdicts())
        .extracting(Verdict::sentence)
        .isEqualTo(remains.verdicts().stream().map(Verdict::sentence).toList());
  }

  @Test
  void momentBetweenTwoIsTheOneBefore() throws Exception {
    var recording = recording();

    assertThat(recording.momentAt(after(7).plusMillis(900))).isEqualTo(after(7));
    assertThat(recording.momentAt(Instant.EPOCH)).isEqualTo(recording.begun());
    assertThat(recording.momentAt(Instant.MAX)).isEqualTo(recording.ended());
  }

  @Test
  void ofALongRunEverySecondMomentIsLeftOut() throws Exception {
    sample.requests = 0;
    sample.run.lasts = Duration.ofSeconds(Recording.MAX_MOMENTS + 100L);

    var moments = recording().moments();

    assertThat(moments).hasSize((Recording.MAX_MOMENTS + 100) / 2);
    assertThat(moments.subList(0, 3)).containsExactly(after(1), after(3), after(5));
  }

  @Test
  void runThatEndedEarlyIsWatchedAsFarAsItGoes() throws Exception {
    var file = folder.resolve("early.swb");
    try (var writer = sample.begin(file)) {
      assertThat(writer).isNotNull();
    }

    var recording = Recording.of(file);

    assertThat(recording.told()).isEmpty();
    assertThat(recording.moments()).isNotEmpty();
    assertThat(recording.at(recording.ended()).measured().panels()).isEmpty();
  }

  @Test
  void bundleWithoutAMomentIsRefused() throws Exception {
    var file = folder.resolve("nothing.swb");
    var remains = sample.run.record().remains();
    try (var writer = new BundleWriter(file, remains.experiment(), SampleBundle.VERSION)) {
      assertThat(writer).isNotNull();
    }

    assertThatThrownBy(() -> Recording.of(file))
        .hasMessage("nothing.swb: nothing was seen of its run");
  }

  @Test
  void implementationOfARoleIsThatOfTheRun() throws Exception {
    assertThat(recording().implementation(Role.STORE)).isEqualTo(sample.run.store);
  }
}
