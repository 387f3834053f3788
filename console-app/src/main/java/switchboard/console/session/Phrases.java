package switchboard.console.session;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import switchboard.console.load.LoadPlan;

/** The phrases of the timeline and the screen for numbers. */
public final class Phrases {
  private Phrases() {}

  /** "1.8 s". */
  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1_000.0);
  }

  /** "1 replica", "3 replicas". */
  public static String replicas(int count) {
    return count == 1 ? "1 replica" : count + " replicas";
  }

  /** "1 simulator", "3 simulators". */
  public static String simulators(int count) {
    return count == 1 ? "1 simulator" : count + " simulators";
  }

  /** "users 0 → 500", or the rate when only that changed; empty when nothing did. */
  static Optional<String> change(LoadPlan before, LoadPlan after) {
    if (before.users() != after.users()) {
      return Optional.of("users " + before.users() + " → " + after.users());
    }
    if (before.messagesPerUserPerMinute() != after.messagesPerUserPerMinute()) {
      return Optional.of(
          String.format(
              Locale.ROOT, "%.1f messages per user/min", after.messagesPerUserPerMinute()));
    }
    return before.equals(after) ? Optional.empty() : Optional.of("load changed");
  }
}
