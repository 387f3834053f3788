package switchboard.console.ui.faults.screen;

import static switchboard.console.ui.fx.SmallNodes.spring;
import static switchboard.console.ui.fx.SmallNodes.wrapped;

import java.time.Instant;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import switchboard.console.fault.Fault;
import switchboard.console.ui.fx.TabularText;
import switchboard.console.ui.fx.Visibility;

/** A fault that runs or is judged. */
final class RunningCard extends VBox {
  private final Fault fault;
  private final Instant at;
  private final Label title = wrapped("", "running-title");
  private final TabularText left = new TabularText("running-left");
  private final ProgressBar progress = new ProgressBar(0);
  private final Label says = wrapped("", "running-text");
  private final Label proof = wrapped("", "running-text");
  private final Button undo = new Button("Undo");

  /**
   * @param undoing ends it before its time
   */
  RunningCard(RunningFault running, Consumer<Fault> undoing) {
    fault = running.fault();
    at = running.at();
    getStyleClass().addAll("card", "running-card");
    setAccessibleRole(AccessibleRole.TEXT);
    progress.getStyleClass().add("share");
    progress.setMaxWidth(Double.MAX_VALUE);
    progress.setAccessibleText("Progress towards its end");
    HBox.setHgrow(title, Priority.ALWAYS);
    var head = new HBox(8, title, spring(), left);
    head.setAlignment(Pos.TOP_LEFT);
    undo.setAccessibleText("Undo: " + fault.mark());
    undo.setMinWidth(USE_PREF_SIZE);
    undo.setOnAction(click -> undoing.accept(fault));
    var texts = new VBox(says, proof);
    HBox.setHgrow(texts, Priority.ALWAYS);
    var foot = new HBox(8, texts, undo);
    foot.setAlignment(Pos.BOTTOM_LEFT);
    getChildren().addAll(head, progress, foot);
  }

  boolean isOf(RunningFault running) {
    return running.fault().equals(fault) && running.at().equals(at);
  }

  void show(RunningFault running) {
    title.setText(running.title());
    left.setText(running.left().orElse(""));
    Visibility.set(progress, running.progress().isPresent());
    running.progress().ifPresent(progress::setProgress);
    Visibility.set(undo, running.undoable());
    says.setText(running.says());
    proof.setText(running.proof().orElse(""));
    Visibility.set(proof, running.proof().isPresent());
    setAccessibleText(
        String.join(
            ". ",
            running.title(),
            running.left().orElse(""),
            running.says(),
            running.proof().orElse("")));
  }
}
