package switchboard.console.platform.compose;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.console.platform.Instance;
import switchboard.console.platform.PlatformEvent;
import switchboard.console.platform.base.InstanceEvents;
import switchboard.console.platform.compose.engine.Container;
import switchboard.console.platform.compose.engine.ContainerEvent;
import switchboard.console.platform.compose.engine.DockerEngine;

/**
 * Keeps a {@link ContainerTracker} true to the engine: hears its events, lists again whenever the
 * stream of them restarted, and passes on what happened, in order, from one thread.
 *
 * <p>The engine looks at a container's health every few seconds. To time a start better than that,
 * a component that has just been started is also asked itself, at its address on the project's
 * network. That network is reachable from here where the engine runs on this very Linux; elsewhere,
 * for example with Docker Desktop, a start is timed no finer than the health check's interval.
 */
final class ContainerWatcher implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(ContainerWatcher.class);
  private static final long PROBE_PAUSE_MILLIS = 50;
  private static final long RECONNECT_PAUSE_MILLIS = 500;

  /** Events are asked for from a little before the list, so that none falls between the two. */
  private static final Duration OVERLAP = Duration.ofSeconds(1);

  private final DockerEngine engine;
  private final ReadinessProbe readiness;
  private final Clock clock;
  private final ContainerTracker fleet = new ContainerTracker();
  private final InstanceEvents watched;
  private final Set<Life> probing = ConcurrentHashMap.newKeySet();

  /** Confined to the thread of {@link #watched}. */
  private Instant heardUntil;

  private volatile Optional<Closeable> stream = Optional.empty();
  private volatile boolean closed;

  /** One incarnation of a container. */
  private record Life(String id, Instant startedAt) {
    static Life of(Container container) {
      return new Life(container.id(), container.startedAt());
    }
  }

  ContainerWatcher(
      DockerEngine engine, OkHttpClient http, Clock clock, Consumer<PlatformEvent> events) {
    this.engine = engine;
    readiness = new ReadinessProbe(engine, http);
    this.clock = clock;
    watched = new InstanceEvents("compose", fleet::instances, events);
    heardUntil = clock.instant();
  }

  /** Returns when the first list is in. */
  void start() throws InterruptedException {
    watched.followUp(this::connect);
  }

  ContainerTracker fleet() {
    return fleet;
  }

  /** See {@link InstanceEvents#await}. */
  boolean await(Predicate<List<Instance>> wanted, Duration timeout) throws InterruptedException {
    return watched.await(wanted, timeout);
  }

  /** Lists again, in case something was missed; returns when that is done. */
  void refresh() throws InterruptedException {
    watched.followUp(() -> apply(() -> fleet.seen(engine.containers(), clock.instant())));
  }

  private void connect() {
    var connected = false;
    var reported = false;
    while (!connected && !closed) {
      try {
        stream =
            Optional.of(
                engine.events(
                    heardUntil.minus(OVERLAP),
                    change -> watched.enqueue(() -> hear(change)),
                    () -> watched.enqueue(this::reconnect)));
        var all = engine.containers();
        apply(() -> fleet.seen(all, clock.instant()));
        connected = true;
      } catch (RuntimeException e) {
        closeStream();
        if (!reported) {
          reported = true;
          LOG.warn("Docker Engine does not respond: {}", e.toString());
          apply(() -> fleet.lost(clock.instant()));
        }
        pause(RECONNECT_PAUSE_MILLIS);
      }
    }
  }

  private void reconnect() {
    closeStream();
    if (!closed) {
      connect();
    }
  }

  private void hear(ContainerEvent change) {
    if (change.at().isAfter(heardUntil)) {
      heardUntil = change.at();
    }
    var now = engine.inspect(change.id());
    apply(() -> fleet.changed(change, now));
  }

  /**
   * On the thread of {@link #watched}: changes the fleet, reports the events, and probes what
   * started.
   */
  private void apply(Supplier<List<PlatformEvent>> change) {
    watched.tell(change.get());
    for (var starting : fleet.starting()) {
      if (ReadinessProbe.canAsk(starting) && probing.add(Life.of(starting))) {
        Thread.ofVirtual().name("probe-" + starting.name()).start(() -> probe(starting));
      }
    }
  }

  private void probe(Container container) {
    try {
      probeUntilReady(container);
    } finally {
      probing.remove(Life.of(container));
    }
  }

  /** Asks until it is ready, has ended, or its health check was faster. */
  private void probeUntilReady(Container container) {
    while (!closed && isStarting(container)) {
      try {
        if (readiness.isReady(container)) {
          var at = clock.instant();
          watched.enqueue(() -> apply(() -> fleet.answered(container, at)));
          return;
        }
      } catch (IOException | RuntimeException e) {
        // Not listening yet, or not reachable from here: the health check decides.
      }
      pause(PROBE_PAUSE_MILLIS);
    }
  }

  private boolean isStarting(Container container) {
    return fleet.starting().stream().map(Life::of).anyMatch(Life.of(container)::equals);
  }

  private void closeStream() {
    stream.ifPresent(
        open -> {
          try {
            open.close();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    stream = Optional.empty();
  }

  private static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    closeStream();
    watched.close();
  }
}
