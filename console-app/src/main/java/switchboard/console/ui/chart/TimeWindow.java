package switchboard.console.ui.chart;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * The time range of the charts that share it: all that there is up to now, or a range zoomed to. FX
 * thread only.
 */
public final class TimeWindow {
  /** Closer than this there are too few samples to see. */
  private static final Duration SHORTEST = Duration.ofSeconds(5);

  private final ReadOnlyObjectWrapper<Optional<TimeRange>> zoom =
      new ReadOnlyObjectWrapper<>(this, "zoom", Optional.empty());

  /** Empty when live. */
  public ReadOnlyObjectProperty<Optional<TimeRange>> zoomProperty() {
    return zoom.getReadOnlyProperty();
  }

  /** Shows from one to the other, in either order; widened to five seconds when shorter. */
  public void zoomTo(Instant one, Instant other) {
    Instant start = one.isBefore(other) ? one : other;
    Instant end = one.isBefore(other) ? other : one;
    Duration missing = SHORTEST.minus(Duration.between(start, end));
    if (missing.isPositive()) {
      start = start.minus(missing.dividedBy(2));
      end = start.plus(SHORTEST);
    }
    zoom.set(Optional.of(new TimeRange(start, end)));
  }

  /**
   * Pauses a live view, and resumes a paused one.
   *
   * @param live what the charts show now
   */
  public void pauseOrGoOn(TimeRange live) {
    if (zoom.get().isPresent()) {
      reset();
    } else {
      zoomTo(live.start(), live.end());
    }
  }

  /** Back to live. */
  public void reset() {
    zoom.set(Optional.empty());
  }
}
