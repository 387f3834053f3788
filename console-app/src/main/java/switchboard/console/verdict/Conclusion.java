package switchboard.console.verdict;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a {@link Judgement} has come to.
 *
 * @param gate the first that did not hold; empty for a pass, and where {@code early} decided
 * @param early why it ended, or was judged, before its time; empty when it was not
 * @param findings what decides first; empty for a pass
 * @param gates all of them, in order
 */
public record Conclusion(
    Result result,
    Optional<Gate> gate,
    Optional<String> early,
    List<Finding> findings,
    List<GateCheck> gates) {
  public Conclusion {
    Objects.requireNonNull(result);
    Objects.requireNonNull(gate);
    Objects.requireNonNull(early);
    findings = List.copyOf(findings);
    gates = List.copyOf(gates);
  }

  /** Why it did not pass, a sentence each, without a full stop; empty when it passed. */
  public List<String> reasons() {
    var found = findings.stream().map(Finding::sentence);
    return (gate.isPresent()
            ? Stream.concat(found, early.stream())
            : Stream.concat(early.stream(), found))
        .toList();
  }

  /** What decided and what to do, to be read by itself. */
  public String sentence() {
    return gate.map(
            each -> each.title() + ": " + findings.getFirst().sentence() + ". " + advice(each))
        .or(() -> early.map(reason -> reason + "."))
        .orElseGet(this::passed);
  }

  private String passed() {
    return (gates.stream().anyMatch(GateCheck::isRemark)
            ? "Every gate that decides held"
            : "Every gate held")
        + ", and every objective was met.";
  }

  /** "Gate: generator honest. Use fewer users or a lower rate."; empty when no gate decided. */
  public Optional<String> guidance() {
    return gate.map(Conclusion::guidance);
  }

  /** "Gate: generator honest. Use fewer users or a lower rate.". */
  public static String guidance(Gate gate) {
    return "Gate: " + gate.title() + ". " + advice(gate);
  }

  private static String advice(Gate gate) {
    return gate.advice() + ".";
  }
}
