package switchboard.console.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.Failure;

class SaveDialogTest {
  @TempDir Path folder;
  private final List<Failure> failures = new ArrayList<>();

  @Test
  void fileThatCannotBeWrittenIsSaid() {
    var file = folder.resolve("missing").resolve("chart.csv");

    SaveDialog.write(file, "Saving", to -> Files.writeString(to, "text"), failures::add);

    assertThat(failures).hasSize(1);
    assertThat(failures.getFirst().sentence())
        .startsWith("Saving failed: " + file + " cannot be written")
        .endsWith("Choose a folder with room that you may write to.");
  }

  @Test
  void fileIsWritten() {
    var file = folder.resolve("chart.csv");

    SaveDialog.write(file, "Saving", to -> Files.writeString(to, "text"), failures::add);

    assertThat(failures).isEmpty();
    assertThat(file).hasContent("text");
  }
}
