package switchboard.console.ui.fx;

import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.paint.Color;
import switchboard.console.plot.Tint;
import switchboard.console.plot.Tints;

/**
 * The colours of series and marks in the window's tone, see {@link Tints}. One object for the whole
 * window; FX thread only.
 */
public final class Palette {
  /** What the colours are shown on. */
  public enum Tone {
    DARK,
    LIGHT
  }

  private final ObjectProperty<Tone> tone = new SimpleObjectProperty<>(this, "tone", Tone.DARK);
  private final Tints tints = new Tints();

  public ObjectProperty<Tone> toneProperty() {
    return tone;
  }

  public Color series(String name) {
    return in(tints.of(name));
  }

  public Color limit() {
    return in(Tints.LIMIT);
  }

  public Color action() {
    return in(Tints.ACTION);
  }

  public Color destruction() {
    return in(Tints.DESTRUCTION);
  }

  public Color recovery() {
    return in(Tints.RECOVERY);
  }

  public Color change() {
    return in(Tints.CHANGE);
  }

  /** One of several levels of a heatmap, 0 for the least. */
  public Color heat(int level, int levels) {
    return in(Tints.HEAT_MIN).interpolate(in(Tints.HEAT_MAX), level / (levels - 1.0));
  }

  /**
   * The same colours as looked-up colours of a style, for the root of a scene: {@code -series-1} to
   * {@code -series-10}, {@code -limit}, {@code -action}, {@code -destruction}, {@code -recovery},
   * {@code -change}.
   */
  public String style() {
    StringBuilder style = new StringBuilder();
    for (int i = 0; i < Tints.SERIES.size(); i++) {
      style
          .append("-series-")
          .append(i + 1)
          .append(':')
          .append(web(in(Tints.SERIES.get(i))))
          .append(';');
    }
    style.append("-limit:").append(web(limit())).append(";-action:").append(web(action()));
    style
        .append(";-destruction:")
        .append(web(destruction()))
        .append(";-recovery:")
        .append(web(recovery()));
    return style.append(";-change:").append(web(change())).append(';').toString();
  }

  /** A colour as CSS writes it, "#4c9aff". */
  public static String web(Color color) {
    return String.format(
        Locale.ROOT,
        "#%02x%02x%02x",
        Math.round(color.getRed() * 255),
        Math.round(color.getGreen() * 255),
        Math.round(color.getBlue() * 255));
  }

  private Color in(Tint tint) {
    return Color.web(tone.get() == Tone.DARK ? tint.dark() : tint.light());
  }
}
