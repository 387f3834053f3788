package switchboard.console.ui.cockpit.topology;

import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.wrapped;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import switchboard.console.platform.Instance;
import switchboard.console.text.Format;
import switchboard.console.ui.fx.StateDot;
import switchboard.console.ui.fx.Visibility;

/** The card of one component: its state, its figures, its last exit. */
class PartCard extends VBox {
  private static final int LINES = 5;
  private static final PseudoClass STRAINED = PseudoClass.getPseudoClass("strained");

  private final String title;
  private final StateDot dot = new StateDot();
  private final HBox head;
  private final List<Label> lines;
  private final Label exit = wrapped("", "part-exit");
  private final Tooltip tooltip = new Tooltip();
  private int hidden;

  /**
   * A figure on a card.
   *
   * @param brief the same where there is no room for it
   * @param strained whether it is at a limit; the text says so too
   */
  record Line(String text, String brief, boolean strained) {
    static Line of(String text) {
      return new Line(text, text, false);
    }

    /** At a limit. */
    static Line strained(String text) {
      return new Line(text, text, true);
    }
  }

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
  final void show(Optional<Instance> instance, List<String> figures, Instant at) {
    showLines(instance, figures.stream().map(Line::of).toList(), at);
  }

  /**
   * @param figures what it does; shown while it is ready
   * @param at now
   */
  final void showLines(Optional<Instance> instance, List<Line> figures, Instant at) {
    var words = instance.map(each -> words(each, at)).orElse("not running");
    dot.show(instance.map(PartCard::light).orElse(StateDot.Light.OFF), words);
    var ready = instance.filter(Instance::isReady).isPresent();
    var shown = ready ? figures : List.of(Line.of(capitalized(words)));
    for (int i = 0; i < LINES; i++) {
      var line = i < shown.size() ? shown.get(i) : Line.of("");
      write(line, lines.get(i));
      lines.get(i).pseudoClassStateChanged(STRAINED, line.strained());
      Visibility.set(lines.get(i), i < shown.size());
    }
    hidden = figures.size() - shown.size();
    var ended = instance.flatMap(PartCard::lastEnd);
    exit.setText(ended.orElse(""));
    Visibility.set(exit, ended.isPresent());
    var said = ready ? shown.stream().map(Line::text).toList() : List.<String>of();
    var all = title + ", " + words + ". " + String.join(", ", said);
    setAccessibleText(ended.map(end -> all + ", " + end).orElse(all));
    tooltip.setText(tooltip(instance, words, ended));
  }

  private void write(Line line, Label label) {
    label.setText(line.text());
    var room = getWidth() - snappedLeftInset() - snappedRightInset();
    if (getWidth() > 0 && label.prefWidth(-1) > room) {
      label.setText(line.brief());
    }
  }

  private String tooltip(Optional<Instance> instance, String words, Optional<String> ended) {
    var text = new StringBuilder(title).append(": ").append(words);
    instance
        .map(Instance::engineId)
        .filter(id -> !id.isEmpty())
        .ifPresent(id -> text.append("\nEngine id ").append(id));
    ended.ifPresent(end -> text.append('\n').append(capitalized(end)));
    return text.toString();
  }

  /** As high with its figures as without, so that nothing around it moves when it dies. */
  @Override
  protected double computePrefHeight(double width) {
    return super.computePrefHeight(width) + Math.max(0, hiddenHeight());
  }

  /** Of the figures that are not shown now. */
  double hiddenHeight() {
    return hidden * (lines.getFirst().prefHeight(-1) + getSpacing());
  }

  /** "restarted 1×: killed (SIGKILL) at 12:04:31". */
  static Optional<String> lastEnd(Instance instance) {
    return instance
        .lastExit()
        .map(
            exit ->
                (instance.restarts() == 0 ? "" : "restarted " + instance.restarts() + "×: ")
                    + exit.reason()
                    + " at "
                    + Format.clock(exit.at()));
  }

  /** "ready", "frozen", "restarting in 4 s". */
  static String words(Instance instance, Instant at) {
    var left = instance.nextStart().map(next -> Duration.between(at, next));
    return left.filter(span -> span.toSeconds() >= 1)
        .map(span -> "restarting in " + Math.ceilDiv(span.toMillis(), 1_000) + " s")
        .orElseGet(() -> words(instance.state()));
  }

  private static String words(Instance.State state) {
    return switch (state) {
      case STARTING -> "starting…";
      case READY -> "ready";
      case NOT_READY -> "does not respond";
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
