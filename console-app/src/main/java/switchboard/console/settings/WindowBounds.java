package switchboard.console.settings;

/**
 * The bounds of the window, in points of the screen.
 *
 * @param maximized whether it took the whole screen; the rest is what it goes back to
 */
public record WindowBounds(double x, double y, double width, double height, boolean maximized) {
  public WindowBounds {
    if (!(width > 0 && height > 0) || !Double.isFinite(x + y + width + height)) {
      throw new IllegalArgumentException(
          "The window's place is %s by %s at %s, %s; expected a size above 0"
              .formatted(width, height, x, y));
    }
  }
}
