package switchboard.console.ui.loadtest;

import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.row;
import static switchboard.console.ui.fx.SmallNodes.wrapped;

import java.util.Arrays;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import switchboard.console.loadtest.LoadTestPlan;
import switchboard.console.loadtest.Preset;
import switchboard.console.ui.fx.DisabledReason;
import switchboard.console.ui.fx.Visibility;

/** What is sent, in which shape, and the buttons that run and stop it. */
final class LoadTestFormView extends VBox {
  private static final int BODY_ROWS = 4;

  /** Of the longest method and the arrow: the path needs the room. */
  private static final double METHOD_WIDTH = 86;

  private final LoadTestFormModel form;

  LoadTestFormView(LoadTestModel model) {
    form = model.form();
    getStyleClass().addAll("card", "plan", "load-form");
    var atATime =
        row(
            10,
            field("Requests", form.requestsProperty()),
            field("At a time", form.concurrencyProperty()));
    var atARate =
        row(10, field("Requests/s", form.rateProperty()), field("For", form.durationProperty()));
    Visibility.when(atATime, form.openProperty().map(open -> !open));
    Visibility.when(atARate, form.openProperty());
    getChildren()
        .addAll(
            label("Load test", "faults-title"),
            presets(),
            shape(),
            atATime,
            atARate,
            target(),
            body(),
            field("Sessions whose tokens they carry", form.sessionsProperty()),
            name(),
            buttons(model));
  }

  private Node presets() {
    var buttons = new FlowPane(6, 6);
    Arrays.stream(Preset.values())
        .forEach(
            preset -> {
              var button = new Button(preset.title());
              button.setId("preset-" + preset.word());
              button.getStyleClass().add("card-button");
              button.setOnAction(click -> form.choose(preset));
              buttons.getChildren().add(button);
            });
    return buttons;
  }

  private Node shape() {
    var group = new ToggleGroup();
    var closed = new RadioButton("At a concurrency");
    var open = new RadioButton("At a rate");
    closed.setToggleGroup(group);
    open.setToggleGroup(group);
    open.setId("open-shape");
    form.openProperty().subscribe(isOpen -> group.selectToggle(isOpen ? open : closed));
    open.selectedProperty().subscribe(selected -> form.openProperty().set(selected));
    return row(14, closed, open);
  }

  private Node target() {
    var method = new ChoiceBox<String>();
    method.getItems().setAll(LoadTestPlan.METHODS);
    method.setAccessibleText("Method");
    method.setMinWidth(METHOD_WIDTH);
    method.setPrefWidth(METHOD_WIDTH);
    method.valueProperty().bindBidirectional(form.methodProperty());
    var path = new TextField();
    path.setId("load-path");
    path.setAccessibleText("Path at the gateway");
    path.textProperty().bindBidirectional(form.pathProperty());
    HBox.setHgrow(path, Priority.ALWAYS);
    return new VBox(5, label("Target", "setting-name"), row(6, method, path));
  }

  private Node body() {
    var text = new TextArea();
    text.setId("load-body");
    text.setPrefRowCount(BODY_ROWS);
    text.setWrapText(true);
    var body = labeled("Body", text, form.bodyProperty());
    body.getChildren()
        .add(wrapped("{n} is the number of the request, {run} that of the run.", "hint"));
    Visibility.when(body, form.methodProperty().map("POST"::equals));
    return body;
  }

  private Node name() {
    var text = new TextField();
    text.setPromptText("what it does");
    return labeled("Name", text, form.nameProperty());
  }

  private static Node field(String name, StringProperty property) {
    var field = labeled(name, new TextField(), property);
    field.setPrefWidth(0);
    HBox.setHgrow(field, Priority.ALWAYS);
    return field;
  }

  private static VBox labeled(String name, TextInputControl input, StringProperty property) {
    input.setAccessibleText(name);
    input.textProperty().bindBidirectional(property);
    return new VBox(5, label(name, "setting-name"), input);
  }

  private static Node buttons(LoadTestModel model) {
    var run = new Button("Run", new FontIcon(Feather.PLAY));
    run.setId("run-load-test");
    run.getStyleClass().add("accent");
    run.setAccessibleText("Run the load test");
    run.setOnAction(click -> model.start());
    run.disableProperty().bind(model.obstacleProperty().isNotEmpty());
    var stop = new Button("Stop", new FontIcon(Feather.SQUARE));
    stop.setId("stop-load-test");
    stop.getStyleClass().add("danger");
    stop.setAccessibleText("Stop the load test");
    stop.setOnAction(click -> model.stop());
    Visibility.when(run, model.runningProperty().map(running -> !running));
    Visibility.when(stop, model.runningProperty());
    var note = DisabledReason.note("load-obstacle", model.obstacleProperty());
    HBox.setHgrow(note, Priority.ALWAYS);
    var buttons = row(12, run, stop, note);
    buttons.setAlignment(Pos.CENTER_LEFT);
    return buttons;
  }
}
