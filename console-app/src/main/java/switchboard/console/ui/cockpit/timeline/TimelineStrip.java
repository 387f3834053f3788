package switchboard.console.ui.cockpit.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import switchboard.console.load.FailedRequests;
import switchboard.console.metrics.panel.LivePanel;
import switchboard.console.plot.TimeRange;
import switchboard.console.session.timeline.TimelineEvent;
import switchboard.console.text.Format;
import switchboard.console.ui.chart.TimeWindow;
import switchboard.console.ui.fx.SmallNodes;

/**
 * Events as dots on a line of time, with their texts above and below it. While a run has steps
 * ahead of it, these follow at the right, beyond a mark for now.
 */
public final class TimelineStrip extends Pane {
  private static final double ROW = 15;
  private static final double DOT = 9;
  private static final double WIDEST_TEXT = 260;
  private static final double HEIGHT = 2 * ROW + DOT + 6;

  /** Of the width, while there are steps ahead. */
  private static final double SHARE_AHEAD = 0.3;

  /** Of that, so that the last step's text has room after its dot. */
  private static final double SHARE_UNTIL_LAST = 0.7;

  private static final javafx.util.Duration HOVER_DELAY = javafx.util.Duration.millis(100);

  private final TimeWindow window;
  private final Consumer<Instant> toLogs;
  private final Consumer<FailedRequests.Span> toFailures;
  private final Region line = new Region();
  private final List<Entry> entries = new ArrayList<>();
  private final Region nowMark = new Region();
  private List<Ahead> ahead = List.of();
  private List<TimelineEvent> all = List.of();
  private Instant now = Instant.EPOCH;
  private Duration span = LivePanel.SPAN;

  /** The nodes of one event that is in the time shown. */
  private record Entry(TimelineEvent event, int order, Region dot, Label text) {}

  /** The nodes of a step that is still to come. */
  private record Ahead(ComingStep step, Region dot, Label text) {}

  /**
   * @param toLogs gets the moment of an event that is clicked
   * @param toFailures receives the failed requests of an event
   */
  public TimelineStrip(
      TimeWindow window, Consumer<Instant> toLogs, Consumer<FailedRequests.Span> toFailures) {
    this.window = window;
    this.toLogs = toLogs;
    this.toFailures = toFailures;
    getStyleClass().add("timeline-strip");
    line.getStyleClass().add("timeline-line");
    nowMark.getStyleClass().add("timeline-now");
    getChildren().add(line);
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    setMinWidth(0);
    setAccessibleRole(AccessibleRole.PARENT);
    setAccessibleText("Timeline");
    window.zoomProperty().subscribe(zoom -> refresh());
  }

  /**
   * Shows what happened in a time.
   *
   * @param at the end of the time shown, unless it is zoomed
   * @param newSpan how much of the time before that is shown
   */
  public void show(List<TimelineEvent> events, Instant at, Duration newSpan) {
    all = events;
    now = at;
    span = newSpan;
    refresh();
  }

  /** Shows what will be done, as far as is known now; it is left out where the time is zoomed. */
  public void showAhead(List<ComingStep> steps) {
    ahead = steps.stream().map(TimelineStrip::create).toList();
    refresh();
  }

  private static Ahead create(ComingStep step) {
    var dot = new Region();
    dot.getStyleClass().add("timeline-coming");
    dot.setAccessibleRole(AccessibleRole.TEXT);
    var words = Format.clock(step.at()) + "  " + step.text();
    dot.setAccessibleText("ahead: " + words);
    Tooltip.install(dot, new Tooltip(words));
    var text = SmallNodes.label(step.text(), "timeline-text", "timeline-ahead");
    text.setMouseTransparent(true);
    return new Ahead(step, dot, text);
  }

  private List<Ahead> shownAhead() {
    return window.zoomProperty().get().isPresent() ? List.of() : ahead;
  }

  /** The time shown: that of the charts. */
  private TimeRange range() {
    return window.zoomProperty().get().orElseGet(() -> new TimeRange(now.minus(span), now));
  }

