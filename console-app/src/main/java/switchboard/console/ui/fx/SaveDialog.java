package switchboard.console.ui.fx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.settings.DataFolder;

/** Asks where to, and writes a file there. */
public final class SaveDialog {

  /** Writes a file's content. */
  @FunctionalInterface
  public interface Content {
    void write(Path file) throws IOException;
  }

  private final Supplier<DataFolder> folder;
  private final Background background;
  private final Consumer<Failure> failed;

  /**
   * @param folder where the dialog begins
   * @param failed hears of it when a file cannot be written
   */
  public SaveDialog(Supplier<DataFolder> folder, Background background, Consumer<Failure> failed) {
    this.folder = folder;
    this.background = background;
    this.failed = failed;
  }

  /**
   * Asks where to, and writes the file there unless the operator cancels. Whatever is on the disk,
   * which may be far away, is looked at in the background.
   *
   * @param title what is attempted, as in {@link Failure}
   */
  public void save(Window owner, String title, String fileName, Content content) {
    begin(title, place -> ask(owner, title, fileName, place, content));
  }

  private void ask(
      Window owner, String title, String fileName, Optional<Path> place, Content content) {
    var chooser = new FileChooser();
    chooser.setTitle(title);
    chooser.setInitialFileName(fileName);
    place.map(Path::toFile).ifPresent(chooser::setInitialDirectory);
    var file = chooser.showSaveDialog(owner);
    if (file != null) {
      write(file.toPath(), title, content);
    }
  }

  /** Where the dialog begins; without its folder, where the system likes to. */
  void begin(String title, Consumer<Optional<Path>> dialog) {
    background.run(
        title,
        () -> place(title),
        place -> dialog.accept(Optional.of(place)),
        failure -> {
          failed.accept(failure);
          dialog.accept(Optional.empty());
        });
  }

  private Outcome<Path> place(String title) {
    try {
      return Outcome.done(folder.get().ready());
    } catch (IOException e) {
      return Outcome.failed(
          new Failure(
              title,
              "cannot create the data folder %s: %s".formatted(folder.get().path(), e),
              "Choose another place in the dialog, and another folder in the settings (F4)."));
    }
  }

  void write(Path file, String title, Content content) {
    background.run(title, () -> written(file, title, content), done -> {}, failed);
  }

  private static Outcome<Path> written(Path file, String title, Content content) {
    try {
      content.write(file);
      return Outcome.done(file);
    } catch (IOException e) {
      return Outcome.failed(
          new Failure(
              title,
              "%s cannot be written: %s".formatted(file, e),
              "Choose a writable folder with free space."));
    }
  }
}
