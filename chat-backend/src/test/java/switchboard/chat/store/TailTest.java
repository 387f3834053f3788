package switchboard.chat.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.StreamEntryID;
import switchboard.chat.management.EventLoop;
import switchboard.chat.store.connection.StoreAddress;
import switchboard.chat.testing.StoreServer;

/** Reading the log of all rooms. */
final class TailTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Pattern READER = Pattern.compile("id=([0-9]+) .* flags=b .* cmd=xread ");
  private static final Pattern READS = Pattern.compile("cmdstat_xread:calls=([0-9]+)");
  private static final Pattern REFUSED_READS =
      Pattern.compile("cmdstat_xread:.*failed_calls=([0-9]+)");

  private final Vertx vertx = EventLoop.create();
  private final Context loop = vertx.getOrCreateContext();
  private final List<String> received = new CopyOnWriteArrayList<>();
  private StoreServer server;
  private Jedis operator;
  private MessageStore store;

  @BeforeEach
  void start() {
    server = StoreServer.start();
    operator = new Jedis(server.address());
    store =
        new MessageStore(
            vertx,
            new StoreAddress(server.address(), Optional.empty()),
            new Retention(100, Duration.ofHours(1), 100));
  }

  @AfterEach
  void stop() {
    loop.runOnContext(closing -> store.close());
    vertx.close().toCompletionStage().toCompletableFuture().join();
    operator.close();
    server.close();
  }

  @Test
  void messageWhoseReceiverFailsIsTheOnlyOneMissed() {
    vertx.exceptionHandler(failure -> {});
    open();
    for (var id : List.of("one", "bad", "two", "three")) {
      add(StreamEntryID.NEW_ENTRY, id);
    }

    assertReceived("one", "two", "three");
  }

  @Test
  void logThatWasSomethingElseForAWhileIsReadOnAfterwards() {
    open();
    add(StreamEntryID.NEW_ENTRY, "one");
    assertReceived("one");
    operator.del("log");
    operator.set("log", "no stream");
    await().atMost(TIMEOUT).until(() -> count(REFUSED_READS) > 0);
    operator.del("log");
    add(StreamEntryID.NEW_ENTRY, "two");

    assertReceived("one", "two");
  }

  @Test
  void connectionThatTookThePlaceOfALostOneIsKept() {
    open();
    var lost = reader("");
    operator.sendCommand(Protocol.Command.CLIENT, "KILL", "ID", lost);
    var next = reader(lost);
    long before = count(READS);

    await().atMost(TIMEOUT).until(() -> count(READS) > before + 3);
    assertThat(reader(lost)).isEqualTo(next);
  }

  /** The id of the connection that waits for entries, another than the one that was lost. */
  private String reader(String lost) {
    return await()
        .atMost(TIMEOUT)
        .until(
            () -> {
              var found = READER.matcher(operator.clientList());
              return found.find() ? found.group(1) : lost;
            },
            id -> !id.equals(lost));
  }

  @Test
  void logThatIsReplacedIsReadFromItsBeginningThoughALaterEntryComes() {
    var late = new StreamEntryID(9_999_999_999_999L, 0);
    add(late, "before the start");
    open();
    operator.del("log");
    add(new StreamEntryID(5, 0), "one");
    run(
        () -> {
          store.checkHistory();
          // On the same connection.
          return store.state("lobby");
        });
    add(new StreamEntryID(late.getTime(), 1), "two");

    assertReceived("one", "two");
  }

  private void open() {
    run(() -> store.open(new Fussy()));
  }

  private void run(Supplier<Future<?>> action) {
    EventLoop.run(loop, () -> action.get().mapEmpty())
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(10, TimeUnit.SECONDS)
        .join();
  }

  private void add(StreamEntryID entry, String id) {
    operator.xadd(
        "log",
        entry,
        Map.of("id", id, "from", "eve", "text", "hi", "at", "5", "room", "lobby", "seq", "1"));
  }

  private void assertReceived(String... ids) {
    await().atMost(TIMEOUT).until(() -> received.size() >= ids.length);
    assertThat(received).containsExactly(ids);
  }

  /** A number that the store counts. */
  private long count(Pattern name) {
    var found = name.matcher(operator.info("commandstats"));
    return found.find() ? Long.parseLong(found.group(1)) : 0;
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
