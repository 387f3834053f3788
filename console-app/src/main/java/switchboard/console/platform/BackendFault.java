package switchboard.console.platform;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A fault that a replica injects into itself, as its management port takes it.
 *
 * @param kind in the words of the backend: {@code slow}
 * @param fields how strong it is, by name: {@code delayMillis}
 * @param lasts 100 ms to 10 min, after which it ends by itself; empty for one that ends the process
 */
public record BackendFault(String kind, Map<String, Object> fields, Optional<Duration> lasts) {
  /** The kind in which a replica hears nothing, not even what is to end it. */
  public static final String HANG = "hang";

  public BackendFault {
    Objects.requireNonNull(kind);
    fields = Map.copyOf(fields);
    Objects.requireNonNull(lasts);
  }

  public BackendFault(String kind, Map<String, Object> fields, Duration lasts) {
    this(kind, fields, Optional.of(lasts));
  }

  /** One that ends the process. */
  public BackendFault(String kind, Map<String, Object> fields) {
    this(kind, fields, Optional.empty());
  }
}
