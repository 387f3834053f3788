package switchboard.console.loadtest;

import java.util.Locale;
import java.util.Optional;

/** Load tests to begin with. */
public enum Preset {
  /** Reads, as {@code ab -n 20000 -c 50} does. */
  AB("ab -n 20000 -c 50"),
  /** Reads at a constant rate. */
  RATE("Constant rate"),
  /** Sends messages, by enough users that none exceeds the rate limit of one. */
  MESSAGES("Send messages");

  private final String title;

  Preset(String title) {
    this.title = title;
  }

  /** On screen. */
  public String title() {
    return title;
  }

  /** On the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it sends. */
  public LoadTestPlan plan() {
    return switch (this) {
      case AB ->
          new LoadTestPlan("GET", LoadTestPlan.READ, Optional.empty(), 1, Arrivals.Closed.DEFAULT);
      case RATE ->
          new LoadTestPlan("GET", LoadTestPlan.READ, Optional.empty(), 1, Arrivals.Open.DEFAULT);
      case MESSAGES ->
          new LoadTestPlan(
              "POST",
              LoadTestPlan.SEND,
              Optional.of(LoadTestPlan.MESSAGE),
              500,
              Arrivals.Closed.DEFAULT);
    };
  }
}
