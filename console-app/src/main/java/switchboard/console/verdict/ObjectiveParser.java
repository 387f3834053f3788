package switchboard.console.verdict;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import switchboard.console.text.Durations;

/** Reads an objective as operators write it; what is wrong comes with what is expected. */
final class ObjectiveParser {
  private static final Pattern FORM =
      Pattern.compile(
          "\\s*(?<figure>promql\\s*\\(.*\\)|[^\\s<>=!]+)"
              + "\\s*(?<operator>[<>=!]+)"
              + "\\s*(?<limit>[^\\s<>=!]+)"
              + "(\\s+during\\s+(?<phase>\\S+))?\\s*",
          Pattern.DOTALL);
  private static final Pattern QUERY =
      Pattern.compile("promql\\s*\\(\\s*\"(?<query>(?:[^\"\\\\]|\\\\.)*)\"\\s*\\)", Pattern.DOTALL);
  private static final Pattern PERCENTILE =
      Pattern.compile("(?<of>requests|deliveries)\\.p(?<percentile>.*)");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

  private static final Map<String, Figure> BY_NAME =
      Map.of(
          "requests.failed", new Figure.FailedRequests(),
          "users.disconnectedSeconds", new Figure.DisconnectedSeconds(),
          "recovery", new Figure.Recovery(),
          "spread", new Figure.Spread(),
          "users.spread", new Figure.UsersSpread());

  private final String text;

  ObjectiveParser(String text) {
    this.text = text;
  }

  Objective objective() {
    var parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw wrong(
          "Invalid objective",
          "FIGURE<=LIMIT [during PHASE], such as requests.p99<=250ms during fault");
    }
    var figure = figure(parts.group("figure"));
    var limit = limit(parts.group("operator"), parts.group("limit"), figure.measure());
    return new Objective(figure, limit, phase(parts, figure), true);
  }

  Figure figure(String name) {
    if (name.startsWith("promql")) {
      return query(name);
    }
    var percentile = PERCENTILE.matcher(name);
    if (percentile.matches()) {
      var of = Figure.Timed.valueOf(percentile.group("of").toUpperCase(Locale.ROOT));
      return new Figure.Percentile(of, percentile(percentile.group("percentile")));
    }
    return Optional.ofNullable(BY_NAME.get(name))
        .orElseThrow(
            () ->
                wrong(
                    "Unknown figure '" + name + "'",
                    "requests.p99, deliveries.p99 or another percentile, requests.failed,"
                        + " users.disconnectedSeconds, users.spread, recovery, spread or"
                        + " promql(\"QUERY\")"));
  }

  private Figure query(String name) {
    var parts = QUERY.matcher(name);
    if (!parts.matches() || parts.group("query").isBlank()) {
      throw wrong(
          "Invalid query", "promql(\"QUERY\") with a backslash before each \" in the query");
    }
    return new Figure.Query(parts.group("query").replaceAll("\\\\(.)", "$1"));
  }

  private double percentile(String digits) {
    if (NUMBER.matcher(digits).matches()) {
      var percentile = Double.parseDouble(digits);
      if (percentile > 0 && percentile < 100) {
        return percentile;
      }
    }
    throw wrong("Invalid percentile 'p" + digits + "'", "one above p0 and below p100");
  }

  double limit(String operator, String limit, Figure.Measure measure) {
    if (operator.equals("==")) {
      if (limit.equals("0") && measure != Figure.Measure.TIME) {
        return 0;
      }
      throw wrong("Invalid limit '== " + limit + "'", "<= and " + measure.expected());
    }
    if (!operator.equals("<=")) {
      throw wrong("Invalid operator '" + operator + "'", "<=, or == before 0");
    }
    return switch (measure) {
      case TIME -> time(limit, measure);
      case SHARE -> share(limit, measure);
      case USER_SECONDS, NUMBER -> number(limit, limit, measure);
    };
  }

  private double time(String limit, Figure.Measure measure) {
    try {
      var time = Durations.parse(limit);
      if (time.isPositive()) {
        return time.toMillis() / 1e3;
      }
    } catch (IllegalArgumentException e) {
      // The sentence below names the objective, too.
    }
    throw wrong("Invalid limit '" + limit + "'", measure.expected());
  }

  private double share(String limit, Figure.Measure measure) {
    if (limit.endsWith("%")) {
      var percent = number(limit.substring(0, limit.length() - 1), limit, measure);
      if (percent <= 100) {
        return percent;
      }
    }
    throw wrong("Invalid limit '" + limit + "'", measure.expected());
  }

  private double number(String digits, String limit, Figure.Measure measure) {
    if (!NUMBER.matcher(digits).matches()) {
      throw wrong("Invalid limit '" + limit + "'", measure.expected());
    }
    return Double.parseDouble(digits);
  }

  private Phase phase(Matcher parts, Figure figure) {
    var word = parts.group("phase");
    if (word == null) {
      return Phase.RUN;
    }
    if (!figure.hasPhases()) {
      throw wrong("A phase does not go with " + figure.name(), "it without 'during " + word + "'");
    }
    return Phase.named(word)
        .orElseThrow(() -> wrong("Unknown phase '" + word + "'", Phase.choices()));
  }

  private IllegalArgumentException wrong(String what, String expected) {
    var where = what.equals("Invalid objective") ? " '" + text + "'" : " in '" + text + "'";
    return new IllegalArgumentException(what + where + ". Use " + expected + ".");
  }
}
