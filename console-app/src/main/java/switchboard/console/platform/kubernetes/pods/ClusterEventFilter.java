package switchboard.console.platform.kubernetes.pods;

import io.fabric8.kubernetes.api.model.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import switchboard.console.platform.Instance;
import switchboard.console.platform.PlatformEvent;

/**
 * Selects the cluster's events on the system's pods that operators should know and that states
 * alone do not show. Confined to one thread.
 */
final class ClusterEventFilter {
  /** A kubelet repeats itself every few seconds. */
  private static final Duration SILENCE = Duration.ofMinutes(1);

  private static final int LONGEST = 200;

  private static final Set<String> REASONS =
      Set.of(
          "BackOff",
          "Evicted",
          "FailedScheduling",
          "OOMKilling",
          "Failed",
          "FailedMount",
          "Preempted");

  private final Instant from;
  private final Map<String, Instant> reported = new HashMap<>();

  /**
   * @param from what happened earlier is history
   */
  ClusterEventFilter(Instant from) {
    this.from = from;
  }

  /** What to report because of an event, if anything. */
  Optional<PlatformEvent> of(Event event, PodTracker fleet, Instant now) {
    var about = event.getInvolvedObject();
    if (about == null
        || !"Pod".equals(about.getKind())
        || !REASONS.contains(event.getReason())
        || isOfEveryStart(event)
        || at(event).isBefore(from.minusSeconds(1))) {
      return Optional.empty();
    }
    return fleet
        .instanceOf(about.getName())
        .flatMap(name -> instance(fleet, name))
        .filter(instance -> isNew(instance.name() + " " + event.getReason(), now))
        .map(instance -> new PlatformEvent.Noted(now, instance, words(event)));
  }

  /** A claim gets its volume only when a pod wants it. */
  private static boolean isOfEveryStart(Event event) {
    return String.valueOf(event.getMessage()).contains("unbound immediate PersistentVolumeClaims");
  }

  private static Optional<Instance> instance(PodTracker fleet, String name) {
    return fleet.instances().stream().filter(each -> each.name().equals(name)).findFirst();
  }

  private boolean isNew(String what, Instant now) {
    var before = reported.get(what);
    if (before != null && before.plus(SILENCE).isAfter(now)) {
      return false;
    }
    reported.put(what, now);
    return true;
  }

  private static String words(Event event) {
    var message = Optional.ofNullable(event.getMessage()).orElse("").strip();
    var first = message.lines().findFirst().orElse("");
    var said = event.getReason() + (first.isEmpty() ? "" : ": " + first);
    return said.length() <= LONGEST ? said : said.substring(0, LONGEST) + "…";
  }

  /** When it was last seen; old events have one field for that, new ones another. */
  private static Instant at(Event event) {
    if (event.getLastTimestamp() != null) {
      return OffsetDateTime.parse(event.getLastTimestamp()).toInstant();
    }
    if (event.getEventTime() != null && event.getEventTime().getTime() != null) {
      return OffsetDateTime.parse(event.getEventTime().getTime()).toInstant();
    }
    return Instant.MAX;
  }
}