  private void refresh() {
    var range = range();
    var known = List.copyOf(entries);
    entries.clear();
    for (int i = 0; i < all.size(); i++) {
      var event = all.get(i);
      if (!event.at().isBefore(range.start()) && !event.at().isAfter(range.end())) {
        entries.add(entry(event, i, known));
      }
    }
    getChildren().setAll(line);
    entries.forEach(entry -> getChildren().addAll(entry.text(), entry.dot()));
    if (!shownAhead().isEmpty()) {
      getChildren().add(nowMark);
      shownAhead().forEach(each -> getChildren().addAll(each.text(), each.dot()));
    }
    requestLayout();
  }

  private Entry entry(TimelineEvent event, int order, List<Entry> known) {
    return known.stream()
        .filter(each -> each.event().equals(event) && each.order() == order)
        .findFirst()
        .orElseGet(() -> create(event, order));
  }

  private Entry create(TimelineEvent event, int order) {
    var dot = new Button();
    var kind = PseudoClass.getPseudoClass(event.severity().name().toLowerCase(Locale.ROOT));
    var words = Format.clock(event.at()) + "  " + event.text();
    dot.getStyleClass().setAll("timeline-dot");
    dot.pseudoClassStateChanged(kind, true);
    var shows =
        event.failed().map(failed -> "the " + failed.words()).orElse("the logs of that moment");
    dot.setAccessibleText(words + "; shows " + shows);
    dot.setOnAction(
        click -> event.failed().ifPresentOrElse(toFailures, () -> toLogs.accept(event.at())));
    var tooltip = new Tooltip(words + "\nClick for " + shows);
    tooltip.setShowDelay(HOVER_DELAY);
    dot.setTooltip(tooltip);
    var text = SmallNodes.label(event.text(), "timeline-text");
    text.setMouseTransparent(true);
    return new Entry(event, order, dot, text);
  }

  @Override
  protected void layoutChildren() {
    var width = getWidth();
    var middle = Math.floor(HEIGHT / 2);
    line.resizeRelocate(0, middle - 1, width, 2);
    var range = range();
    var coming = shownAhead();
    var past = coming.isEmpty() ? width : width * (1 - SHARE_AHEAD);
    var labels = new ArrayList<TimelineLayout.Label>();
    for (var entry : entries) {
      labels.add(label(entry.text(), x(entry.event().at(), range, past), entry.order()));
    }
    for (int i = 0; i < coming.size(); i++) {
      var each = coming.get(i);
      labels.add(label(each.text(), past + ahead(each.step(), width - past), all.size() + i));
    }
    nowMark.resizeRelocate(Math.rint(past), middle - DOT, 1, 2 * DOT);
    var places = TimelineLayout.place(labels, width);
    for (int i = 0; i < labels.size(); i++) {
      var isPast = i < entries.size();
      place(
          isPast ? entries.get(i).dot() : coming.get(i - entries.size()).dot(),
          isPast ? entries.get(i).text() : coming.get(i - entries.size()).text(),
          labels.get(i),
          places.get(i));
    }
  }

  private static TimelineLayout.Label label(Label text, double x, int order) {
    return new TimelineLayout.Label(x, Math.min(WIDEST_TEXT, text.prefWidth(-1)), order);
  }

  private static void place(
      Region dot, Label text, TimelineLayout.Label label, TimelineLayout.Place place) {
    var middle = Math.floor(HEIGHT / 2);
    dot.resizeRelocate(Math.rint(label.x() - DOT / 2), middle - DOT / 2, DOT, DOT);
    text.setVisible(place.row() != TimelineLayout.Row.HIDDEN);
    text.resizeRelocate(
        Math.rint(place.left()),
        place.row() == TimelineLayout.Row.ABOVE ? 0 : HEIGHT - ROW,
        label.width(),
        ROW);
  }

  /** From the mark for now; the last step has room for a part of its text. */
  private double ahead(ComingStep step, double width) {
    var last = ahead.getLast().step().at();
    var longest = Math.max(1, Duration.between(now, last).toMillis());
    var share = Math.clamp((double) Duration.between(now, step.at()).toMillis() / longest, 0, 1);
    return DOT + share * (width * SHARE_UNTIL_LAST - DOT);
  }

  private static double x(Instant at, TimeRange range, double width) {
    var share = (double) Duration.between(range.start(), at).toMillis() / range.length().toMillis();
    return DOT / 2 + share * (width - DOT);
  }
}
