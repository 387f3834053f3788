package switchboard.chat;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.chat.config.ChatConfig;
import switchboard.chat.management.Environment;
import switchboard.chat.store.StandInStore;

/**
 * Runs the process's code before it reports ready, so that its first users do not wait for it to be
 * loaded and compiled: it starts a second replica beside its own, on ports of their own and with a
 * {@link StandInStore}, and uses it as users do, over HTTP and WebSockets. The process's own
 * replica, its metrics, its rooms and the store are not affected, and the store need not be reached
 * yet.
 *
 * <p>It goes through everything at least {@value #MIN_ROUNDS} times, where most of the gain is, and
 * up to {@value #MAX_ROUNDS} times within {@link #DEFAULT}. It ends after {@link #LONGEST} at the
 * latest, however busy the machine is. If it fails, the log says so and the process becomes ready
 * all the same.
 */
final class Warmup implements Runnable {
  static final int MIN_ROUNDS = 3;
  static final int MAX_ROUNDS = 50;
  static final Duration DEFAULT = Duration.ofMillis(250);
  static final Duration LONGEST = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(Warmup.class);
  private static final String ROOM = "warm-up";

  private static final Map<String, String> SETTINGS =
      Map.of(
          "PORT", "0",
          "MANAGEMENT_PORT", "0",
          "JWT_SECRET", "known to the warm-up and nobody else",
          "ADMIN_TOKEN", "of the warm-up alone",
          "REPLICA_NAME", "warm-up",
          "CGROUP_ROOT", "",
          "MESSAGES_PER_SECOND", "100000");

  private final long begunNanos = System.nanoTime();
  private final long untilNanos;
  private int rounds;

  /** A warm-up whose time begins now. */
  Warmup() {
    this(LONGEST);
  }

  Warmup(Duration longest) {
    untilNanos = begunNanos + longest.toNanos();
  }

  /** Warms this process up. Call off the event loop, on a thread that may wait. */
  @Override
  public void run() {
    try {
      var store = StandInStore.open();
      var replica = new Replica(ChatConfig.from(settings(store)));
      var started = replica.start();
      try {
        use(await(started), replica.managementPort());
      } finally {
        // Where time is short it ends after its warm-up, in its own order all the same.
        await(started.eventually(replica::stop).onComplete(stopped -> store.close()));
      }
    } catch (IOException | RuntimeException failure) {
      LOG.warn("The warm-up ended early: {}", failure.toString());
    }
    LOG.info(
        "warmed up in {} ms, {} rounds",
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begunNanos),
        rounds);
  }

  /** How many rounds were completed. */
  int rounds() {
    return rounds;
  }

  private static Environment settings(StandInStore store) {
    var settings = new HashMap<String, String>(SETTINGS);
    settings.put("STORE_URL", store.address().toString());
    return new Environment(settings);
  }

  /** The result of a future; fails when the warm-up's time is over before. */
  <T> T await(Future<T> future) throws IOException {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(untilNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failure) {
      throw new IOException(failure.getCause());
    } catch (TimeoutException late) {
      throw new IOException("its time was over", late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }

  private void use(int port, int managementPort) throws IOException {
    try (var http = new LoopbackClient(port, untilNanos);
        var member = new LoopbackClient(port, untilNanos);
        var management = new LoopbackClient(managementPort, untilNanos)) {
      member.upgrade("/ws?room=%s&token=%s".formatted(ROOM, session(http)));
      member.await("welcome");
      while (rounds < MIN_ROUNDS || (rounds < MAX_ROUNDS && isShort())) {
        chat(http, member, port);
        rounds++;
      }
      expect(200, management.request("GET", "/health/ready", null, null));
      expect(200, management.request("GET", "/metrics", null, null));
      member.closeSocket();
    }
  }

  private boolean isShort() {
    return System.nanoTime() - begunNanos < DEFAULT.toNanos();
  }

  /** One round: everything that users do, their mistakes included. */
  private void chat(LoopbackClient http, LoopbackClient member, int port) throws IOException {
    var token = session(http);
    var message =
        String.format(
            Locale.ROOT, "{\"room\":\"%s\",\"id\":\"post-%d\",\"text\":\"One.\"}", ROOM, rounds);
    expect(201, http.request("POST", "/api/messages", token, message));
    member.await("message");
    expect(200, http.request("POST", "/api/messages", token, message));
    var page = "/api/messages?room=" + ROOM;
    expect(200, http.request("GET", page, token, null));
    expect(200, http.request("GET", page + "&limit=5&after=" + rounds, token, null));
    expect(400, http.request("POST", "/api/messages", token, "{"));
    expect(401, http.request("GET", page, "nobody's", null));
    expect(404, http.request("GET", "/", null, null));
    try (var joining = new LoopbackClient(port, untilNanos)) {
      // Two messages a round were stored before this one's first, which is replayed.
      joining.upgrade(
          String.format(Locale.ROOT, "/ws?room=%s&after=%d&token=%s", ROOM, 2 * rounds, token));
      joining.await("welcome");
      joining.await("message");
      joining.sendText(
          String.format(
              Locale.ROOT, "{\"type\":\"send\",\"id\":\"send-%d\",\"text\":\"Two.\"}", rounds));
      joining.await("ack");
      joining.sendText("{");
      joining.await("error");
      joining.sendPing();
      joining.closeSocket();
    }
    member.await("message");
  }

  private static String session(LoopbackClient http) throws IOException {
    var reply = http.request("POST", "/api/session", null, "{\"name\":\"warm-up\"}");
    return new JsonObject(expect(201, reply)).getString("token");
  }

  private static String expect(int status, LoopbackClient.Reply reply) throws IOException {
    if (reply.status() != status) {
      throw new IOException(
          String.format(
              Locale.ROOT, "expected %d, found %d %s", status, reply.status(), reply.body()));
    }
    return reply.body();
  }
}
