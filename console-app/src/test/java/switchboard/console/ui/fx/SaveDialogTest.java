package switchboard.console.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.Failure;
import switchboard.console.settings.DataFolder;

class SaveDialogTest {
  @TempDir Path folder;
  private final List<Failure> failures = new ArrayList<>();

  private SaveDialog saves(Path begin) {
    return new SaveDialog(() -> new DataFolder(begin), failures::add);
  }

  @Test
  void dialogBeginsInTheDataFolderWhichIsMade() {
    var charts = folder.resolve("new").resolve("charts");

    assertThat(saves(charts).begin("Saving")).contains(charts);
    assertThat(charts).isDirectory();
  }

  @Test
  void dataFolderThatCannotBeMadeIsSaidAndTheDialogBeginsElsewhere() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "");

    assertThat(saves(file.resolve("charts")).begin("Saving")).isEmpty();
    assertThat(failures.getFirst().sentence())
        .startsWith("Saving failed: the data folder " + file.resolve("charts"))
        .contains("in the settings (F3)");
  }

  @Test
  void fileThatCannotBeWrittenIsSaid() {
    var file = folder.resolve("missing").resolve("chart.csv");

    saves(folder).write(file, "Saving", to -> Files.writeString(to, "text"));

    assertThat(failures).hasSize(1);
    assertThat(failures.getFirst().sentence())
        .startsWith("Saving failed: " + file + " cannot be written")
        .endsWith("Choose a folder with room that you may write to.");
  }

  @Test
  void fileIsWritten() {
    var file = folder.resolve("chart.csv");

    saves(folder).write(file, "Saving", to -> Files.writeString(to, "text"));

    assertThat(failures).isEmpty();
    assertThat(file).hasContent("text");
  }
}
