package switchboard.console.ui.cockpit;

import static switchboard.console.ui.fx.Labels.label;
import static switchboard.console.ui.fx.Labels.wrapped;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import switchboard.console.platform.Instance;
import switchboard.console.ui.fx.Shown;
import switchboard.console.ui.fx.StateDot;

/** One part of the system: its state, its figures, its last end. */
class PartCard extends VBox {
  private static final int LINES = 4;

  private final String title;
  private final StateDot dot = new StateDot();
  private final HBox head;
  private final List<Label> lines;
  private final Label exit = wrapped("", "part-exit");
  private final Tooltip tooltip = new Tooltip();

  PartCard(String title) {
    this.title = title;
    getStyleClass().add("part-card");
    setAccessibleRole(AccessibleRole.PARENT);
    var name = label(title, "part-title");
    name.setMinWidth(USE_PREF_SIZE);
    head = new HBox(dot, name);
    head.setAlignment(Pos.CENTER_LEFT);
    lines = Stream.generate(() -> label("", "part-line")).limit(LINES).toList();
    getChildren().add(head);
    getChildren().addAll(lines);
    getChildren().add(exit);
    Tooltip.install(this, tooltip);
  }

  /** The row with the name, for what else belongs there. */
  final HBox head() {
    return head;
  }

  /**
   * @param figures what it does, a line each; shown while it is ready
   */
  final void show(Optional<Instance> instance, List<String> figures) {
    var words = instance.map(PartCard::words).orElse("not running");
    dot.show(instance.map(PartCard::light).orElse(StateDot.Light.OFF), words);
    var ready = instance.filter(Instance::isReady).isPresent();
    var texts = ready ? figures : List.of(capitalized(words));
    for (int i = 0; i < LINES; i++) {
      lines.get(i).setText(i < texts.size() ? texts.get(i) : "");
      Shown.set(lines.get(i), i < texts.size());
    }
    var ended = instance.flatMap(PartCard::lastEnd);
    exit.setText(ended.orElse(""));
    Shown.set(exit, ended.isPresent());
    var all = title + ", " + words + ". " + String.join(", ", ready ? figures : List.of());
    setAccessibleText(ended.map(end -> all + ", " + end).orElse(all));
    tooltip.setText(tooltip(instance, words, ended));
  }

  private String tooltip(Optional<Instance> instance, String words, Optional<String> ended) {
    var text = new StringBuilder(title).append(": ").append(words);
    instance
        .map(Instance::engineId)
        .filter(id -> !id.isEmpty())
        .ifPresent(id -> text.append("\nProcess ").append(id));
    ended.ifPresent(end -> text.append('\n').append(capitalized(end)));
    return text.toString();
  }

  /** "restarted 1×: killed (SIGKILL)". */
  private static Optional<String> lastEnd(Instance instance) {
    return instance
        .lastExit()
        .map(
            exit ->
                instance.restarts() == 0
                    ? exit.reason()
                    : "restarted " + instance.restarts() + "×: " + exit.reason());
  }

  static String words(Instance instance) {
    return switch (instance.state()) {
      case STARTING -> "starting…";
      case READY -> "ready";
      case NOT_READY -> "does not answer";
      case PAUSED -> "frozen";
      case RESTARTING -> "restarting…";
      case STOPPING -> "stopping…";
      case STOPPED -> "stopped";
    };
  }

  private static StateDot.Light light(Instance instance) {
    return switch (instance.state()) {
      case READY -> StateDot.Light.GOOD;
      case STARTING, STOPPING -> StateDot.Light.BUSY;
      case NOT_READY, PAUSED, RESTARTING -> StateDot.Light.BAD;
      case STOPPED -> StateDot.Light.OFF;
    };
  }

  private static String capitalized(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
