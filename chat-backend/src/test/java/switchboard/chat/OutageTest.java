package switchboard.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.Jedis;
import switchboard.chat.testing.StoreServer;

/** What clients and probes see while the store is away. */
final class OutageTest {
  /** After this long without an answer, a client may consider the replica hung. */
  private static final Duration HUNG = Duration.ofSeconds(2);

  private StoreServer store;
  private Backend backend;
  private String token;

  /** How a store can be out of reach, and come back. */
  enum Outage {
    DEAD {
      @Override
      void begin(StoreServer store) throws Exception {
        store.kill();
      }

      @Override
      void end(StoreServer store) throws Exception {
        store.restart();
      }
    },
    FROZEN {
      @Override
      void begin(StoreServer store) throws Exception {
        store.freeze();
      }

      @Override
      void end(StoreServer store) throws Exception {
        store.unfreeze();
      }
    };

    abstract void begin(StoreServer store) throws Exception;

    abstract void end(StoreServer store) throws Exception;
  }

  @BeforeEach
  void start() {
    store = StoreServer.start();
    backend = Backend.start(store, "first");
    token = backend.token("ada");
  }

  @AfterEach
  void stop() {
    backend.close();
    store.close();
  }

  @ParameterizedTest
  @EnumSource
  void replicaStaysReadyHoweverLongTheStoreIsAwayAndGivesSessionsMeanwhile(Outage outage)
      throws Exception {
    assertThat(readiness()).isEqualTo(200);
    outage.begin(store);
    // The first is refused when the store has been away for as long as an operation waits.
    for (int attempt = 0; attempt < 3; attempt++) {
      var refused = backend.postMessage(token, "lobby", "id-1", "hi");
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).contains("1");
      assertThat(new JsonObject(refused.body()).getString("code")).isEqualTo("store-unavailable");
      assertThat(readiness()).isEqualTo(200);
    }
    assertThat(backend.metric("chat_store_outage_seconds")).isGreaterThan(1);
    assertThat(backend.manage("GET", "/health/live", "").statusCode()).isEqualTo(200);
    assertThat(backend.token("bob")).isNotEmpty();

    outage.end(store);
    await().until(() -> backend.postMessage(token, "lobby", "id-1", "hi").statusCode() < 300);
    await().until(() -> backend.metric("chat_store_outage_seconds") == 0);
  }

  @ParameterizedTest
  @EnumSource
  void everythingIsRefusedInTimeAndTakenAfterwardsOnTheSameSocket(Outage outage) throws Exception {
    var ada = backend.join("lobby", "ada", "");
    ada.first("welcome");
    outage.begin(store);
    var posted = timed(() -> backend.postMessage(token, "lobby", "id-2", "hi"));
    var read = timed(() -> backend.get("/api/messages?room=lobby", token));
    var readAfter = timed(() -> backend.get("/api/messages?room=lobby&after=0", token));
    ada.send("id-1", "hi");

    assertThat(ada.first("error").getString("code")).isEqualTo("store-unavailable");
    assertThat(ada.frames("error").getFirst().getString("id")).isEqualTo("id-1");
    for (var answer : List.of(posted, read, readAfter)) {
      var refused = answer.get(10, TimeUnit.SECONDS);
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    }

    outage.end(store);
    await().until(() -> backend.postMessage(token, "lobby", "id-2", "hi").statusCode() < 300);
    ada.send("id-1", "hi");
    ada.ack("id-1");
    assertThat(ada.seqs(2)).containsExactly(1L, 2L);
  }

  @ParameterizedTest
  @EnumSource
  void joiningMemberIsToldAndWelcomedWhenTheStoreIsBack(Outage outage) throws Exception {
    backend.postMessage(token, "lobby", "id-1", "hi");
    outage.begin(store);
    var ada = backend.join("lobby", "ada", "&after=0");
    var bob = backend.join("lobby", "bob", "&after=0");

    assertThat(ada.first("error").getString("code")).isEqualTo("store-unavailable");
    assertThat(bob.first("error").getString("code")).isEqualTo("store-unavailable");
    ada.send("id-2", "ho");
    await().until(() -> ada.frames("error").size() == 2);
    assertThat(ada.frames("error").getLast().getString("id")).isEqualTo("id-2");
    assertThat(ada.frames("welcome")).isEmpty();
    outage.end(store);

    assertThat(ada.first("welcome").getLong("lastSeq")).isGreaterThanOrEqualTo(1);
    ada.send("id-2", "ho");
    ada.ack("id-2");
    assertThat(ada.seqs(2)).containsExactly(1L, 2L);
    assertThat(bob.seqs(2)).containsExactly(1L, 2L);
    assertThat(ada.frames("error")).hasSize(2);
  }

  @Test
  void manyReadersOfOneRoomAreAllAnsweredInTime() throws Exception {
    store.freeze();
    var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
    // Those that come while the first one waits share its read, and then have one of their own.
    await()
        .until(
            () -> {
              answers.add(timed(() -> backend.get("/api/messages?room=lobby", token)));
              return answers.getFirst().isDone();
            });

    for (var answer : answers) {
      assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(503);
    }
  }

  @Test
  void messageThatTheStoreHasNoMemoryForIsRefusedWithTheReasonUntilItHas() {
    var ada = backend.join("lobby", "ada", "");
    ada.first("welcome");
    try (var operator = new Jedis(store.address())) {
      operator.configSet("maxmemory", "1");
      await().until(() -> backend.metric("chat_store_memory_limit_bytes") == 1);
      assertThat(backend.metric("chat_store_memory_used_bytes")).isGreaterThan(100_000);
      var refused = backend.postMessage(token, "lobby", "id-1", "hi");

      assertThat(refused.statusCode()).isEqualTo(507);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(refused.body()).contains("The store's memory is full.");
      ada.send("id-2", "hi");
      assertThat(ada.first("error").getString("code")).isEqualTo("store-full");
      assertThat(backend.get("/api/messages?room=lobby", token).statusCode()).isEqualTo(200);
      assertThat(readiness()).isEqualTo(200);

      operator.configSet("maxmemory", "0");
    }
    assertThat(backend.postMessage(token, "lobby", "id-1", "hi").statusCode()).isEqualTo(201);
    assertThat(ada.seqs(1)).containsExactly(1L);
  }

  private int readiness() {
    return backend.manage("GET", "/health/ready", "").statusCode();
  }

  /** A request that runs by itself; it fails when a client could take the replica for hung. */
  private static CompletableFuture<HttpResponse<String>> timed(
      Supplier<HttpResponse<String>> request) {
    return CompletableFuture.supplyAsync(
        () -> {
          long started = System.nanoTime();
          var answer = request.get();
          assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(HUNG);
          assertThat(new JsonObject(answer.body()).getInteger("status"))
              .isEqualTo(answer.statusCode());
          return answer;
        },
        Thread::startVirtualThread);
  }
}
