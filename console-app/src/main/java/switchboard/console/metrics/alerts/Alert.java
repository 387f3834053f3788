package switchboard.console.metrics.alerts;

import java.time.Instant;
import java.util.Objects;
import switchboard.console.metrics.Labels;

/**
 * An alert that waits or fires.
 *
 * @param labels its name among them, as {@code alertname}
 * @param activeAt the evaluation at which its condition was first met, by Prometheus' clock
 * @param summary what it says, a sentence; may be empty
 */
public record Alert(Labels labels, State state, Instant activeAt, String summary) {
  /** The label of an alert's name. */
  public static final String NAME = "alertname";

  private static final String INSTANCE = "instance";
  private static final String SEVERITY = "severity";

  /** What an active alert does. */
  public enum State {
    /** Its condition is met, but not for long enough yet. */
    PENDING,
    FIRING
  }

  public Alert {
    Objects.requireNonNull(labels);
    Objects.requireNonNull(state);
    Objects.requireNonNull(activeAt);
    Objects.requireNonNull(summary);
  }

  /** The rule's name: "ReplicaDown". */
  public String name() {
    return labels.get(NAME);
  }

  /** Of which instance it is; empty for one of the whole system. */
  public String instance() {
    return labels.get(INSTANCE);
  }

  public boolean isFiring() {
    return state == State.FIRING;
  }

  /** Whether its rule gives it the highest severity. */
  public boolean isCritical() {
    return labels.get(SEVERITY).equals("critical");
  }

  /** "ReplicaDown of backend-2". */
  public String title() {
    return instance().isEmpty() ? name() : name() + " of " + instance();
  }

  /** Whether it is the same one, in whatever state. */
  public boolean isSameAs(Alert other) {
    return labels.equals(other.labels) && activeAt.equals(other.activeAt);
  }
}
