package switchboard.console.session.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import switchboard.console.fault.Evidence;
import switchboard.console.fault.LedgerEntry;
import switchboard.console.fault.Milestone;
import switchboard.console.platform.GatewayEvent;

/**
 * When the gateways took a replica out, and in again: the first that took it out, and the last that
 * took it in.
 */
final class GatewayEvidence {
  /** Of gateways that say what they take out. */
  static final String NEVER = "it was never taken out";

  private final List<Absence> absences = new ArrayList<>();
  private final Optional<GatewayEvent> lastOut;

  /** From when until when one gateway did without the replica; empty while it still does. */
  private record Absence(GatewayEvent out, Optional<GatewayEvent> in) {}

  /**
   * @param events those of all gateways, those of each in order of time
   * @param since the fault's beginning
   */
  GatewayEvidence(List<GatewayEvent> events, String replica, Instant since) {
    var ofFault =
        events.stream()
            .filter(each -> each.replica().equals(replica))
            .filter(each -> !each.notAfter().isBefore(since))
            .toList();
    lastOut =
        ofFault.stream()
            .filter(GatewayEvent::out)
            .max(Comparator.comparing(GatewayEvent::notAfter));
    ofFault.stream()
        .collect(Collectors.groupingBy(GatewayEvent::gateway))
        .values()
        .forEach(this::add);
  }

  private void add(List<GatewayEvent> ofOne) {
    ofOne.stream()
        .filter(GatewayEvent::out)
        .findFirst()
        .ifPresent(
            out ->
                absences.add(
                    new Absence(
                        out,
                        ofOne.subList(ofOne.indexOf(out), ofOne.size()).stream()
                            .filter(each -> !each.out())
                            .findFirst())));
  }

  /**
   * When the first gateway took it out.
   *
   * @param otherwise why there is no evidence
   */
  LedgerEntry takenOut(String otherwise) {
    return LedgerEntry.of(
        Milestone.TAKEN_OUT,
        absences.stream()
            .map(Absence::out)
            .min(Comparator.comparing(GatewayEvent::notAfter))
            .map(GatewayEvidence::evidence),
        otherwise);
  }

  /**
   * Until when at least a gateway leaves it out; empty when none has taken it out.
   *
   * @param lasts for how long each does at least
   */
  Optional<Evidence> leftOut(Duration lasts) {
    return lastOut.map(
        out ->
            new Evidence(
                out.notBefore().plus(lasts), out.notAfter().plus(lasts), evidence(out).method()));
  }

  /** When the last gateway took it in, of those that say so. */
  LedgerEntry takenIn() {
    if (absences.isEmpty()) {
      return LedgerEntry.absent(Milestone.TAKEN_IN, NEVER);
    }
    return absences.stream()
        .filter(each -> each.in().isEmpty())
        .findFirst()
        .map(each -> LedgerEntry.absent(Milestone.TAKEN_IN, "not yet by " + each.out().gateway()))
        .orElseGet(
            () ->
                LedgerEntry.of(
                    Milestone.TAKEN_IN,
                    absences.stream()
                        .flatMap(each -> each.in().stream())
                        .max(Comparator.comparing(GatewayEvent::notAfter))
                        .map(GatewayEvidence::evidence),
                    ""));
  }

  private static Evidence evidence(GatewayEvent event) {
    return new Evidence(
        event.notBefore(),
        event.notAfter(),
        event.gateway() + (event.reason().isEmpty() ? "" : ": it " + event.reason()));
  }
}
