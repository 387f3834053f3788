package switchboard.console.verdict;

/** What has to hold for a pass. The first in this order that does not hold decides the result. */
public enum Gate {
  /** Messages fared as promised. It comes first: a broken promise fails however it was measured. */
  PROMISE("promise kept", "See the logs of that time"),
  GENERATOR("generator honest", "Use fewer users or a lower rate"),
  BOOKS("books closed", "Run it again and see the simulator's log"),
  STEADY("steady before", "Use a longer warm-up"),
  MACHINE("machine quiet", "End other work on this machine and run it again"),
  FAULT_PROVEN("fault proven", "Check the fault's target and strength"),
  UNDO_PROVEN("undo proven", "See the target's log and restore it"),
  EVIDENCE("enough evidence", "Use more users or a longer duration"),
  OBJECTIVES("objectives", "See the charts and the logs of that time");

  private final String title;
  private final String advice;

  Gate(String title, String advice) {
    this.title = title;
    this.advice = advice;
  }

  /** Its name in sentences and in JSON: "generator honest". */
  public String title() {
    return title;
  }

  /** What to do when it does not hold, an imperative without a full stop. */
  public String advice() {
    return advice;
  }
}
