package switchboard.console.verdict;

/** What has to hold for a pass. The first in this order that does not hold decides the result. */
public enum Gate {
  /** Messages fared as promised. It comes first: a broken promise fails however it was measured. */
  PROMISE(
      "promise kept",
      "no message was lost, duplicated, reordered or renumbered",
      "See the logs of that time"),
  GENERATOR(
      "generator honest",
      "the simulator sent on time and left nothing out",
      "Use fewer users or a lower rate"),
  BOOKS(
      "books closed",
      "every request and every delivery is accounted for",
      "Run it again and see the simulator's log"),
  STEADY("steady before", "nothing drifted before the first fault", "Use a longer warm-up"),
  MACHINE(
      "machine quiet",
      "nothing else wanted the machine's CPU",
      "End other work on this machine and run it again"),
  FAULT_PROVEN(
      "fault proven",
      "every fault was seen to act on its target",
      "Check the fault's target and strength"),
  UNDO_PROVEN(
      "undo proven",
      "what was broken was seen to be whole again",
      "See the target's log and restore it"),
  EVIDENCE(
      "enough evidence",
      "there were as many samples as each objective needs",
      "Use more users or a longer duration"),
  OBJECTIVES("objectives", "each of them was met", "See the charts and the logs of that time");

  private final String title;
  private final String meaning;
  private final String advice;

  Gate(String title, String meaning, String advice) {
    this.title = title;
    this.meaning = meaning;
    this.advice = advice;
  }

  /** Its name in sentences and in JSON: "generator honest". */
  public String title() {
    return title;
  }

  /** What is so when it holds, after "holds when". */
  public String meaning() {
    return meaning;
  }

  /** What to do when it does not hold, an imperative without a full stop. */
  public String advice() {
    return advice;
  }
}
