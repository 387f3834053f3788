package switchboard.chat.store;

import java.time.Duration;
import java.util.Locale;

/**
 * How many messages the store keeps, and for how long; see {@link AppendScript} for the effect on
 * its memory.
 *
 * @param perRoom how many messages of a room, at least 1; the store keeps up to a hundred more,
 *     because it frees them in blocks
 * @param age for how long a message, at least a second; it goes within a minute after that
 * @param inLog how many messages of all rooms together wait for replicas to read them, at least
 *     100; a replica that falls behind further fetches the rest room by room
 */
public record Retention(int perRoom, Duration age, int inLog) {
  public Retention {
    if (perRoom < 1 || age.compareTo(Duration.ofSeconds(1)) < 0 || inLog < 100) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%d, %s, %d", perRoom, age, inLog));
    }
  }
}
