package switchboard.console.fault;

import java.util.Objects;
import java.util.Optional;

/**
 * One line of a detection ledger.
 *
 * @param subject the alert's name; empty for what is no alert's
 * @param evidence when it happened, and how that is known; empty when it did not, or is not known
 * @param absence why there is no evidence, to be read by the operator: "did not fire"; empty when
 *     there is
 */
public record LedgerEntry(
    Milestone milestone, String subject, Optional<Evidence> evidence, String absence) {
  public LedgerEntry {
    Objects.requireNonNull(milestone);
    Objects.requireNonNull(subject);
    if (evidence.isPresent() != absence.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected either evidence or why there is none for " + milestone);
    }
  }

  public static LedgerEntry seen(Milestone milestone, Evidence evidence) {
    return new LedgerEntry(milestone, "", Optional.of(evidence), "");
  }

  public static LedgerEntry absent(Milestone milestone, String why) {
    return new LedgerEntry(milestone, "", Optional.empty(), why);
  }

  /** Seen or, without evidence, absent for this reason. */
  public static LedgerEntry of(Milestone milestone, Optional<Evidence> evidence, String otherwise) {
    return evidence
        .map(each -> seen(milestone, each))
        .orElseGet(() -> absent(milestone, otherwise));
  }

  /** The same of one alert. */
  public LedgerEntry of(String alert) {
    return new LedgerEntry(milestone, alert, evidence, absence);
  }

  /** "gateway took it out", "alert ReplicaDown firing". */
  public String name() {
    return subject.isEmpty()
        ? milestone.words()
        : milestone.words().replaceFirst(" ", " " + subject + " ");
  }
}
