package switchboard.chat.fault;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import switchboard.chat.management.Refusal;
import switchboard.chat.management.RequestFields;

/**
 * A fault to inject into this replica: its kind, its strength and the time after which it ends by
 * itself.
 */
public sealed interface Fault {
  /** Between 100 ms and 10 min. */
  Duration duration();

  /** The name of the kind in documents. */
  String kind();

  /**
   * Every request to the Chat API, and every message sent over a WebSocket, waits this long first.
   */
  record Slow(Duration delay, Duration duration) implements Fault {
    @Override
    public String kind() {
      return "slow";
    }
  }

  /** This share of requests and of messages sent over a WebSocket is refused with 503. */
  record Errors(int percent, Duration duration) implements Fault {
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

  /** This many threads compute without pause. */
  record BurnCpu(int cores, Duration duration) implements Fault {
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

  /** Reads a fault from a document; refuses one that is not valid, saying which field is wrong. */
  static Fault parse(RequestFields fields) {
    var duration = Duration.ofMillis(fields.integer("durationMillis", 100, 600_000));
    Fault fault =
        switch (fields.text("kind")) {
          case "slow" ->
              new Slow(Duration.ofMillis(fields.integer("delayMillis", 1, 30_000)), duration);
          case "errors" -> new Errors((int) fields.integer("percent", 1, 100), duration);
          case "cutStore" -> new CutStore(duration);
          case "burnCpu" -> new BurnCpu((int) fields.integer("cores", 1, 64), duration);
          case "fillMemory" ->
              new FillMemory(fields.integer("bytes", 1 << 20, 64L << 30), duration);
          default ->
              throw Refusal.malformed(
                  "Field \"kind\": expected slow, errors, cutStore, burnCpu or fillMemory.");
        };
    fields.only(fault.document().fieldNames());
    return fault;
  }

  /** The document that {@link #parse} reads. */
  default JsonObject document() {
    var document =
        new JsonObject().put("kind", kind()).put("durationMillis", duration().toMillis());
    return switch (this) {
      case Slow slow -> document.put("delayMillis", slow.delay().toMillis());
      case Errors errors -> document.put("percent", errors.percent());
      case CutStore cut -> document;
      case BurnCpu burn -> document.put("cores", burn.cores());
      case FillMemory fill -> document.put("bytes", fill.bytes());
    };
  }
}
