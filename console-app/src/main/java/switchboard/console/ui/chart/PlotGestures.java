package switchboard.console.ui.chart;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import switchboard.console.plot.TimeRange;

/**
 * Mouse and keys on a plot: hover moves the crosshair, a drag zooms, a double click goes back to
 * live; left and right move the crosshair by a sixtieth of the width, plus and minus zoom, escape
 * goes back.
 */
final class PlotGestures {
  /** A shorter drag is a click with an unsteady hand. */
  private static final double SHORTEST_DRAG_PIXELS = 5;

  private final Region plot;
  private final Rectangle selection;
  private final Supplier<TimeRange> range;
  private final TimeWindow window;
  private double pressedAt = Double.NaN;

  PlotGestures(Region plot, Rectangle selection, Supplier<TimeRange> range, TimeWindow window) {
    this.plot = plot;
    this.selection = selection;
    this.range = range;
    this.window = window;
  }

  void listen(Node keys) {
    plot.setOnMouseMoved(event -> window.lookAt(instantAt(event.getX())));
    plot.setOnMouseExited(_ -> window.lookAway());
    plot.setOnMousePressed(this::pressed);
    plot.setOnMouseDragged(this::dragged);
    plot.setOnMouseReleased(this::released);
    plot.setOnMouseClicked(this::clicked);
    keys.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
  }

  private void pressed(MouseEvent event) {
    pressedAt = event.getButton() == MouseButton.PRIMARY ? event.getX() : Double.NaN;
  }

  private void dragged(MouseEvent event) {
    if (Double.isNaN(pressedAt)) {
      return;
    }
    double to = Math.clamp(event.getX(), 0, plot.getWidth());
    window.lookAt(instantAt(to));
    selection.setX(Math.min(pressedAt, to));
    selection.setWidth(Math.abs(to - pressedAt));
    selection.setHeight(plot.getHeight());
    selection.setVisible(selection.getWidth() >= SHORTEST_DRAG_PIXELS);
  }

  private void released(MouseEvent event) {
    double from = pressedAt;
    double to = Math.clamp(event.getX(), 0, plot.getWidth());
    pressedAt = Double.NaN;
    selection.setVisible(false);
    if (Math.abs(to - from) >= SHORTEST_DRAG_PIXELS) {
      window.zoomTo(instantAt(from), instantAt(to));
    }
  }

  private void clicked(MouseEvent event) {
    if (event.getButton() == MouseButton.PRIMARY
        && event.getClickCount() == 2
        && event.isStillSincePress()) {
      window.reset();
    }
  }

  private void key(KeyEvent event) {
    Duration length = range.get().length();
    boolean used = true;
    switch (event.getCode()) {
      case LEFT -> window.lookAt(clamped(looked().minus(length.dividedBy(60))));
      case RIGHT -> window.lookAt(clamped(looked().plus(length.dividedBy(60))));
      case PLUS, ADD, EQUALS ->
          window.zoomTo(looked().minus(length.dividedBy(4)), looked().plus(length.dividedBy(4)));
      case MINUS, SUBTRACT -> window.reset();
      case ESCAPE -> {
        used =
            window.zoomProperty().get().isPresent() || window.crosshairProperty().get().isPresent();
        window.lookAway();
        window.reset();
      }
      default -> used = false;
    }
    if (used) {
      event.consume();
    }
  }

  /** Where the crosshair is, or the middle. */
  private Instant looked() {
    Optional<Instant> at = window.crosshairProperty().get();
    return at.orElseGet(() -> range.get().start().plus(range.get().length().dividedBy(2)));
  }

  private Instant clamped(Instant instant) {
    TimeRange shown = range.get();
    if (instant.isBefore(shown.start())) {
      return shown.start();
    }
    return instant.isAfter(shown.end()) ? shown.end() : instant;
  }

  private Instant instantAt(double x) {
    TimeRange shown = range.get();
    double share = plot.getWidth() > 0 ? Math.clamp(x / plot.getWidth(), 0, 1) : 0;
    return shown.start().plusMillis(Math.round(shown.length().toMillis() * share));
  }
}
