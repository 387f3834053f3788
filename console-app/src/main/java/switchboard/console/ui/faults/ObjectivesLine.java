package switchboard.console.ui.faults;

import static switchboard.console.ui.fx.SmallNodes.wrapped;

import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import switchboard.console.ui.fx.Visibility;

/** Takes objectives beside those of every fault; what is wrong with them is said below. */
public final class ObjectivesLine extends VBox {
  public ObjectivesLine(ObjectivesModel model) {
    super(4);
    var line = new TextField();
    line.getStyleClass().add("objectives-line");
    line.setPromptText("Objectives: requests.p99<=250ms");
    line.setAccessibleText("Objectives of faults");
    line.setTooltip(
        new Tooltip(
            """
            What a fault must meet to pass, with semicolons between: FIGURE<=LIMIT [during PHASE]
            Figures: requests.p99, deliveries.p99 or another percentile, requests.failed,
            users.disconnectedSeconds, recovery, spread, promql("QUERY")
            Phases: fault, recovery, run
            Press Enter to apply.\
            """));
    line.textProperty().bindBidirectional(model.textProperty());
    line.setOnAction(entered -> model.take());
    line.focusedProperty()
        .subscribe(
            focused -> {
              if (!focused) {
                model.take();
              }
            });
    var mistake = wrapped("", "mistake");
    mistake.textProperty().bind(model.mistakeProperty());
    Visibility.when(mistake, model.mistakeProperty().map(words -> !words.isEmpty()));
    getChildren().addAll(line, mistake);
  }
}
