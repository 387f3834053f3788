package switchboard.chat.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;
import switchboard.chat.management.EventLoop;
import switchboard.chat.testing.StoreServer;

/** Reading the log of all rooms. */
final class TailTest {
  private final Vertx vertx = EventLoop.create();
  private final Context loop = vertx.getOrCreateContext();
  private final List<String> received = new CopyOnWriteArrayList<>();
  private StoreServer server;
  private MessageStore store;

  @BeforeEach
  void start() {
    server = StoreServer.start();
    store = new MessageStore(vertx, server.address(), new Retention(100, Duration.ofHours(1), 100));
  }

  @AfterEach
  void stop() {
    loop.runOnContext(closing -> store.close());
    vertx.close().toCompletionStage().toCompletableFuture().join();
    server.close();
  }

  @Test
  void messageWhoseReceiverFailsIsTheOnlyOneMissed() throws Exception {
    vertx.exceptionHandler(failure -> {});
    var opened = new CompletableFuture<Void>();
    loop.runOnContext(start -> store.open(new Fussy()).onComplete(done -> opened.complete(null)));
    opened.get();
    try (var operator = new Jedis(server.address())) {
      for (var id : List.of("one", "bad", "two", "three")) {
        operator.xadd(
            "log",
            StreamEntryID.NEW_ENTRY,
            Map.of("id", id, "from", "eve", "text", "hi", "at", "5", "room", "lobby", "seq", "1"));
      }
    }

    await().atMost(Duration.ofSeconds(10)).until(() -> received.size() == 3);
    assertThat(received).containsExactly("one", "two", "three");
  }

  /** Fails on one message. */
  private final class Fussy implements MessageStore.Listener {
    @Override
    public void message(String epoch, Message message) {
      if (message.id().equals("bad")) {
        throw new IllegalStateException("a failure of the test's");
      }
      received.add(message.id());
    }

    @Override
    public void announced(String text) {}

    @Override
    public void historyReset() {}

    @Override
    public void unreadableEntry() {}
  }
}
