package switchboard.console.ui.fx;

import java.util.Map;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import switchboard.console.Failure;

/** Copies the details of a failure to the clipboard, and confirms it. */
public final class CopyButton extends Button {
  private static final String COPY = "Copy details";

  /**
   * @param failure asked for at the click
   */
  public CopyButton(Supplier<Failure> failure) {
    super(COPY, new FontIcon(Feather.COPY));
    setOnAction(
        action -> {
          copy(text(failure.get()));
          setText("Copied");
        });
    focusedProperty().subscribe(focused -> setText(COPY));
  }

  /** Puts a text into the clipboard. */
  public static void copy(String text) {
    Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, text));
  }

  private static String text(Failure failure) {
    return failure.details().isEmpty()
        ? failure.sentence()
        : failure.sentence() + "\n\n" + failure.details();
  }
}
