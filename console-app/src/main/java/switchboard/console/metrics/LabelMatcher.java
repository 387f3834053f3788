package switchboard.console.metrics;

import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A condition on one label. A label that is missing matches as an empty string, and a pattern must
 * match the whole value, as in Prometheus. Patterns stay within what RE2 and {@link Pattern} have
 * in common.
 */
public record LabelMatcher(String label, Kind kind, String value) {
  /** How the label is compared, with PromQL's sign for it. */
  public enum Kind {
    EQUAL("="),
    NOT_EQUAL("!="),
    REGEX("=~");

    private final String sign;

    Kind(String sign) {
      this.sign = sign;
    }

    String sign() {
      return sign;
    }
  }

  public LabelMatcher {
    Objects.requireNonNull(label);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(value);
    if (kind == Kind.REGEX) {
      Pattern.compile(value);
    }
  }

  public static LabelMatcher equal(String label, String value) {
    return new LabelMatcher(label, Kind.EQUAL, value);
  }

  public static LabelMatcher notEqual(String label, String value) {
    return new LabelMatcher(label, Kind.NOT_EQUAL, value);
  }

  public static LabelMatcher regex(String label, String pattern) {
    return new LabelMatcher(label, Kind.REGEX, pattern);
  }

  public Predicate<Labels> predicate() {
    return switch (kind) {
      case EQUAL -> labels -> labels.get(label).equals(value);
      case NOT_EQUAL -> labels -> !labels.get(label).equals(value);
      case REGEX -> {
        Pattern pattern = Pattern.compile(value);
        yield labels -> pattern.matcher(labels.get(label)).matches();
      }
    };
  }
}
