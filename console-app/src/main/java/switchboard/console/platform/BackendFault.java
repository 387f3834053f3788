package switchboard.console.platform;

import java.time.Duration;
import java.util.Map;

/**
 * A fault that a replica injects into itself, as its management port takes it; it ends by itself.
 *
 * @param kind in the words of the backend: {@code slow}
 * @param fields how strong it is, by name: {@code delayMillis}
 * @param lasts 100 ms to 10 min
 */
public record BackendFault(String kind, Map<String, Object> fields, Duration lasts) {
  public BackendFault {
    fields = Map.copyOf(fields);
  }
}
