package switchboard.console.plot;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The colours of series and marks. A series has its colour by its name, the same on every chart:
 * backend-1 to backend-10 a fixed one each, any other name the first not yet taken. Amber is kept
 * for limits, red for errors and destruction. Not safe for use by several threads.
 */
public final class Tints {
  public static final List<Tint> SERIES =
      List.of(
          new Tint("#4c9aff", "#1f6feb"),
          new Tint("#2fbfa9", "#0a8577"),
          new Tint("#b98cff", "#7b4bd8"),
          new Tint("#f57fc0", "#c2328c"),
          new Tint("#9bd35a", "#4f7d14"),
          new Tint("#45d0f5", "#0b7ea3"),
          new Tint("#7f8cff", "#4650d8"),
          new Tint("#cbb79b", "#80694a"),
          new Tint("#5fd38a", "#1a7f45"),
          new Tint("#a8b4c4", "#57606a"));
  public static final Tint LIMIT = new Tint("#e0a93b", "#9a6700");
  public static final Tint DESTRUCTION = new Tint("#f0616d", "#cf222e");
  public static final Tint RECOVERY = new Tint("#3fb97f", "#1a7f37");
  public static final Tint ACTION = new Tint("#4c9aff", "#0969da");
  public static final Tint CHANGE = new Tint("#b98cff", "#8250df");

  /** From low to high: distinguished by contrast with the background, without hue. */
  public static final Tint HEAT_MIN = new Tint("#1d3a5f", "#c5dcfb");

  public static final Tint HEAT_MAX = new Tint("#e3f0ff", "#08306b");

  /** Names with a meaning of their own on their chart. */
  private static final Map<String, Tint> NAMED =
      Map.of(
          "HTTP 5xx", DESTRUCTION,
          "failed", SERIES.get(3),
          "p50", SERIES.get(0),
          "p95", SERIES.get(1),
          "p99", SERIES.get(2),
          "delivered", SERIES.get(0),
          "accepted", SERIES.get(1),
          "simulator", SERIES.get(9),
          "store", SERIES.get(7),
          "prometheus", SERIES.get(8));

  private static final Tint GATEWAY = SERIES.get(5);

  private static final Pattern BACKEND = Pattern.compile("backend-([1-9][0-9]{0,3})");

  private final Map<String, Tint> taken = new HashMap<>();
  private int next;

  /** The one of the series of this name. */
  public Tint of(String name) {
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
