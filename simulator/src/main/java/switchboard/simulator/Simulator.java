package switchboard.simulator;

import io.prometheus.metrics.instrumentation.jvm.JvmBufferPoolMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmClassLoadingMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmRuntimeInfoMetric;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import switchboard.simulator.books.DeliveryChecker;
import switchboard.simulator.control.ControlServer;
import switchboard.simulator.control.Counts;
import switchboard.simulator.control.Histograms;
import switchboard.simulator.endpoint.Endpoint;
import switchboard.simulator.loadtest.LoadTests;
import switchboard.simulator.measure.Stats;
import switchboard.simulator.schedule.Schedule;
import switchboard.simulator.swarm.ChatServer;
import switchboard.simulator.swarm.Load;
import switchboard.simulator.swarm.Swarm;

/** Wires one simulator's components, which run on one event loop. */
final class Simulator {
  private static final int RADIX = 36;

  private final SimulatorConfig config;
  private final Vertx vertx;
  private final ContextInternal loop;
  private final ChatServer server;
  private final Swarm swarm;
  private final ControlServer control;

  /**
   * Starts nothing yet.
   *
   * @throws Load.Rejected when the users do not fit the limit of open files
   */
  Simulator(SimulatorConfig config, OpenFiles files) {
    this(config, files, ChatServer.TIMEOUT);
  }

  /**
   * Starts nothing yet.
   *
   * @param timeout of a user's attempt to open a socket
   */
  Simulator(SimulatorConfig config, OpenFiles files, Duration timeout) {
    this.config = config;
    var now = Instant.now();
    var registry = new PrometheusRegistry();
    var stats = new Stats(now, Histograms.register(registry));
    var books = new DeliveryChecker(System.nanoTime());
    vertx =
        Vertx.vertx(
            new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(2)
                .setInternalBlockingPoolSize(2));
    // Vert.x timers count whole milliseconds, which is as long as a delivery takes; Netty's do not.
    loop = (ContextInternal) vertx.getOrCreateContext();
    var schedule = new Schedule(loop.nettyEventLoop(), stats::late);
    var endpoint =
        new Endpoint(config.server(), end -> loop.runOnContext(go -> stats.certificateSeen(end)));
    server = new ChatServer(vertx, endpoint, timeout, config.loadToken());
    swarm =
        new Swarm(
            run(now, config.name()),
            server,
            schedule,
            books,
            stats,
            RandomGenerator.of("L64X128MixRandom"),
            files.mostUsers(),
            config.load());
    var loadTests = new LoadTests(vertx, schedule, endpoint, config.loadToken());
    Counts.register(registry, swarm, stats, books);
    var process = new PrometheusRegistry();
    registerJvm(process);
    control =
        new ControlServer(
            vertx,
            swarm,
            stats,
            books,
            loadTests,
            registry,
            process,
            () -> files.spare(swarm.load().users()));
  }

  /** The name besides the time, since several simulators may be started in one millisecond. */
  private static String run(Instant start, String name) {
    var time = Long.toString(start.toEpochMilli(), RADIX);
    return name.isEmpty() ? time : time + "-" + name;
  }

  /** All but the threads: their search for deadlocks stops the JVM at every scrape. */
  private static void registerJvm(PrometheusRegistry registry) {
    ProcessMetrics.builder().register(registry);
    JvmRuntimeInfoMetric.builder().register(registry);
    JvmMemoryMetrics.builder().register(registry);
    JvmBufferPoolMetrics.builder().register(registry);
    JvmGarbageCollectorMetrics.builder().register(registry);
    JvmClassLoadingMetrics.builder().register(registry);
  }

  /** Binds the control port, then lets users join; the port. */
  Future<Integer> start() {
    return onLoop(
        () -> control.listen(config.host(), config.port()).onSuccess(port -> swarm.start()));
  }

  /** Closes the users' sockets, then everything. */
  Future<Void> close() {
    // The result must not belong to the event loop, which is gone by the time there is one.
    Promise<Void> closed = Promise.promise();
    onLoop(control::close)
        .eventually(() -> onLoop(swarm::close))
        .eventually(server::close)
        .onComplete(done -> vertx.close().onComplete(closed));
    return closed.future();
  }

  private <T> Future<T> onLoop(Callable<Future<T>> action) {
    Promise<T> promise = loop.promise();
    loop.runOnContext(
        start -> {
          try {
            action.call().onComplete(promise);
          } catch (Exception e) {
            promise.fail(e);
          }
        });
    return promise.future();
  }
}
