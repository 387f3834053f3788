package switchboard.console.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import switchboard.console.experiment.VerdictResult.ObjectiveOutcome;
import switchboard.console.text.Bounds;
import switchboard.console.text.Format;
import switchboard.console.text.Unit;
import switchboard.console.verdict.Proportion;

/**
 * Figures of a report as they are read; a dash for what is not known. Times are UTC: who reads a
 * report, and who verifies it, may be anywhere.
 */
final class Texts {
  private static final double MILLIS_PER_SECOND = 1e3;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter OFFSET =
      DateTimeFormatter.ofPattern("'UTC'xxx", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Texts() {}

  static String figure(Double value, Unit unit) {
    return (value == null ? Format.MISSING : Format.figure(value, unit)).toString();
  }

  static String whole(Long count) {
    return count == null ? Format.MISSING.number() : Format.whole(count);
  }

  static String millis(Double value) {
    return figure(value == null ? null : value / MILLIS_PER_SECOND, Unit.SECONDS);
  }

  /** Of users who were disconnected, all together. */
  static String userSeconds(Double value) {
    return value == null || value > 0 ? figure(value, Unit.SECONDS) : "0 s";
  }

  static String seconds(double value) {
    return Format.duration(Duration.ofMillis(Math.round(value * MILLIS_PER_SECOND)));
  }

  static String orDash(Object value) {
    return Objects.toString(value, Format.MISSING.number());
  }

  /** "151 of 256 MiB", or what is known of it. */
  static String share(Double used, Double limit, Unit unit) {
    return used == null || limit == null
        ? figure(used, unit)
        : Format.share(Format.figure(used, unit), Format.figure(limit, unit));
  }

  /** "≤ 0.017 %"; a dash without trials. */
  static String bound(long events, long trials) {
    return new Proportion(events, trials).bound().orElse(Format.MISSING.number());
  }

  /** "28 November 2026, 12:02 – 12:05, UTC+01:00". */
  static String span(String from, String until) {
    var begun = Instant.parse(from);
    return DATE.format(begun)
        + ", "
        + MINUTE.format(begun)
        + " – "
        + MINUTE.format(Instant.parse(until))
        + ", "
        + OFFSET.format(begun);
  }

  /** The time of day; a dash for an end that did not come. */
  static String clock(String at) {
    return at == null ? Format.MISSING.number() : CLOCK.format(Instant.parse(at));
  }

  /** "12:04:10.4 (10.1 – 10.4 s)". */
  static String moment(String notBefore, String notAfter) {
    return Bounds.moment(Instant.parse(notBefore), Instant.parse(notAfter)).toString();
  }

  static String elapsed(String from, String until) {
    return until == null
        ? Format.MISSING.number()
        : Format.duration(Duration.between(Instant.parse(from), Instant.parse(until)));
  }

  /** What was measured for an objective, without the objective. */
  static String found(ObjectiveOutcome outcome) {
    var sentence = outcome.sentence();
    var colon = sentence.indexOf(": ", Math.min(outcome.objective().length(), sentence.length()));
    return colon < 0 ? sentence : sentence.substring(colon + 2);
  }

  /** "whole run", "baseline", "outside faults"; a dash for a figure that has no phases. */
  static String during(ObjectiveOutcome outcome, Report report) {
    return Optional.ofNullable(outcome.during())
        .map(phase -> phase.equals("run") ? report.whole() : phase)
        .orElse(Format.MISSING.number());
  }

  static String capitalized(String words) {
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
