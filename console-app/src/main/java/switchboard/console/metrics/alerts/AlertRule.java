package switchboard.console.metrics.alerts;

import java.time.Duration;
import java.util.Objects;

/**
 * A rule of alerts.
 *
 * @param interval between its evaluations
 * @param holdsFor how long its condition has to be met until it fires; zero for at once
 */
public record AlertRule(String name, Duration interval, Duration holdsFor) {
  public AlertRule {
    Objects.requireNonNull(name);
    Objects.requireNonNull(interval);
    Objects.requireNonNull(holdsFor);
  }
}
