package switchboard.console.fault.proof;

/**
 * What a look for a symptom has found.
 *
 * @param words what was measured, to be read by the operator: "server-side mean rose by 198 ms"
 */
public record ProofFinding(Sign sign, String words) {
  /** Whether the symptom is there. */
  public enum Sign {
    PRESENT,
    ABSENT,
    /** What was seen does not tell: there were no requests, or it did not answer. */
    UNKNOWN
  }

  /** Nothing that tells was seen. */
  public static final ProofFinding UNKNOWN = new ProofFinding(Sign.UNKNOWN, "");

  /** It is there. */
  public static ProofFinding present(String words) {
    return new ProofFinding(Sign.PRESENT, words);
  }

  /** It is not there. */
  public static ProofFinding absent(String words) {
    return new ProofFinding(Sign.ABSENT, words);
  }

  public boolean isPresent() {
    return sign == Sign.PRESENT;
  }

  public boolean isAbsent() {
    return sign == Sign.ABSENT;
  }
}
