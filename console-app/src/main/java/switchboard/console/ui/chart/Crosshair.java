package switchboard.console.ui.chart;

import java.time.Instant;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The instant looked at, on all charts that share this. FX thread only. */
public final class Crosshair {
  private final ReadOnlyObjectWrapper<Optional<Instant>> instant =
      new ReadOnlyObjectWrapper<>(this, "instant", Optional.empty());

  public ReadOnlyObjectProperty<Optional<Instant>> instantProperty() {
    return instant.getReadOnlyProperty();
  }

  public void moveTo(Instant to) {
    instant.set(Optional.of(to));
  }

  public void clear() {
    instant.set(Optional.empty());
  }
}
