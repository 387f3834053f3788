package switchboard.console.ui.shell;

import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.row;
import static switchboard.console.ui.fx.SmallNodes.spring;

import java.util.Locale;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import switchboard.console.platform.Action;
import switchboard.console.ui.cockpit.start.LifecycleModel.Phase;
import switchboard.console.ui.fx.DisabledReason;
import switchboard.console.ui.fx.StateDot;
import switchboard.console.ui.fx.TabularText;
import switchboard.console.ui.fx.Visibility;
import switchboard.console.ui.prompt.PromptsModel;
import switchboard.console.ui.workspace.Workspace;

/** The top bar: the product's name, the system's state, and the launch and stop button. */
final class TopBar extends HBox {
  /** From this width on there is room for more than what is needed. */
  private static final double ROOMY = 1_240;

  private final PlatformsModel platforms;
  private final StateDot dot = new StateDot();
  private final TabularText words = new TabularText("pill-text");
  private final HBox pill = new HBox(8, dot, words);
  private final CheckBox delete = new CheckBox("Also delete the messages");
  private final Button main = new Button();

  /** Why the main button can do nothing; empty when it can. */
  private final StringProperty obstacle = new SimpleStringProperty(this, "obstacle", "");

  TopBar(PlatformsModel platforms, PromptsModel prompts, Runnable openCommands) {
    this.platforms = platforms;
    getStyleClass().add("top-bar");
    setAlignment(Pos.CENTER_LEFT);
    pill.getStyleClass().add("pill");
    pill.setAlignment(Pos.CENTER);
    pill.setMaxHeight(USE_PREF_SIZE);
    main.setId("main");
    // Wide enough for its longest text: a tick beside it must not move what was ticked.
    main.setMinWidth(132);
    main.setOnAction(action -> act());
    delete.setId("delete-data");
    delete.setTooltip(new Tooltip("Otherwise they are kept for the next launch"));
    var brand = row(12, new Logo(), label("Switchboard", "brand"));
    brand.setMinWidth(USE_PREF_SIZE);
    var platform = new PlatformSwitch(platforms);
    getChildren()
        .addAll(
            brand,
            platform,
            pill,
            spring(),
            delete,
            commands(openCommands),
            DisabledReason.around(main, obstacle));
    var shown = platforms.shownProperty();
    shown.subscribe(
        (was, is) -> {
          if (was != null) {
            delete.selectedProperty().unbindBidirectional(was.lifecycle().deleteDataProperty());
          }
          delete.selectedProperty().bindBidirectional(is.lifecycle().deleteDataProperty());
        });
    delete.selectedProperty().bindBidirectional(model().lifecycle().deleteDataProperty());
    shown.flatMap(model -> model.lifecycle().phaseProperty()).subscribe(value -> refresh());
    shown
        .flatMap(model -> model.lifecycle().operation().cancellingProperty())
        .subscribe(value -> refresh());
    shown.flatMap(model -> model.lifecycle().deleteDataProperty()).subscribe(value -> refresh());
    shown.flatMap(model -> model.start().takesOver()).subscribe(value -> refresh());
    shown.flatMap(model -> model.start().obstacle()).subscribe(value -> refresh());
    shown.flatMap(model -> model.rights().whyNot(Action.STOP)).subscribe(value -> refresh());
    prompts.onCountdown(this::refresh);
    shown.flatMap(Workspace::snapshotProperty).subscribe(snapshot -> showStatus());
  }

  private Workspace model() {
    return platforms.shownProperty().get();
  }

  private Button commands(Runnable open) {
    var button = new Button();
    button.setId("run-command");
    button.getStyleClass().add("run-command");
    var keys = label(ShellCommands.OPEN.getDisplayText(), "command-keys");
    var words = label("Run a command…");
    widthProperty().subscribe(width -> Visibility.set(words, width.doubleValue() >= ROOMY));
    button.setGraphic(new HBox(24, words, keys));
    button.setMinWidth(USE_PREF_SIZE);
    button.setTooltip(new Tooltip("Run a command (" + keys.getText() + ")"));
    button.setAccessibleText("Run a command");
    button.setOnAction(click -> open.run());
    return button;
  }

  private void refresh() {
    var lifecycle = model().lifecycle();
    var phase = lifecycle.phaseProperty().get();
    var cancelling = lifecycle.operation().cancellingProperty().get();
    Visibility.set(delete, phase == Phase.RUNNING && model().session().platform().keepsMessages());
    main.getStyleClass().removeAll("accent", "danger");
    obstacle.set(
        switch (phase) {
          case STOPPED, LAUNCH_FAILED -> model().start().obstacle().getValue();
          case RUNNING -> model().rights().whyNot(Action.STOP).getValue();
          case LAUNCHING, STOPPING -> "";
        });
    delete.setDisable(!model().rights().whyNot(Action.STOP).getValue().isEmpty());
    main.setDisable(phase == Phase.STOPPING || cancelling || !obstacle.get().isEmpty());
    switch (phase) {
      case STOPPED, LAUNCH_FAILED -> {
        main.getStyleClass().add("accent");
        if (model().start().takesOver().getValue()) {
          main("Adopt", "Adopt the running system (Ctrl+L)");
        } else {
          main("Launch", "Launch the system (Ctrl+L)");
        }
      }
      case LAUNCHING -> main(cancelling ? "Cancelling…" : "Cancel", "Cancel launch (Ctrl+.)");
      case RUNNING -> {
        var left = model().secondsLeft();
        if (left.isPresent()) {
          main("Cancel · " + left.get() + " s", "Keep the system and its messages (Ctrl+.)");
        } else if (lifecycle.deleteDataProperty().get()) {
          main.getStyleClass().add("danger");
          main(
              "Stop and delete",
              "Stop all components and permanently delete all stored messages (Ctrl+.)");
        } else {
          main("Stop", "Stop all components (Ctrl+.)");
        }
      }
      case STOPPING -> main("Stopping…", "");
    }
    showStatus();
  }

  private void main(String text, String tooltip) {
    main.setText(text);
    main.setTooltip(tooltip.isEmpty() ? null : new Tooltip(tooltip));
  }

  private void showStatus() {
    var lifecycle = model().lifecycle();
    var status =
        Status.of(
            lifecycle.phaseProperty().get(),
            model().snapshotProperty().get(),
            lifecycle.launchedAt());
    for (var light : StateDot.Light.values()) {
      pill.pseudoClassStateChanged(
          PseudoClass.getPseudoClass(light.name().toLowerCase(Locale.ROOT)),
          light == status.light());
    }
    dot.show(status.light(), "");
    words.setText(status.words());
  }

  private void act() {
    switch (model().lifecycle().phaseProperty().get()) {
      case STOPPED, LAUNCH_FAILED -> model().start().launch();
      case LAUNCHING -> model().lifecycle().cancelLaunch();
      case RUNNING -> model().stop();
      case STOPPING -> {}
    }
  }
}
