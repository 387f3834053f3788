package switchboard.console.verdict;

import java.time.Duration;
import java.util.Objects;

/**
 * What a figure must not exceed.
 *
 * @param limit in the figure's {@link Figure.Measure}, itself still allowed
 * @param named whether somebody asked for it; otherwise it is one of every run
 */
public record Objective(Figure figure, double limit, Phase during, boolean named) {
  public Objective {
    Objects.requireNonNull(figure);
    Objects.requireNonNull(during);
    if (!(limit >= 0)) {
      throw new IllegalArgumentException("Not a limit: " + limit);
    }
  }

  static Objective preset(Figure figure, double limit, Phase during) {
    return new Objective(figure, limit, during, false);
  }

  /**
   * Reads {@code FIGURE<=LIMIT [during PHASE]}.
   *
   * @throws IllegalArgumentException when it is not of that form, saying what is expected
   */
  public static Objective parse(String text) {
    return new ObjectiveParser(text).objective();
  }

  /** The limit of one on times. */
  public Duration time() {
    return Figure.duration(limit);
  }

  /** A value of its figure, to be read: "212 ms". */
  String valueText(double value) {
    return figure.measure().value(value, limit);
  }

  /** "requests.p99<=250ms", without the phase. */
  public String condition() {
    return figure.name() + (limit == 0 ? " == 0" : "<=" + figure.measure().limit(limit));
  }

  /** "requests.p99<=250ms during fault". */
  public String text() {
    return condition() + (figure.hasPhases() ? " " + during.adverb() : "");
  }
}
