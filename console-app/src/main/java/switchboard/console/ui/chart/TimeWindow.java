package switchboard.console.ui.chart;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import switchboard.console.plot.TimeRange;

/**
 * What charts that belong together share: their time range, which is all that there is up to now or
 * a range zoomed to, and the instant that the crosshair is on. FX thread only.
 */
public final class TimeWindow {
  /** Closer than this there are too few samples to see. */
  private static final Duration SHORTEST = Duration.ofSeconds(5);

  private final ReadOnlyObjectWrapper<Optional<TimeRange>> zoom =
      new ReadOnlyObjectWrapper<>(this, "zoom", Optional.empty());

  private final ReadOnlyObjectWrapper<Optional<Instant>> crosshair =
      new ReadOnlyObjectWrapper<>(this, "crosshair", Optional.empty());

  /** The instant looked at, on all the charts. */
  public ReadOnlyObjectProperty<Optional<Instant>> crosshairProperty() {
    return crosshair.getReadOnlyProperty();
  }

  public void lookAt(Instant instant) {
    crosshair.set(Optional.of(instant));
  }

  public void lookAway() {
    crosshair.set(Optional.empty());
  }

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
