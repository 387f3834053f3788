package switchboard.console.fault;

/** What a detection ledger has a line for, in its order. */
public enum Milestone {
  INJECTED("injected"),
  PROVEN("proven"),
  FIRST_FAILED("first failed request"),
  FIRST_SLOW("first slow request"),
  TAKEN_OUT("gateway took it out"),
  SCRAPE_FAILED("up == 0"),
  ALERT_PENDING("alert pending"),
  ALERT_FIRING("alert firing"),
  NEW_PROCESS("new process"),
  READY("ready"),
  TAKEN_IN("gateway took it in"),
  P99_BACK("p99 back in band"),
  USERS_EVEN("users evenly spread"),
  UNDONE("undo proven");

  private final String words;

  Milestone(String words) {
    this.words = words;
  }

  /** As it stands in the ledger: "gateway took it out". */
  public String words() {
    return words;
  }

  /** Whether it is how somebody noticed the fault, rather than a part of it or of its end. */
  boolean isDetection() {
    return switch (this) {
      case FIRST_FAILED, FIRST_SLOW, TAKEN_OUT, SCRAPE_FAILED, ALERT_FIRING -> true;
      case INJECTED,
          PROVEN,
          ALERT_PENDING,
          NEW_PROCESS,
          READY,
          TAKEN_IN,
          P99_BACK,
          USERS_EVEN,
          UNDONE ->
          false;
    };
  }
}
