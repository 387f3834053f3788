package switchboard.console.ui.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.experiment.SampleRecord;
import switchboard.console.session.Ticks;
import switchboard.console.ui.cockpit.Models;
import switchboard.console.ui.command.Command;

class ReportModelTest {
  private static final Instant ENDED = Instant.parse("2026-11-28T12:05:03Z");

  @TempDir Path folder;
  private final Models models = new Models();

  @BeforeEach
  void choose() {
    models.reportsIn = folder;
  }

  @AfterEach
  void close() {
    models.close();
  }

  private Command command() {
    return models.cockpit.commands(OptionalInt.empty()).stream()
        .filter(each -> each.title().equals("Report of this session"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void paletteWritesTheReportOfTheSessionAndOpensIt() throws Exception {
    var ticks = new Ticks(models.session);
    models.recorder.start();
    ticks.tick();
    models.launched(2);
    ticks.tick();

    command().action().run();
    assertThat(command().possible()).isFalse();
    models.background.finish();

    assertThat(models.notices).isEmpty();
    assertThat(models.pages).hasSize(1);
    assertThat(Files.readString(Path.of(models.pages.getFirst())))
        .contains("Session on Memory", "What was done and seen since the launch");
    assertThat(command().possible()).isTrue();
  }

  @Test
  void sessionWithoutFiguresSaysSo() {
    models.launched(2);

    command().action().run();
    models.background.finish();

    assertThat(models.pages).isEmpty();
    assertThat(models.notices)
        .extracting(why -> why.tried())
        .containsExactly("Making a report of this session");
  }

  @Test
  void sameRunIsWrittenIntoTheSameFolder() {
    var reports = models.reports(models.workspace);
    var record = new SampleRecord().record();

    reports.write(record);
    models.background.finish();
    reports.write(record);
    models.background.finish();

    assertThat(models.pages).hasSize(2).containsOnly(models.pages.getFirst());
  }

  @Test
  void folderIsNamedByWhatEveryFileSystemTakes() {
    assertThat(ReportModel.name(ENDED, "a/b: 5 % of <x>?"))
        .matches("2026-11-2[789] \\d\\d\\.\\d\\d\\.03 a b 5 of x");
    assertThat(ReportModel.name(ENDED, "…")).matches("2026-11-2[789] \\d\\d\\.\\d\\d\\.03");
    assertThat(ReportModel.name(ENDED, "🙂ä".repeat(200))).hasSizeLessThan(100);
  }
}
