package switchboard.console.platform.compose.engine;

import com.github.dockerjava.api.model.Event;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import switchboard.console.platform.Instance;

/**
 * An event that the engine reported for one container.
 *
 * @param at by the engine's clock
 * @param exitCode of {@link Kind#DIED}, else 0
 */
public record ContainerEvent(Instant at, String id, Kind kind, int exitCode) {

  /** The reports that matter here, by the engine's word for each. */
  public enum Kind {
    STARTED("start"),
    DIED("die"),
    OUT_OF_MEMORY("oom"),
    HEALTHY("health_status: healthy"),
    UNHEALTHY("health_status: unhealthy"),
    PAUSED("pause"),
    UNPAUSED("unpause"),
    UPDATED("update"),
    DESTROYED("destroy");

    private final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  public ContainerEvent {
    Objects.requireNonNull(at);
    Objects.requireNonNull(id);
    Objects.requireNonNull(kind);
  }

  /** Empty for a report that does not matter. */
  static Optional<ContainerEvent> of(Event event) {
    var actor = event.getActor();
    if (actor == null || event.getAction() == null || event.getTimeNano() == null) {
      return Optional.empty();
    }
    var attributes = Optional.ofNullable(actor.getAttributes()).orElse(Map.of());
    if (attributes.getOrDefault(Container.ONE_OFF, "").equalsIgnoreCase("true")) {
      return Optional.empty();
    }
    var at = Instant.ofEpochSecond(0, event.getTimeNano());
    for (var kind : Kind.values()) {
      if (kind.word.equals(event.getAction())) {
        var code = kind == Kind.DIED ? attributes.getOrDefault("exitCode", "") : "0";
        return Optional.of(new ContainerEvent(at, actor.getId(), kind, code(code)));
      }
    }
    return Optional.empty();
  }

  private static int code(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return Instance.Exit.UNKNOWN;
    }
  }
}
