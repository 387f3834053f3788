package switchboard.console.ui.cockpit.start;

import static switchboard.console.ui.fx.SmallNodes.hint;
import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.wrapped;

import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import switchboard.console.platform.Role;
import switchboard.console.platform.SystemState;
import switchboard.console.text.Format;
import switchboard.console.ui.cockpit.controls.TrafficModel;
import switchboard.console.ui.fx.DisabledReason;
import switchboard.console.ui.fx.Visibility;
import switchboard.console.ui.slider.LabeledSlider;
import switchboard.console.ui.slider.SliderSteps;
import switchboard.console.ui.slider.StepSlider;

/** The start page: what a launch starts, and the button for it. */
final class StartView extends VBox {
  StartView(StartModel model) {
    getStyleClass().addAll("card", "start");
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    getChildren()
        .addAll(
            label("Launch the chat system", "start-title"),
            wrapped(model.description(), "start-text"),
            parts(model),
            new DestinationView(model.destination()),
            found(model),
            replicas(model),
            DisabledReason.note("start-replicas-obstacle", model.fixedSize()),
            users(model),
            hint(TrafficModel.note(model.capacity())),
            https(model),
            launch(model),
            DisabledReason.note("launch-obstacle", model.obstacle()));
  }

  private static Node parts(StartModel model) {
    var replicas = model.replicasProperty().map(count -> Format.replicas(count.intValue()));
    var users = model.usersProperty().map(count -> Format.whole(count.intValue()) + " users");
    var row =
        new HBox(
            part(Feather.USERS, "Simulator", users),
            arrow(),
            part(Feather.SHUFFLE, "Gateway", implementation(model, Role.GATEWAY)),
            arrow(),
            part(Feather.SERVER, "Backend", replicas),
            arrow(),
            part(Feather.DATABASE, "Store", implementation(model, Role.STORE)));
    row.getStyleClass().add("start-parts");
    row.setAlignment(Pos.CENTER);
    return row;
  }

  private static ObservableValue<String> implementation(StartModel model, Role part) {
    return new SimpleStringProperty(model.implementation(part));
  }

  private static Node found(StartModel model) {
    var words = wrapped("", "found");
    words.setMaxWidth(Double.MAX_VALUE);
    words.setGraphic(new FontIcon(Feather.INFO));
    words.setId("found");
    words.textProperty().bind(model.foundWords());
    Visibility.when(words, model.takesOver());
    return words;
  }

  private static Node part(Ikon icon, String name, ObservableValue<String> detail) {
    Label details = label("", "start-part-detail");
    details.textProperty().bind(detail);
    var part = new VBox(4, new FontIcon(icon), label(name, "start-part-name"), details);
    part.getStyleClass().add("start-part");
    part.setAlignment(Pos.CENTER);
    part.setMinWidth(112);
    return part;
  }

  private static Node arrow() {
    var line = new Region();
    line.getStyleClass().add("connector");
    line.setMinWidth(22);
    return line;
  }

  private static Node replicas(StartModel model) {
    var setting =
        setting(
            "start-replicas",
            "Backend replicas",
            SystemState.MAX_REPLICAS,
            model.replicasProperty(),
            position -> position,
            replica -> replica,
            Integer::toString);
    setting.disableProperty().bind(model.fixedSize().map(why -> !why.isEmpty()));
    return setting;
  }

  private static Node users(StartModel model) {
    var stops = SliderSteps.ofUsers(model.capacity().users());
    return setting(
        "start-users",
        "Virtual users",
        stops.last(),
        model.usersProperty(),
        position -> (int) stops.value(position),
        stops::indexOf,
        Format::whole);
  }

  private static Node https(StartModel model) {
    var https = new HttpsView(model.https());
    Visibility.when(https, model.takesOver().map(takesOver -> !takesOver));
    return https;
  }

  private static Node setting(
      String id,
      String name,
      int last,
      IntegerProperty value,
      IntUnaryOperator valueAt,
      IntUnaryOperator positionOf,
      IntFunction<String> words) {
    var slider =
        StepSlider.of(
            name, last, positionOf.applyAsInt(value.get()), () -> words.apply(value.get()));
    slider.setId(id);
    slider.onMoved(position -> value.set(valueAt.applyAsInt(position)));
    value.subscribe(
        now -> {
          // Not while the thumb is dragged towards it.
          if (valueAt.applyAsInt(slider.position()) != now.intValue()) {
            slider.follow(positionOf.applyAsInt(now.intValue()));
          }
        });
    return new LabeledSlider(name, slider, value.map(now -> words.apply(now.intValue())));
  }

  private static Node launch(StartModel model) {
    var launch = new Button("", new FontIcon(Feather.PLAY));
    launch.setId("launch");
    launch.getStyleClass().addAll("accent", "launch-big");
    var tooltip = new Tooltip();
    launch.setTooltip(tooltip);
    model
        .takesOver()
        .subscribe(
            takesOver -> {
              launch.setText(takesOver ? "Adopt" : "Launch");
              tooltip.setText(
                  takesOver ? "Adopt the running system (Ctrl+L)" : "Launch the system (Ctrl+L)");
            });
    launch.setMaxWidth(Double.MAX_VALUE);
    launch.setDefaultButton(true);
    launch.disableProperty().bind(model.obstacle().map(why -> !why.isEmpty()));
    launch.setOnAction(action -> model.launch());
    return launch;
  }
}
