package switchboard.chat.store;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The memory that the store uses, and its limit.
 *
 * @param maxBytes above which it refuses messages; 0 when there is no such limit
 */
public record StoreMemory(long usedBytes, long maxBytes) {
  private static final String USED = "used_memory:";
  private static final String MAX = "maxmemory:";

  /** Reads the store's answer to {@code INFO memory}; empty when it does not say. */
  static Optional<StoreMemory> of(String info) {
    var used = number(info, USED);
    return used.isEmpty()
        ? Optional.empty()
        : Optional.of(new StoreMemory(used.getAsLong(), number(info, MAX).orElse(0)));
  }

  private static OptionalLong number(String info, String name) {
    return info.lines()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.substring(name.length()).strip()))
        .findFirst();
  }
}
