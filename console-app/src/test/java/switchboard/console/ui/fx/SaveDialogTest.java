package switchboard.console.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.Failure;
import switchboard.console.settings.DataFolder;

class SaveDialogTest {
  @TempDir Path folder;
  private final List<Failure> failures = new ArrayList<>();
  private final List<Optional<Path>> begun = new ArrayList<>();
  private final ManualBackground background = new ManualBackground();

  private SaveDialog saves(Path begin) {
    return new SaveDialog(() -> new DataFolder(begin), background, failures::add);
  }

  @Test
  void dialogBeginsInTheDataFolderWhichIsMade() {
    var charts = folder.resolve("new").resolve("charts");

    saves(charts).begin("Saving", begun::add);
    assertThat(charts).as("before the background has done it").doesNotExist();
    background.finish();

    assertThat(begun).containsExactly(Optional.of(charts));
    assertThat(charts).isDirectory();
  }

  @Test
  void dataFolderThatCannotBeMadeIsSaidAndTheDialogBeginsElsewhere() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "");

    saves(file.resolve("charts")).begin("Saving", begun::add);
    background.finish();

    assertThat(begun).containsExactly(Optional.empty());
    assertThat(failures.getFirst().sentence())
        .startsWith("Saving failed: cannot create the data folder " + file.resolve("charts"))
        .contains("in the settings (F4)");
  }

  @Test
  void fileThatCannotBeWrittenIsSaid() {
    var file = folder.resolve("missing").resolve("chart.csv");

    saves(folder).write(file, "Saving", to -> Files.writeString(to, "text"));
    background.finish();

    assertThat(failures).hasSize(1);
    assertThat(failures.getFirst().sentence())
        .startsWith("Saving failed: " + file + " cannot be written")
        .endsWith("Choose a writable folder with free space.");
  }

  @Test
  void fileIsWritten() {
    var file = folder.resolve("chart.csv");

    saves(folder).write(file, "Saving", to -> Files.writeString(to, "text"));
    background.finish();

    assertThat(failures).isEmpty();
    assertThat(file).hasContent("text");
  }
}
