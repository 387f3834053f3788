package switchboard.console.experiment.progress;

/** What a run is at, in the order in which it comes to it. */
public enum RunPhase {
  LAUNCHING("Launching"),
  /** A system that runs already is brought to rest, and to the size that is asked for. */
  PREPARING("Preparing the running system"),
  CONNECTING("Users are connecting"),
  WARM_UP("Warm-up"),
  BASELINE("Baseline"),
  STEPS("Steps"),
  RECOVERY("Recovery"),
  SETTLING("Settling"),
  ENDED("Ended");

  private final String title;

  RunPhase(String title) {
    this.title = title;
  }

  /** On screen. */
  public String title() {
    return title;
  }

  /** Whether there is a load by now, so that what was seen can be judged. */
  public boolean isLoaded() {
    return compareTo(CONNECTING) >= 0;
  }
}
