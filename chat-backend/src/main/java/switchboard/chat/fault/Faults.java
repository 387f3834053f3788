package switchboard.chat.fault;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.chat.management.Answer;
import switchboard.chat.management.ManagementServer;
import switchboard.chat.management.RequestFields;
import switchboard.chat.store.MessageStore;

/**
 * The faults that are active on this replica: at most one of a kind, a new one takes the place of
 * the old.
 */
public final class Faults {
  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
  private static final String PATH = "/faults";

  private final Vertx vertx;
  private final MessageStore store;
  private final RandomGenerator random = RandomGenerator.getDefault();
  private final Map<String, Active> active = new LinkedHashMap<>();

  private record Active(Fault fault, Instant endsAt, long timer, Runnable undo) {}

  public Faults(Vertx vertx, MessageStore store) {
    this.vertx = vertx;
    this.store = store;
  }

  /** Adds the routes to the management port. */
  public void serve(ManagementServer management) {
    management
        .open(HttpMethod.GET, PATH, body -> list())
        .guarded(
            HttpMethod.PUT,
            PATH,
            body -> {
              start(Fault.parse(RequestFields.parse(body)));
              return list();
            })
        .guarded(
            HttpMethod.DELETE,
            PATH,
            body -> {
              endAll();
              return list();
            });
  }

  /** How long a request has to wait at present. */
  public Duration delay() {
    return find(Fault.Slow.class).map(Fault.Slow::delay).orElse(Duration.ZERO);
  }

  /** Whether the present request is one of those to refuse; asks the dice each time. */
  public boolean strikes() {
    return find(Fault.Errors.class)
        .map(errors -> random.nextInt(100) < errors.percent())
        .orElse(false);
  }

  /** Starts a fault, which ends by itself. */
  public void start(Fault fault) {
    end(fault.kind());
    var undo = take(fault);
    long timer = vertx.setTimer(fault.duration().toMillis(), ended -> end(fault.kind()));
    active.put(fault.kind(), new Active(fault, Instant.now().plus(fault.duration()), timer, undo));
    LOG.warn("Fault started: {}", fault);
  }

  /** Ends every fault at once. */
  public void endAll() {
    for (var kind : active.keySet().toArray(String[]::new)) {
      end(kind);
    }
  }

  private Runnable take(Fault fault) {
    return switch (fault) {
      case Fault.Slow slow -> () -> {};
      case Fault.Errors errors -> () -> {};
      case Fault.CutStore cut -> {
        store.setCut(true);
        yield () -> store.setCut(false);
      }
      case Fault.BurnCpu burn -> new CpuBurner(burn.cores())::stop;
      case Fault.FillMemory fill -> new MemoryFiller(fill.bytes())::stop;
    };
  }

  private void end(String kind) {
    var ended = active.remove(kind);
    if (ended != null) {
      vertx.cancelTimer(ended.timer());
      ended.undo().run();
      LOG.warn("Fault ended: {}", ended.fault());
    }
  }

  private <F extends Fault> Optional<F> find(Class<F> kind) {
    // Asked for every request, so the usual case costs nothing.
    return active.isEmpty()
        ? Optional.empty()
        : active.values().stream()
            .map(Active::fault)
            .filter(kind::isInstance)
            .map(kind::cast)
            .findFirst();
  }

  private Answer list() {
    var faults = new JsonArray();
    for (var each : active.values()) {
      faults.add(each.fault().document().put("endsAt", each.endsAt().toString()));
    }
    return Answer.of(new JsonObject().put("faults", faults));
  }
}
