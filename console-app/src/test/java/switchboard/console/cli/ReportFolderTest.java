package switchboard.console.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import switchboard.console.experiment.SampleRecord;
import switchboard.console.report.Report;

class ReportFolderTest {
  @TempDir private Path folder;

  /** A command with nothing but this option. */
  @Command
  private static final class Reporting {
    @Mixin private ReportFolder report;
  }

  private static ReportFolder option(Path path) {
    return CommandLine.populateCommand(new Reporting(), "--report=" + path).report;
  }

  @Test
  void bothFilesAreWrittenIntoAFolderThatIsMade() throws IOException {
    var report = option(folder.resolve("reports/first"));
    report.check();

    var page =
        report
            .write(Optional.of(Report.of(new SampleRecord().record(), "Switchboard 0.1.0")))
            .orElseThrow();

    assertThat(page).isEqualTo(folder.resolve("reports/first/report.html"));
    assertThat(Files.readString(page)).startsWith("<!DOCTYPE html>").contains("✓", "Passed");
    var json = JsonParser.parseString(Files.readString(page.resolveSibling("report.json")));
    assertThat(json.getAsJsonObject().get("version").getAsString()).startsWith("Switchboard ");
  }

  @Test
  void checkMakesNothing() throws IOException {
    option(folder.resolve("reports/first")).check();

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void withoutARunNothingIsWritten() throws IOException {
    assertThat(option(folder).write(Optional.empty())).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }
}
