package switchboard.console.ui.tuning;

import static switchboard.console.ui.fx.SmallNodes.field;
import static switchboard.console.ui.fx.SmallNodes.hint;
import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.row;
import static switchboard.console.ui.fx.SmallNodes.wrapped;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import switchboard.console.ui.fx.DisabledReason;
import switchboard.console.ui.fx.Visibility;

/** What is searched by which objectives, and the buttons that begin, stop and resume it. */
final class TuningFormView extends VBox {
  private final TuningFormModel form;

  TuningFormView(TuningModel model) {
    form = model.form();
    getStyleClass().addAll("card", "plan", "load-form");
    var kill = new CheckBox("Kill a replica in each measurement");
    kill.selectedProperty().bindBidirectional(form.killProperty());
    getChildren()
        .addAll(
            label("Search", "faults-title"),
            field("tuning-objectives", "Objectives", form.objectivesProperty()),
            wrapped("Beside those of every run; with semicolons between.", "hint"),
            row(
                10,
                field("tuning-users", "Users", form.usersProperty()),
                field("tuning-duration", "Each for", form.durationProperty())),
            field("tuning-replicas", "Replicas", form.replicasProperty()),
            field("tuning-cpus", "CPU, cores", form.cpusProperty()),
            field("tuning-memory", "Memory, MiB", form.memoryProperty()),
            hint(model.note()),
            row(
                10,
                field("tuning-cpu-cost", "A core costs", form.cpuWeightProperty()),
                field("tuning-memory-cost", "A GiB costs", form.memoryWeightProperty())),
            kill,
            search(),
            buttons(model));
  }

  private Node search() {
    var group = new ToggleGroup();
    var adaptive = new RadioButton("Adaptive");
    var grid = new RadioButton("Grid");
    adaptive.setToggleGroup(group);
    grid.setToggleGroup(group);
    grid.setId("tuning-grid");
    form.adaptiveProperty().subscribe(is -> group.selectToggle(is ? adaptive : grid));
    adaptive.selectedProperty().subscribe(is -> form.adaptiveProperty().set(is));
    return row(14, adaptive, grid);
  }

  private static Node buttons(TuningModel model) {
    var start = button("start-sweep", "Start", Feather.PLAY, "accent", model::start);
    var resume = button("resume-sweep", "Resume", Feather.SKIP_FORWARD, "flat", model::resume);
    var stop = button("stop-sweep", "Stop", Feather.SQUARE, "danger", model::stop);
    for (var each : new Button[] {start, resume}) {
      each.disableProperty().bind(model.obstacleProperty().isNotEmpty());
      Visibility.when(each, model.runningProperty().map(running -> !running));
    }
    Visibility.when(stop, model.runningProperty());
    return new VBox(
        8,
        row(10, start, resume, stop),
        DisabledReason.note("tuning-obstacle", model.obstacleProperty()));
  }

  private static Button button(
      String id, String text, Feather icon, String styleClass, Runnable action) {
    var button = new Button(text, new FontIcon(icon));
    button.setId(id);
    button.getStyleClass().add(styleClass);
    button.setAccessibleText(text + " the sweep");
    button.setOnAction(click -> action.run());
    return button;
  }
}
