package switchboard.console.ui.fx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import switchboard.console.Failure;

/** Asks where to, and writes a file there. */
public final class SaveDialog {

  /** Writes a file's content. */
  @FunctionalInterface
  public interface Content {
    void write(Path file) throws IOException;
  }

  private SaveDialog() {}

  /**
   * Asks where to, and writes the file there unless the operator changes his mind.
   *
   * @param title what is attempted, as in {@link Failure}
   * @param failed hears of it when the file cannot be written
   */
  public static void save(
      Window owner, String title, String fileName, Content content, Consumer<Failure> failed) {
    var chooser = new FileChooser();
    chooser.setTitle(title);
    chooser.setInitialFileName(fileName);
    var file = chooser.showSaveDialog(owner);
    if (file != null) {
      write(file.toPath(), title, content, failed);
    }
  }

  static void write(Path file, String title, Content content, Consumer<Failure> failed) {
    try {
      content.write(file);
    } catch (IOException e) {
      failed.accept(
          new Failure(
              title,
              "%s cannot be written: %s".formatted(file, e),
              "Choose a folder with room that you may write to."));
    }
  }
}
