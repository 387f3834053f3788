package switchboard.console.fault;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import switchboard.console.text.Bounds;

/**
 * The detection ledger of one fault: when what happened, each as an interval with the method that
 * gave it, or why there is none.
 *
 * @param entries in the order of {@link Milestone}, but alerts in pairs, by their time
 * @param recovery when the fault had recovered; empty when it has not
 */
public record Ledger(List<LedgerEntry> entries, Optional<Evidence> recovery) {
  /** Of a fault of which nothing was noted. */
  public static final Ledger EMPTY = new Ledger(List.of(), Optional.empty());

  public Ledger {
    entries = List.copyOf(entries);
    Objects.requireNonNull(recovery);
  }

  /** Those of one kind: one, or one for each alert. */
  public List<LedgerEntry> of(Milestone milestone) {
    return entries.stream().filter(each -> each.milestone() == milestone).toList();
  }

  /**
   * How long after the injection something happened: "0 to 5 s".
   *
   * @return empty when the injection was not noted
   */
  public Optional<String> sinceInjection(Evidence evidence) {
    return of(Milestone.INJECTED).stream()
        .flatMap(each -> each.evidence().stream())
        .findFirst()
        .map(
            injected ->
                Bounds.elapsed(
                    Duration.between(injected.notAfter(), evidence.notBefore()),
                    Duration.between(injected.notBefore(), evidence.notAfter())));
  }

  /**
   * What noticed the fault first, of users, gateway, scrapes and alerts, as a sentence. Several
   * that overlap are named together: which of them was the first is not known.
   */
  public String noticedFirst() {
    var noticed =
        entries.stream()
            .filter(each -> each.milestone().isDetection() && each.evidence().isPresent())
            .toList();
    var first =
        noticed.stream()
            .filter(each -> noticed.stream().noneMatch(other -> surelyBefore(other, each)))
            .map(LedgerEntry::name)
            .toList();
    return switch (first.size()) {
      case 0 -> "Nothing noticed it.";
      case 1 -> "Noticed first: " + first.getFirst() + ".";
      default ->
          "Noticed first: "
              + first.stream().collect(Collectors.joining(" or "))
              + ". Their intervals overlap.";
    };
  }

  private static boolean surelyBefore(LedgerEntry one, LedgerEntry other) {
    return one.evidence().orElseThrow().isBefore(other.evidence().orElseThrow());
  }
}
