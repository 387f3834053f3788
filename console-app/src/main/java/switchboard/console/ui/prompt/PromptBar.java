package switchboard.console.ui.prompt;

import static switchboard.console.ui.fx.SmallNodes.wrapped;

import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import switchboard.console.ui.fx.Visibility;

/** Up to three lines over the foot of the screen: a question, a countdown, and what was done. */
public final class PromptBar extends VBox {
  /** Takes back what was done last. */
  public static final KeyCombination UNDO =
      new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN);

  private static final double MAX_WIDTH = 740;

  private Optional<Node> focusedBefore = Optional.empty();

  public PromptBar(PromptsModel model) {
    setId("prompts");
    getStyleClass().add("prompts");
    setMaxSize(MAX_WIDTH, USE_PREF_SIZE);
    setPickOnBounds(false);
    var leave = button("prompt-cancel", "Cancel", model::giveUp);
    getChildren().addAll(question(model, leave), countdown(model), told(model));
    model.questionProperty().subscribe((was, is) -> focus(was.isPresent(), is.isPresent(), leave));
  }

  /** On what does nothing: a key pressed twice must not be the answer. */
  private void focus(boolean asked, boolean asks, Button leave) {
    if (asks && !asked) {
      focusedBefore = Optional.ofNullable(getScene().getFocusOwner());
      leave.requestFocus();
    } else if (asked && !asks) {
      focusedBefore.ifPresent(Node::requestFocus);
      focusedBefore = Optional.empty();
    }
  }

  private static Node question(PromptsModel model, Button leave) {
    var yes = button("prompt-yes", "", model::answer);
    yes.getStyleClass().add("danger");
    yes.textProperty()
        .bind(model.questionProperty().map(asked -> asked.map(Prompt.Question::verb).orElse("")));
    return line("question", Feather.HELP_CIRCLE, model.questionProperty(), yes, leave);
  }

  private static Node countdown(PromptsModel model) {
    var keep = button("prompt-keep", "Cancel", model::giveUpCountdown);
    keep.setTooltip(new Tooltip("Nothing is deleted (Esc)"));
    return line("countdown", Feather.CLOCK, model.countdownProperty(), keep);
  }

  private static Node told(PromptsModel model) {
    var undo = button("prompt-undo", "Undo", () -> {});
    var tooltip = new Tooltip();
    undo.setTooltip(tooltip);
    model
        .toldProperty()
        .subscribe(
            told -> {
              var way = told.flatMap(Prompt.Told::undo);
              Visibility.set(undo, way.isPresent());
              way.ifPresent(
                  back -> {
                    tooltip.setText("Undo: " + back.words() + " (" + UNDO.getDisplayText() + ")");
                    undo.setAccessibleText("Undo: " + back.words());
                    undo.setOnAction(
                        click -> {
                          model.withdraw(back);
                          back.action().run();
                        });
                  });
            });
    return line("told", Feather.CHECK, model.toldProperty(), undo);
  }

  private static Node line(
      String kind,
      Feather icon,
      ObservableValue<? extends Optional<? extends Prompt>> prompt,
      Button... buttons) {
    var sentence = wrapped("", "prompt-text");
    sentence.setId("prompt-" + kind);
    HBox.setHgrow(sentence, Priority.ALWAYS);
    sentence.setMaxWidth(Double.MAX_VALUE);
    var line = new HBox(new FontIcon(icon), sentence);
    line.getChildren().addAll(buttons);
    line.getStyleClass().addAll("prompt", kind);
    line.setAlignment(Pos.CENTER_LEFT);
    line.setAccessibleRole(AccessibleRole.TEXT);
    prompt.subscribe(
        shown -> {
          Visibility.set(line, shown.isPresent());
          shown.map(Prompt::sentence).ifPresent(sentence::setText);
          line.setAccessibleText(sentence.getText());
        });
    return line;
  }

  private static Button button(String id, String text, Runnable action) {
    var button = new Button(text);
    button.setId(id);
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(click -> action.run());
    return button;
  }
}
