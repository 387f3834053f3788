package switchboard.chat.fault;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import switchboard.chat.management.Refusal;
import switchboard.chat.management.RequestFields;

/**
 * A fault to inject into this replica: its kind, its strength and the time after which it ends by
 * itself.
 */
public sealed interface Fault {
  /** The bounds of a duration. */
  long SHORTEST_MILLIS = 100;

  long LONGEST_MILLIS = 600_000;

  /** One hour. */
  long MAX_SKEW_MILLIS = 3_600_000;

  /** Between 100 ms and 10 min. */
  Duration duration();

  /** Of what is chosen at random; the same seed chooses the same requests in their order. */
  default long seed() {
    return 0;
  }

  /** The name of the kind in documents. */
  String kind();

  /**
   * This share of requests to the Chat API, and of messages sent over a WebSocket, waits first.
   *
   * @param jitter the most by which a wait is shorter or longer than {@code delay}
   * @param percent more than 0, to 100
   * @param seed of the choice of requests and of their waits
   */
  record Slow(Duration delay, Duration jitter, double percent, long seed, Duration duration)
      implements Fault {
    @Override
    public String kind() {
      return "slow";
    }
  }

  /**
   * This share of requests and of messages sent over a WebSocket is refused with 503.
   *
   * @param percent more than 0, to 100
   * @param seed of the choice of requests
   */
  record Errors(double percent, long seed, Duration duration) implements Fault {
    @Override
    public String kind() {
      return "errors";
    }
  }

  /** The replica cannot reach the store. */
  record CutStore(Duration duration) implements Fault {
    @Override
    public String kind() {
      return "cutStore";
    }
  }

  /** This many cores' worth of CPU time is spent. */
  record BurnCpu(double cores, Duration duration) implements Fault {
    @Override
    public String kind() {
      return "burnCpu";
    }
  }

  /** This much memory is allocated and written to, outside the heap. */
  record FillMemory(long bytes, Duration duration) implements Fault {
    @Override
    public String kind() {
      return "fillMemory";
    }
  }

  /**
   * The replica's clock is wrong, as its service sees it.
   *
   * @param offset by which it is ahead or, when negative, behind
   */
  record SkewClock(Duration offset, Duration duration) implements Fault {
    @Override
    public String kind() {
      return "skewClock";
    }
  }

  /** The event loop stands still: the replica keeps its connections and answers nobody. */
  record Hang(Duration duration) implements Fault {
    @Override
    public String kind() {
      return "hang";
    }
  }

  /** The process ends itself, as one that has failed, once it has answered the request for that. */
  record Crash() implements Fault {
    @Override
    public Duration duration() {
      return Duration.ofMillis(SHORTEST_MILLIS);
    }

    @Override
    public String kind() {
      return "crash";
    }
  }

  /** Reads a fault from a document; refuses one that is not valid, saying which field is wrong. */
  static Fault parse(RequestFields fields) {
    var kind = fields.text("kind");
    if (kind.equals("crash")) {
      fields.only(Set.of("kind"));
      return new Crash();
    }
    var duration =
        Duration.ofMillis(fields.integer("durationMillis", SHORTEST_MILLIS, LONGEST_MILLIS));
    Fault fault =
        switch (kind) {
          case "slow" -> {
            long delay = fields.integer("delayMillis", 1, 30_000);
            yield new Slow(
                Duration.ofMillis(delay),
                Duration.ofMillis(
                    fields.has("jitterMillis") ? fields.integer("jitterMillis", 0, delay) : 0),
                fields.has("percent") ? percent(fields) : 100,
                seed(fields),
                duration);
          }
          case "errors" -> new Errors(percent(fields), seed(fields), duration);
          case "cutStore" -> new CutStore(duration);
          case "burnCpu" -> new BurnCpu(fields.number("cores", 0.05, 64), duration);
          case "fillMemory" ->
              new FillMemory(fields.integer("bytes", 1 << 20, 64L << 30), duration);
          case "skewClock" ->
              new SkewClock(
                  Duration.ofMillis(
                      fields.integer("offsetMillis", -MAX_SKEW_MILLIS, MAX_SKEW_MILLIS)),
                  duration);
          case "hang" -> new Hang(duration);
          default ->
              throw Refusal.malformed(
                  "Field \"kind\": expected slow, errors, cutStore, burnCpu, fillMemory, skewClock,"
                      + " hang or crash.");
        };
    fields.only(fault.document().fieldNames());
    return fault;
  }

  private static double percent(RequestFields fields) {
    return fields.number("percent", 0.1, 100);
  }

  private static long seed(RequestFields fields) {
    return fields.has("seed")
        ? fields.integer("seed", 0, Integer.MAX_VALUE)
        : ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);
  }

  /** The document that {@link #parse} reads. */
  default JsonObject document() {
    var document =
        new JsonObject().put("kind", kind()).put("durationMillis", duration().toMillis());
    return switch (this) {
      case Slow slow ->
          document
              .put("delayMillis", slow.delay().toMillis())
              .put("jitterMillis", slow.jitter().toMillis())
              .put("percent", slow.percent())
              .put("seed", slow.seed());
      case Errors errors -> document.put("percent", errors.percent()).put("seed", errors.seed());
      case CutStore cut -> document;
      case BurnCpu burn -> document.put("cores", burn.cores());
      case FillMemory fill -> document.put("bytes", fill.bytes());
      case SkewClock skew -> document.put("offsetMillis", skew.offset().toMillis());
      case Hang hang -> document;
      case Crash crash -> document;
    };
  }
}
