package switchboard.console.ui.faults;

import switchboard.console.fault.LedgerEntry;
import switchboard.console.text.Bounds;
import switchboard.console.text.Format;

/**
 * One line of a detection ledger as it is shown.
 *
 * @param time "12:04:10.4"; a dash when it did not happen or is not known
 * @param bounds "10.1 – 10.4 s"; may be empty
 * @param method how it is known or, without a time, why there is none
 */
record LedgerRow(String name, String time, String bounds, String method) {
  static LedgerRow of(LedgerEntry entry) {
    return entry
        .evidence()
        .map(
            seen -> {
              var moment = Bounds.moment(seen.notBefore(), seen.notAfter());
              return new LedgerRow(entry.name(), moment.figure(), moment.bounds(), seen.method());
            })
        .orElseGet(() -> new LedgerRow(entry.name(), Format.MISSING.number(), "", entry.absence()));
  }
}
