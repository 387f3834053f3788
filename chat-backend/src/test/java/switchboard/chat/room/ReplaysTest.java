package switchboard.chat.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import switchboard.chat.config.Limits;
import switchboard.chat.management.EventLoop;
import switchboard.chat.metrics.ChatMetrics;
import switchboard.chat.request.AddressLimits;
import switchboard.chat.request.Caller;
import switchboard.chat.request.FairQueue;

/** Reads for members who catch up are bounded as pages are; they wait instead of being refused. */
final class ReplaysTest {
  private static final int MEBIBYTE = 1024 * 1024;

  private final AtomicLong nanoTime = new AtomicLong();
  private final Vertx vertx = EventLoop.create();
  private final Context loop = vertx.getOrCreateContext();

  /** Held, because Vert.x closes the connections of a client that is garbage. */
  private final WebSocketClient client = vertx.createWebSocketClient();

  private final List<Promise<String>> reads = new ArrayList<>();
  private AddressLimits limits;
  private Replays replays;
  private Session ada;
  private Session bob;

  @BeforeEach
  void start() throws Exception {
    limits = new AddressLimits(new AddressLimits.Settings(1, 1, 1), nanoTime::get);
    var queue =
        onLoop(() -> new FairQueue(vertx, new FairQueue.Bounds(1, 1, 1, Duration.ofMinutes(1))));
    replays = new Replays(vertx, queue, limits);
    ada = session(new Caller("ada", "1", false));
    bob = session(new Caller("bob", "2", false));
  }

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  @Test
  void memberWhoseAddressHasReadTooMuchWaitsUntilItMayReadAgain() throws Exception {
    onLoop(
        () -> {
          replays.written(ada, 9 * MEBIBYTE);
          return replays.read(ada, this::read);
        });
    assertThat(onLoop(reads::size)).isZero();
    var bobs = onLoop(() -> replays.read(bob, this::read));
    assertThat(onLoop(reads::size)).as("another address").isEqualTo(1);
    onLoop(() -> reads.getFirst().tryComplete("bob's"));
    assertThat(bobs.result()).isEqualTo("bob's");

    nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(2));

    assertThat(onLoop(() -> replays.read(ada, this::read)).isComplete()).isFalse();
    assertThat(onLoop(reads::size)).isEqualTo(2);
  }

  @Test
  void whatAMemberCatchesUpWithCountsAsReadFromItsAddress() throws Exception {
    onLoop(
        () -> {
          replays.written(ada, 9 * MEBIBYTE);
          return null;
        });

    assertThat(onLoop(() -> limits.mayRead(ada.caller()))).isFalse();
    assertThat(onLoop(() -> limits.mayRead(bob.caller()))).isTrue();
  }

  @Test
  void onlySoManyReadAtOnceAndTheOthersWaitHoweverManyTheyAre() throws Exception {
    onLoop(
        () -> {
          for (int i = 0; i < 5; i++) {
            var _ = replays.read(ada, this::read);
          }
          return null;
        });
    for (int ended = 0; ended < 5; ended++) {
      int next = ended;
      assertThat(onLoop(reads::size)).isEqualTo(ended + 1);
      onLoop(() -> reads.get(next).tryComplete("read"));
    }
  }

  private Future<String> read() {
    reads.add(Promise.promise());
    return reads.getLast().future();
  }

  /** With a real socket, which is open. */
  private Session session(Caller caller) throws Exception {
    var accepted = new CompletableFuture<ServerWebSocket>();
    var server =
        vertx
            .createHttpServer()
            .webSocketHandler(accepted::complete)
            .listen(0, "127.0.0.1")
            .await(10, TimeUnit.SECONDS);
    client
        .connect(
            new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(server.actualPort())
                .setURI("/"))
        .await(10, TimeUnit.SECONDS);
    return new Session(
        vertx,
        accepted.get(10, TimeUnit.SECONDS),
        caller,
        "lobby",
        null,
        null,
        new InFlight(),
        new ChatMetrics(new PrometheusRegistry(), InstantSource.system()),
        Limits.DEFAULT);
  }

  private <T> T onLoop(Callable<T> action) throws Exception {
    var done = new CompletableFuture<T>();
    loop.runOnContext(
        go -> {
          try {
            done.complete(action.call());
          } catch (Exception failure) {
            done.completeExceptionally(failure);
          }
        });
    return done.get(10, TimeUnit.SECONDS);
  }
}
