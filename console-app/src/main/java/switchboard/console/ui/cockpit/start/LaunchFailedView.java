package switchboard.console.ui.cockpit.start;

import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.row;
import static switchboard.console.ui.fx.SmallNodes.wrapped;

import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import switchboard.console.ui.fx.CopyButton;
import switchboard.console.ui.fx.Visibility;

/** A launch that failed: what was tried, what happened, what to do next. */
final class LaunchFailedView extends VBox {
  LaunchFailedView(LifecycleModel model, StartModel start) {
    getStyleClass().addAll("card", "start");
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    var sign = new FontIcon(Feather.ALERT_OCTAGON);
    sign.getStyleClass().add("failure-sign");
    var head = row(12, sign, label("Launch failed", "start-title"));
    var happened = wrapped("", "failure-happened");
    var next = wrapped("", "start-text");
    var details = new TextArea();
    details.setEditable(false);
    details.setPrefRowCount(8);
    details.getStyleClass().add("failure-details");
    details.setAccessibleText("Details of the failure");
    var again = new Button("Launch again", new FontIcon(Feather.PLAY));
    again.getStyleClass().add("accent");
    again.setDefaultButton(true);
    again.disableProperty().bind(start.obstacle().map(why -> !why.isEmpty()));
    again.setOnAction(action -> start.launch());
    var back = new Button("Back");
    back.setOnAction(action -> model.dismissFailure());
    var copy = new CopyButton(() -> model.failureProperty().get().orElseThrow());
    var buttons = new HBox(8, again, back, copy);
    getChildren()
        .addAll(head, happened, next, new StepsView(model.operation().steps()), details, buttons);
    model
        .failureProperty()
        .subscribe(
            failure ->
                failure.ifPresent(
                    why -> {
                      happened.setText(why.tried() + ": " + why.happened() + ".");
                      next.setText(why.next());
                      details.setText(why.details());
                      Visibility.set(details, !why.details().isEmpty());
                    }));
  }
}
