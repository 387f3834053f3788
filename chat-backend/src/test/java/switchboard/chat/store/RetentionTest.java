package switchboard.chat.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import switchboard.chat.management.EventLoop;
import switchboard.chat.store.connection.StoreAddress;
import switchboard.chat.testing.StoreServer;

/** The retention of messages in the store. */
final class RetentionTest {
  private static final Duration AGE = Duration.ofHours(1);
  private static final NewRooms ANY_ROOM = new NewRooms(true, 1_000);
  private static final int PER_ROOM = 150;
  private static final int IN_LOG = 300;

  private final Vertx vertx = EventLoop.create();
  private final Context loop = vertx.getOrCreateContext();
  private final List<Message> received = new CopyOnWriteArrayList<>();
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private StoreServer server;
  private Jedis operator;
  private MessageStore store;

  @BeforeEach
  void start() {
    server = StoreServer.start();
    operator = new Jedis(server.address());
    store = open(new Retention(PER_ROOM, AGE, IN_LOG));
  }

  @AfterEach
  void stop() {
    onLoop(
        () -> {
          store.close();
          return Future.succeededFuture();
        });
    vertx.close().toCompletionStage().toCompletableFuture().join();
    operator.close();
    server.close();
  }

  @Test
  void roomAndLogKeepAboutAsManyMessagesAsSaid() {
    for (int i = 1; i <= 700; i++) {
      append("lobby", "id-" + i, now);
    }

    // The store frees whole blocks of at most a hundred.
    assertThat(operator.xlen("room:lobby")).isBetween((long) PER_ROOM, PER_ROOM + 100L);
    assertThat(operator.xlen("log")).isBetween((long) IN_LOG, IN_LOG + 100L);
    await().until(() -> received.size() == 700);
  }

  @Test
  void oldMessagesGoAndYoungOnesStay() {
    for (int i = 1; i <= 250; i++) {
      append("mixed", "id-" + i, i <= 240 ? now.minus(AGE).minusSeconds(1) : now);
    }
    sweep();

    await()
        .untilAsserted(
            () ->
                assertThat(onLoop(() -> store.after("mixed", 0, 200)).messages())
                    .extracting(Message::seq)
                    .containsExactly(241L, 242L, 243L, 244L, 245L, 246L, 247L, 248L, 249L, 250L));
  }

  @Test
  void roomThatNobodyUsedLeavesOnlyItsLastSeqWhichGoesOn() {
    for (int i = 1; i <= 30; i++) {
      append("old-" + i, "id-1", now.minus(AGE).minusSeconds(1));
    }
    append("used", "id-1", now);
    sweep();

    await().until(() -> operator.zcard("rooms") == 1);
    assertThat(operator.keys("room:*")).containsExactly("room:used");
    assertThat(operator.keys("seq:*")).hasSize(31);
    assertThat(append("old-7", "id-2", now).seq()).isEqualTo(2);
  }

  @Test
  void logForgetsWhatIsOldEvenIfNothingNewComes() {
    onLoop(
        () -> {
          store.close();
          return Future.succeededFuture();
        });
    store = open(new Retention(PER_ROOM, Duration.ofSeconds(1), IN_LOG));
    append("lobby", "id-1", now);

    await()
        .until(
            () -> {
              sweep();
              return operator.xlen("log") == 0;
            });
    append("lobby", "id-2", Instant.now());
    await().until(() -> !received.isEmpty() && received.getLast().id().equals("id-2"));
  }

  @Test
  void sweepGoesOnAfterTheStoreWasAway() throws Exception {
    append("old", "id-1", now.minus(AGE).minusSeconds(1));
    server.kill();
    sweep();
    server.restart();

    await()
        .until(
            () -> {
              sweep();
              return operator().zcard("rooms") == 0;
            });
  }

  private final class Receiver implements MessageStore.Listener {
    @Override
    public void message(String epoch, Message message) {
      received.add(message);
    }

    @Override
    public void announced(String text) {}

    @Override
    public void historyReset() {}

    @Override
    public void unreadableEntry() {}
  }

  private Jedis operator() {
    operator.close();
    operator = new Jedis(server.address());
    return operator;
  }

  private MessageStore open(Retention retention) {
    return onLoop(
        () -> {
          var fresh =
              new MessageStore(
                  vertx, new StoreAddress(server.replicaAddress(), Optional.empty()), retention);
          return fresh.open(new Receiver()).map(fresh);
        });
  }

  private AppendResult append(String room, String id, Instant at) {
    return onLoop(() -> store.append(new NewMessage(room, id, "ada", "hi", at), ANY_ROOM));
  }

  private void sweep() {
    onLoop(
        () -> {
          store.sweep();
          return Future.succeededFuture();
        });
  }

  private <T> T onLoop(Supplier<Future<T>> action) {
    Promise<T> promise = Promise.promise();
    loop.runOnContext(start -> action.get().onComplete(promise));
    return promise
        .future()
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(10, TimeUnit.SECONDS)
        .join();
  }
}
