package switchboard.console.ui.fx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import switchboard.console.Failure;
import switchboard.console.settings.DataFolder;

/** Asks where to, and writes a file there. */
public final class SaveDialog {

  /** Writes a file's content. */
  @FunctionalInterface
  public interface Content {
    void write(Path file) throws IOException;
  }

  private final Supplier<DataFolder> folder;
  private final Consumer<Failure> failed;

  /**
   * @param folder where the dialog begins
   * @param failed hears of it when a file cannot be written
   */
  public SaveDialog(Supplier<DataFolder> folder, Consumer<Failure> failed) {
    this.folder = folder;
    this.failed = failed;
  }

  /**
   * Asks where to, and writes the file there unless the operator changes his mind.
   *
   * @param title what is attempted, as in {@link Failure}
   */
  public void save(Window owner, String title, String fileName, Content content) {
    var chooser = new FileChooser();
    chooser.setTitle(title);
    chooser.setInitialFileName(fileName);
    begin(title).map(Path::toFile).ifPresent(chooser::setInitialDirectory);
    var file = chooser.showSaveDialog(owner);
    if (file != null) {
      write(file.toPath(), title, content);
    }
  }

  /** Where the dialog begins; without its folder, where the system likes to. */
  Optional<Path> begin(String title) {
    try {
      return Optional.of(folder.get().ready());
    } catch (IOException e) {
      failed.accept(
          new Failure(
              title,
              "the data folder %s cannot be made: %s".formatted(folder.get().path(), e),
              "Choose another place in the dialog, and another folder in the settings (F3)."));
      return Optional.empty();
    }
  }

  void write(Path file, String title, Content content) {
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
