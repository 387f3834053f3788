package switchboard.console.load;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import switchboard.console.text.Format;

/**
 * The failed requests: their number, and the first ones.
 *
 * @param total how many failed
 * @param kept how many of them are listed: the first {@value #MAX_KEPT} at most
 * @param failures in order of time
 */
public record FailedRequests(long total, int kept, List<FailedRequest> failures) {
  /** Of each simulator, and of all together. */
  public static final int MAX_KEPT = 10_000;

  private static final String LINE_END = "\r\n";
  private static final Comparator<FailedRequest> BY_TIME = Comparator.comparing(FailedRequest::at);

  /**
   * Those that failed in a span of time, by the simulators' clocks.
   *
   * @param count how many they are, kept or not; 1 at least
   * @param after their figures at this moment do not count them yet
   * @param until their figures at this moment count them all
   */
  public record Span(long count, Instant after, Instant until) {
    public Span {
      Objects.requireNonNull(after);
      Objects.requireNonNull(until);
    }

    /** "1 failed request", "7 failed requests". */
    public String words() {
      return Format.count(count, "failed request");
    }
  }

  public FailedRequests {
    failures = List.copyOf(failures);
  }

  /** A number of failures without their details. */
  static FailedRequests unlisted(long total) {
    return new FailedRequests(total, 0, List.of());
  }

  /** Those of several simulators, by time. */
  static FailedRequests together(List<FailedRequests> all) {
    return of(
        all.stream().mapToLong(FailedRequests::total).sum(),
        all.stream()
            .flatMap(each -> each.failures().stream())
            .sorted(BY_TIME)
            .limit(MAX_KEPT)
            .toList());
  }

  private static FailedRequests of(long total, List<FailedRequest> failures) {
    return new FailedRequests(total, failures.size(), failures);
  }

  /** Those of a span of time. */
  public FailedRequests of(Span span) {
    return of(span.count(), failures.stream().filter(isIn(span)).toList());
  }

  /**
   * Those that failed after a moment, by the simulators' clocks.
   *
   * @param count how many they are, kept or not
   */
  public FailedRequests since(Instant moment, long count) {
    return of(count, failures.stream().filter(each -> each.at().isAfter(moment)).toList());
  }

  private static Predicate<FailedRequest> isIn(Span span) {
    return each -> each.at().isAfter(span.after()) && !each.at().isAfter(span.until());
  }

  /** A row for each, as RFC 4180 has it; times are ISO 8601 and UTC, durations milliseconds. */
  public static String csv(List<FailedRequest> rows) {
    return rows.stream()
        .map(FailedRequests::row)
        .collect(
            Collectors.joining(
                "", "at,user,method,route,through,status,error,durationMillis,attempts\r\n", ""));
  }

  private static String row(FailedRequest each) {
    return String.join(
            ",",
            IsoMillis.format(each.at()),
            quoted(each.user()),
            quoted(each.method()),
            quoted(each.route()),
            quoted(each.through()),
            each.status() == null ? "" : each.status().toString(),
            quoted(each.error()),
            String.format(Locale.ROOT, "%.1f", each.durationMillis()),
            Integer.toString(each.attempts()))
        + LINE_END;
  }

  /** A spreadsheet takes what begins with one of these for a formula: an apostrophe forbids it. */
  private static String quoted(String text) {
    if (text == null) {
      return "";
    }
    var tame = text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
    return '"' + tame.replace("\"", "\"\"") + '"';
  }
}
