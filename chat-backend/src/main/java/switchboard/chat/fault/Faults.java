package switchboard.chat.fault;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.chat.management.Answer;
import switchboard.chat.management.ManagementServer;
import switchboard.chat.management.Refusal;
import switchboard.chat.management.RequestFields;
import switchboard.chat.store.MessageStore;

/**
 * The faults that are active on this replica: at most one of a kind, a new one takes the place of
 * the old.
 */
public final class Faults {
  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
  private static final String PATH = "/faults";
  private static final String KIND = "kind";

  /** Until an answer is on its way. */
  private static final long ANSWER_MILLIS = 20;

  private final Vertx vertx;
  private final MessageStore store;
  private final ServiceClock clock;
  private final Runnable crash;
  private final Counter acted;
  private final Map<String, Active> active = new LinkedHashMap<>();

  private record Active(
      Fault fault, RandomGenerator dice, Instant endsAt, long timer, Runnable undo) {}

  /**
   * No faults yet.
   *
   * @param crash ends the process at once
   */
  public Faults(
      Vertx vertx,
      MessageStore store,
      ServiceClock clock,
      Runnable crash,
      PrometheusRegistry registry) {
    this.vertx = vertx;
    this.store = store;
    this.clock = clock;
    this.crash = crash;
    acted =
        Counter.builder()
            .name("chat_faults_acted_total")
            .help("Requests and messages that a fault slowed or refused.")
            .labelNames("kind")
            .register(registry);
    acted.initLabelValues("slow");
    acted.initLabelValues("errors");
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
            (query, body) -> {
              end(query);
              return list();
            });
  }

  /** Ends the faults of the kinds that a query names or, where it names none, all. */
  private void end(MultiMap query) {
    for (var name : query.names()) {
      if (!name.equals(KIND)) {
        throw Refusal.malformed(
            "Parameter \"%s\": expected \"%s\", or no parameter.".formatted(name, KIND));
      }
    }
    if (query.isEmpty()) {
      endAll();
    } else {
      query.getAll(KIND).forEach(this::end);
    }
  }

  /** How long the present request has to wait; asks the dice each time. */
  public Duration delay() {
    // Asked for every request, so the usual case costs nothing.
    if (active.get("slow")
            instanceof Active(Fault.Slow slow, var dice, var end, var timer, var undo)
        && dice.nextDouble() * 100 < slow.percent()) {
      acted.labelValues(slow.kind()).inc();
      double jitter = slow.jitter().toMillis() * (2 * dice.nextDouble() - 1);
      return slow.delay().plusMillis(Math.round(jitter));
    }
    return Duration.ZERO;
  }

  /** Whether the present request is one of those to refuse; asks the dice each time. */
  public boolean strikes() {
    if (active.get("errors")
            instanceof Active(Fault.Errors errors, var dice, var end, var timer, var undo)
        && dice.nextDouble() * 100 < errors.percent()) {
      acted.labelValues(errors.kind()).inc();
      return true;
    }
    return false;
  }

  /** Starts a fault, which ends by itself. */
  public void start(Fault fault) {
    end(fault.kind());
    var undo = take(fault);
    long timer = vertx.setTimer(fault.duration().toMillis(), ended -> timeOver(fault));
    var dice = new SplittableRandom(fault.seed());
    var endsAt = Instant.now().plus(fault.duration());
    active.put(fault.kind(), new Active(fault, dice, endsAt, timer, undo));
    LOG.warn("Fault started: {}", fault);
  }

  private void timeOver(Fault fault) {
    end(fault.kind());
    if (fault instanceof Fault.Crash) {
      crash.run();
    }
  }

  /** Ends every fault at once, but a hang, in which nothing is heard. */
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
      case Fault.SkewClock skew -> {
        clock.skew(skew.offset());
        yield () -> clock.skew(Duration.ZERO);
      }
      case Fault.Hang hang -> {
        // Once the request for it is answered.
        long timer = vertx.setTimer(ANSWER_MILLIS, answered -> block(hang.duration()));
        yield () -> vertx.cancelTimer(timer);
      }
      case Fault.Crash ends -> () -> {};
    };
  }

  /** Lets the event loop do nothing; the rest of the process goes on. */
  private static void block(Duration duration) {
    try {
      Thread.sleep(duration.minusMillis(ANSWER_MILLIS));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void end(String kind) {
    var ended = active.remove(kind);
    if (ended != null) {
      vertx.cancelTimer(ended.timer());
      ended.undo().run();
      LOG.warn("Fault ended: {}", ended.fault());
    }
  }

  private Answer list() {
    var faults = new JsonArray();
    for (var each : active.values()) {
      faults.add(each.fault().document().put("endsAt", each.endsAt().toString()));
    }
    return Answer.of(
        new JsonObject()
            .put("faults", faults)
            .put("now", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString()));
  }
}
