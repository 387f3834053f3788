package switchboard.console.ui.operation;

import static switchboard.console.ui.fx.SmallNodes.wrapped;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import switchboard.console.ui.fx.Spinner;
import switchboard.console.ui.fx.Visibility;

/** The progress of an action, beside what started it. Takes no room while there is none. */
public final class ProgressRow extends HBox {
  private final Label words = wrapped("", "working-words");

  /**
   * @param progress in words; empty when nothing is under way
   */
  public ProgressRow(ObservableValue<String> progress) {
    getStyleClass().add("working");
    setAlignment(Pos.CENTER_LEFT);
    var spinner = new Spinner(14);
    words.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(words, Priority.ALWAYS);
    words.textProperty().bind(progress);
    getChildren().addAll(spinner, words);
    Visibility.when(this, progress.map(text -> !text.isEmpty()));
  }

  /** With a button that cancels it. */
  public ProgressRow(Operation operation, String whatCancelDoes) {
    this(operation, whatCancelDoes, operation::cancel);
  }

  /** The same for the change of a value, and what is desired meanwhile. */
  public ProgressRow(DesiredValue<?> desired, String whatCancelDoes) {
    this(desired.operation(), whatCancelDoes, desired::cancel);
  }

  private ProgressRow(Operation operation, String whatCancelDoes, Runnable cancel) {
    this(operation.progressProperty());
    var button = new Button("Cancel");
    button.getStyleClass().add("link-button");
    button.setAccessibleText(whatCancelDoes);
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(action -> cancel.run());
    getChildren().add(button);
  }
}
