package switchboard.console.platform.compose.guard;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The containers that a console has paused, or is about to, and until when. Confined to the guard's
 * thread.
 */
final class PausedContainers {
  /** The console itself resumes them in time; a living one that does not is not waited for. */
  static final Duration GRACE = Duration.ofSeconds(5);

  /** After this, whatever the engine says, the next console is left to heal. */
  static final Duration GIVE_UP = Duration.ofMinutes(10);

  private static final Duration RETRY = Duration.ofSeconds(1);

  /** The engine, as far as it matters here. */
  @FunctionalInterface
  interface Engine {
    /**
     * Resumes a container, if it is paused and still in the same life.
     *
     * @return false when it may still be paused
     */
    boolean resume(String id, Instant started);
  }

  private final Engine engine;
  private final InstantSource clock;
  private final Map<String, Hold> holds = new LinkedHashMap<>();

  /**
   * @param due when it is to be resumed, or that is tried again
   * @param givenUp when that is not tried any more
   */
  private record Hold(Instant started, Instant due, Instant givenUp) {}

  PausedContainers(Engine engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /**
   * Takes a line of the console: {@code hold ID STARTED MILLIS} or {@code release ID}.
   *
   * @return what the console is told
   */
  String take(String line) {
    var words = line.split(" ", -1);
    if (words[0].equals("hold")) {
      var due = clock.instant().plus(Duration.ofMillis(Long.parseLong(words[3]))).plus(GRACE);
      holds.put(words[1], new Hold(Instant.parse(words[2]), due, due.plus(GIVE_UP)));
    } else {
      holds.remove(words[1]);
    }
    return line;
  }

  boolean isEmpty() {
    return holds.isEmpty();
  }

  /** How long there is nothing to do, unless the console speaks; empty where that is for ever. */
  Optional<Duration> untilDue() {
    return holds.values().stream()
        .map(Hold::due)
        .min(Instant::compareTo)
        .map(due -> Duration.between(clock.instant(), due))
        .map(left -> left.isNegative() ? Duration.ZERO : left);
  }

  /** The console is gone: everything is due. */
  void consoleIsGone() {
    var now = clock.instant();
    holds.replaceAll((id, hold) -> new Hold(hold.started(), now, now.plus(GIVE_UP)));
  }

  /** Resumes what is due. */
  void resumeDue() {
    var now = clock.instant();
    for (var id : holds.keySet().toArray(String[]::new)) {
      var hold = holds.get(id);
      if (hold.due().isAfter(now)) {
        continue;
      }
      if (engine.resume(id, hold.started()) || !now.isBefore(hold.givenUp())) {
        holds.remove(id);
      } else {
        holds.put(id, new Hold(hold.started(), now.plus(RETRY), hold.givenUp()));
      }
    }
  }
}
