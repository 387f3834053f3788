package switchboard.console.ui.operation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import switchboard.console.platform.Step;

/** The steps of one action as they are reported, each with the time it took. FX thread only. */
public final class ProgressSteps {
  private final ObservableList<Row> rows = FXCollections.observableArrayList();
  private final ObservableList<Row> readOnly = FXCollections.unmodifiableObservableList(rows);
  private final Clock clock;

  /**
   * One step.
   *
   * @param took until it ended, or until now
   */
  public record Row(Step step, Instant began, Duration took) {
    public Row {
      Objects.requireNonNull(step);
      Objects.requireNonNull(began);
      Objects.requireNonNull(took);
    }

    public boolean isRunning() {
      return step.status() == Step.Status.RUNNING;
    }
  }

  public ProgressSteps(Clock clock) {
    this.clock = clock;
  }

  /** In the order in which they began. */
  public ObservableList<Row> rows() {
    return readOnly;
  }

  public void clear() {
    rows.clear();
  }

  /** Takes a report: a new step, or the progress of a running one. */
  public void report(Step step) {
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
  public void tick() {
    var now = clock.instant();
    rows.replaceAll(
        row ->
            row.isRunning()
                ? new Row(row.step(), row.began(), Duration.between(row.began(), now))
                : row);
  }

  /** The action is over: what still runs has been given up. */
  public void end(String reason) {
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
  public String current() {
    return rows.stream()
        .filter(Row::isRunning)
        .reduce((earlier, later) -> later)
        .map(row -> row.step().name())
        .orElse("");
  }
}
