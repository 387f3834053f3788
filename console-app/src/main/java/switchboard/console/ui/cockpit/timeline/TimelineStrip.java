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
import switchboard.console.session.TimelineEvent;
import switchboard.console.text.Format;
import switchboard.console.ui.chart.TimeWindow;
import switchboard.console.ui.fx.SmallNodes;

/** Events as dots on a line of time, with their texts above and below it. */
public final class TimelineStrip extends Pane {
  private static final double ROW = 15;
  private static final double DOT = 9;
  private static final double WIDEST_TEXT = 260;
  private static final double HEIGHT = 2 * ROW + DOT + 6;
  private static final javafx.util.Duration HOVER_DELAY = javafx.util.Duration.millis(100);

  private final TimeWindow window;
  private final Consumer<Instant> toLogs;
  private final Consumer<FailedRequests.Span> toFailures;
  private final Region line = new Region();
  private final List<Entry> entries = new ArrayList<>();
  private List<TimelineEvent> all = List.of();
  private Instant now = Instant.EPOCH;
  private Duration span = LivePanel.SPAN;

  /** The nodes of one event that is in the time shown. */
  private record Entry(TimelineEvent event, int order, Region dot, Label text) {}

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
    var labels =
        entries.stream()
            .map(
                entry ->
                    new TimelineLayout.Label(
                        x(entry.event().at(), range, width),
                        Math.min(WIDEST_TEXT, entry.text().prefWidth(-1)),
                        entry.order()))
            .toList();
    var places = TimelineLayout.place(labels, width);
    for (int i = 0; i < entries.size(); i++) {
      var entry = entries.get(i);
      var x = labels.get(i).x();
      entry.dot().resizeRelocate(Math.rint(x - DOT / 2), middle - DOT / 2, DOT, DOT);
      var place = places.get(i);
      entry.text().setVisible(place.row() != TimelineLayout.Row.HIDDEN);
      entry
          .text()
          .resizeRelocate(
              Math.rint(place.left()),
              place.row() == TimelineLayout.Row.ABOVE ? 0 : HEIGHT - ROW,
              labels.get(i).width(),
              ROW);
    }
  }

  private static double x(Instant at, TimeRange range, double width) {
    var share = (double) Duration.between(range.start(), at).toMillis() / range.length().toMillis();
    return DOT / 2 + share * (width - DOT);
  }
}
