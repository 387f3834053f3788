package switchboard.console.session.ledger;

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
  private final List<Absence> absences = new ArrayList<>();

  /** From when until when one gateway did without the replica; empty while it still does. */
  private record Absence(GatewayEvent out, Optional<GatewayEvent> in) {}

  /**
   * @param events those of all gateways, those of each in order of time
   * @param since the fault's beginning
   */
  GatewayEvidence(List<GatewayEvent> events, String replica, Instant since) {
    var byGateway =
        events.stream()
            .filter(each -> each.replica().equals(replica))
            .filter(each -> !each.notAfter().isBefore(since))
            .collect(Collectors.groupingBy(GatewayEvent::gateway));
    byGateway.values().forEach(this::add);
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

  LedgerEntry takenOut() {
    return LedgerEntry.of(
        Milestone.TAKEN_OUT,
        absences.stream()
            .map(Absence::out)
            .min(Comparator.comparing(GatewayEvent::notAfter))
            .map(GatewayEvidence::evidence),
        "it was never taken out");
  }

  LedgerEntry takenIn() {
    if (absences.isEmpty()) {
      return LedgerEntry.absent(Milestone.TAKEN_IN, "it was never taken out");
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
