package switchboard.console.ui.cockpit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import switchboard.console.platform.Step;

/** The steps of one action as they are reported, each with the time it took. FX thread only. */
final class ProgressSteps {
  private final ObservableList<Row> rows = FXCollections.observableArrayList();
  private final ObservableList<Row> readOnly = FXCollections.unmodifiableObservableList(rows);
  private final Clock clock;

  /**
   * One step.
   *
   * @param took until it ended, or until now
   */
  record Row(Step step, Instant began, Duration took) {
    Row {
      Objects.requireNonNull(step);
      Objects.requireNonNull(began);
      Objects.requireNonNull(took);
    }

    boolean isRunning() {
      return step.status() == Step.Status.RUNNING;
    }
  }

  ProgressSteps(Clock clock) {
    this.clock = clock;
  }

  /** In the order in which they began. */
  ObservableList<Row> rows() {
    return readOnly;
  }

  void clear() {
    rows.clear();
  }

  /** Takes a report: a new step, or the progress of a running one. */
  void report(Step step) {
    var now = clock.instant();
    for (int i = rows.size() - 1; i >= 0; i--) {
      var row = rows.get(i);
      if (row.isRunning() && row.step().name().equals(step.name())) {
        rows.set(i, new Row(step, row.began(), Duration.between(row.began(), now)));
        return;
      }
    }
    rows.add(new Row(step, now, Duration.ZERO));
  }

  /** Brings the durations of running steps up to date. */
  void tick() {
    var now = clock.instant();
    rows.replaceAll(
        row ->
            row.isRunning()
                ? new Row(row.step(), row.began(), Duration.between(row.began(), now))
                : row);
  }

  /** The action is over: what still runs has been given up. */
  void end(String reason) {
    rows.replaceAll(
        row ->
            row.isRunning()
                ? new Row(
                    new Step(row.step().name(), Step.Status.FAILED, reason),
                    row.began(),
                    row.took())
                : row);
  }

  /** What runs now, for a single line: "Start backend-3"; empty when nothing does. */
  String current() {
    return rows.stream()
        .filter(Row::isRunning)
        .reduce((earlier, later) -> later)
        .map(row -> row.step().name())
        .orElse("");
  }
}
