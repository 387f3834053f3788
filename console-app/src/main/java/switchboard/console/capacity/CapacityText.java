package switchboard.console.capacity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import switchboard.console.capacity.Bracket.End;
import switchboard.console.capacity.Growth.Estimate;
import switchboard.console.capacity.Growth.Fitted;
import switchboard.console.capacity.Growth.NotFitted;
import switchboard.console.text.Format;

/** Capacities in sentences. */
public final class CapacityText {
  private CapacityText() {}

  static List<String> of(CapacityResult result) {
    var unit = result.plan().unit();
    var lines = new ArrayList<String>();
    result.found().forEach(each -> lines.add(sentence(each, unit)));
    result.minusOne().flatMap(fewer -> survivors(fewer, unit)).ifPresent(lines::add);
    result.growth().ifPresent(growth -> lines.add(sentence(growth, unit)));
    return lines;
  }

  /** A bracket, also one that is still narrowed: "240 to 400 users", "at least 240 users". */
  public static String brief(Bracket bracket, LoadUnit unit) {
    var failed = isFailed(bracket);
    if (bracket.passed().isEmpty()) {
      return failed ? "less than " + unit.words(bracket.failed().getAsInt()) : "not known";
    }
    var passed = bracket.passed().getAsInt();
    return failed
        ? unit.words(passed, bracket.failed().getAsInt())
        : "at least " + unit.words(passed);
  }

  private static boolean isFailed(Bracket bracket) {
    return bracket.end() == End.MISSED
        && bracket.failed().isPresent()
        && (bracket.passed().isPresent() || !bracket.undecided());
  }

  /** What is known, and by what: "3 replicas carry 480 to 504 users. …". */
  public static String sentence(Found found, LoadUnit unit) {
    var bracket = found.bracket();
    var sentences = new ArrayList<String>();
    if (!bracket.sustained()) {
      sentences.add("Ended early");
    }
    var replicas = Format.replicas(found.replicas());
    sentences.add(
        bracket.passed().isEmpty() && !isFailed(bracket)
            ? "What " + replicas + " can carry is not known"
            : replicas + (found.replicas() == 1 ? " carries " : " carry ") + brief(bracket, unit));
    sentences.add(lowerEnd(bracket, unit));
    sentences.add(upperEnd(bracket, unit));
    sentences.add(uneven(bracket, unit));
    return sentences.stream()
        .filter(each -> !each.isEmpty())
        .map(each -> each + ".")
        .collect(Collectors.joining(" "));
  }

  private static String lowerEnd(Bracket bracket, LoadUnit unit) {
    return bracket.sustained() && bracket.passed().isPresent()
        ? sentenceCase(unit.words(bracket.passed().getAsInt())) + " passed in " + allWindows()
        : "";
  }

  private static String upperEnd(Bracket bracket, LoadUnit unit) {
    return switch (bracket.end()) {
      case MISSED ->
          "At "
              + unit.words(bracket.failed().orElseThrow())
              + " "
              + bracket.cause().orElse("an objective")
              + (bracket.undecided() ? " was missed or not decided" : " was missed")
              + (bracket.sustained() ? " in " + allWindows() : "");
      case UNDECIDED ->
          "At "
              + unit.words(bracket.failed().orElseThrow())
              + " "
              + bracket.cause().orElse("an objective")
              + " was not decided"
              + (bracket.sustained() ? " in " + allWindows() : "");
      case LIMITED ->
          "Limited by "
              + bracket.cause().orElse("the measurement")
              + " from "
              + unit.words(bracket.failed().orElseThrow())
              + " on: what the system carries beyond that is not known";
      case MAXIMUM -> "More was not tried";
      case UNKNOWN -> "";
    };
  }

  private static String allWindows() {
    return SearchRange.WINDOWS + " of " + SearchRange.WINDOWS + " windows";
  }

  private static String uneven(Bracket bracket, LoadUnit unit) {
    return bracket.uneven().stream()
        .map(
            each ->
                unit.words(each.load())
                    + " passed in "
                    + each.passed()
                    + " of "
                    + Format.count(each.windows(), "window"))
        .reduce((one, other) -> one + ", " + other)
        .map(all -> "In between " + all)
        .orElse("");
  }

  private static Optional<String> survivors(Found fewer, LoadUnit unit) {
    var passed = fewer.bracket().passed();
    if (passed.isEmpty()) {
      return Optional.empty();
    }
    var most = isFailed(fewer.bracket()) ? "" : "at least ";
    return Optional.of(
        "When a replica is lost, the others carry "
            + most
            + unit.words(passed.getAsInt())
            + " within the objectives.");
  }

  private static String sentence(Growth growth, LoadUnit unit) {
    return switch (growth) {
      case NotFitted(String reason) -> "Growth is not fitted: " + reason + ".";
      case Fitted fitted ->
          "Growth by the Universal Scalability Law: "
              + unit.words((int) Math.round(fitted.perReplica().value()))
              + " per replica, contention "
              + share(fitted.sigma())
              + ", coherency "
              + share(fitted.kappa())
              + (fitted.peak().isPresent()
                  ? ". Most are carried by "
                      + Format.replicas((int) Math.floor(fitted.peak().getAsDouble()))
                  : ". The intervals leave open whether more replicas ever carry less")
              + ".";
    };
  }

  /** "0.081 (0.075 to 0.090)". */
  private static String share(Estimate estimate) {
    return String.format(
        Locale.ROOT, "%.3g (%.3g to %.3g)", estimate.value(), estimate.low(), estimate.high());
  }

  private static String sentenceCase(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
