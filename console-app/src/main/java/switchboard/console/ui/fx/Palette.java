package switchboard.console.ui.fx;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.paint.Color;

/**
 * The colours of series and marks, readable on a dark and on a light ground. A series has its
 * colour by its name, the same on every chart: backend-1 to backend-10 a fixed one each, any other
 * name the first not yet taken. Amber is kept for limits, red for errors and destruction. One
 * object for the whole window; FX thread only.
 */
public final class Palette {
  /** What the colours are shown on. */
  public enum Tone {
    DARK,
    LIGHT
  }

  private record Tint(Color dark, Color light) {
    static Tint of(String dark, String light) {
      return new Tint(Color.web(dark), Color.web(light));
    }

    Color in(Tone tone) {
      return tone == Tone.DARK ? dark : light;
    }
  }

  private static final List<Tint> SERIES =
      List.of(
          Tint.of("#4c9aff", "#1f6feb"),
          Tint.of("#2fbfa9", "#0a8577"),
          Tint.of("#b98cff", "#7b4bd8"),
          Tint.of("#f57fc0", "#c2328c"),
          Tint.of("#9bd35a", "#4f7d14"),
          Tint.of("#45d0f5", "#0b7ea3"),
          Tint.of("#7f8cff", "#4650d8"),
          Tint.of("#cbb79b", "#80694a"),
          Tint.of("#5fd38a", "#1a7f45"),
          Tint.of("#a8b4c4", "#57606a"));
  private static final Tint AMBER = Tint.of("#e0a93b", "#9a6700");
  private static final Tint RED = Tint.of("#f0616d", "#cf222e");
  private static final Tint GREEN = Tint.of("#3fb97f", "#1a7f37");
  private static final Tint BLUE = Tint.of("#4c9aff", "#0969da");
  private static final Tint PURPLE = Tint.of("#b98cff", "#8250df");

  /** Names with a meaning of their own on their chart. */
  private static final Map<String, Tint> NAMED =
      Map.of(
          "HTTP 5xx", RED,
          "failed", SERIES.get(3),
          "p50", SERIES.get(0),
          "p95", SERIES.get(1),
          "p99", SERIES.get(2),
          "delivered", SERIES.get(0),
          "accepted", SERIES.get(1),
          "simulator", SERIES.get(9),
          "store", SERIES.get(7),
          "prometheus", SERIES.get(8));

  /** From low to high: distinguished by contrast with the background, without hue. */
  private static final Tint HEAT_MIN = Tint.of("#1d3a5f", "#c5dcfb");

  private static final Tint HEAT_MAX = Tint.of("#e3f0ff", "#08306b");

  private static final Tint GATEWAY = SERIES.get(5);

  private static final Pattern BACKEND = Pattern.compile("backend-([1-9][0-9]{0,3})");

  private final ObjectProperty<Tone> tone = new SimpleObjectProperty<>(this, "tone", Tone.DARK);
  private final Map<String, Tint> taken = new HashMap<>();
  private int next;

  public ObjectProperty<Tone> toneProperty() {
    return tone;
  }

  public Color series(String name) {
    return tint(name).in(tone.get());
  }

  public Color limit() {
    return AMBER.in(tone.get());
  }

  public Color action() {
    return BLUE.in(tone.get());
  }

  public Color destruction() {
    return RED.in(tone.get());
  }

  public Color recovery() {
    return GREEN.in(tone.get());
  }

  public Color change() {
    return PURPLE.in(tone.get());
  }

  /** One of several levels of a heatmap, 0 for the least. */
  public Color heat(int level, int levels) {
    return HEAT_MIN.in(tone.get()).interpolate(HEAT_MAX.in(tone.get()), level / (levels - 1.0));
  }

  /**
   * The same colours as looked-up colours of a style, for the root of a scene: {@code -series-1} to
   * {@code -series-10}, {@code -limit}, {@code -action}, {@code -destruction}, {@code -recovery},
   * {@code -change}.
   */
  public String style() {
    StringBuilder style = new StringBuilder();
    for (int i = 0; i < SERIES.size(); i++) {
      style
          .append("-series-")
          .append(i + 1)
          .append(':')
          .append(web(SERIES.get(i).in(tone.get())))
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

  private Tint tint(String name) {
    Tint named = NAMED.get(name);
    if (named != null) {
      return named;
    }
    if (name.startsWith("gateway")) {
      return GATEWAY;
    }
    Matcher backend = BACKEND.matcher(name);
    if (backend.matches()) {
      return SERIES.get((Integer.parseInt(backend.group(1)) - 1) % SERIES.size());
    }
    return taken.computeIfAbsent(name, _ -> SERIES.get(next++ % SERIES.size()));
  }
}
