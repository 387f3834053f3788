package switchboard.chat.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;
import switchboard.chat.management.EventLoop;
import switchboard.chat.store.connection.StoreAddress;
import switchboard.chat.store.connection.StoreUnavailable;
import switchboard.chat.testing.StoreServer;
import switchboard.chat.testing.StoreTap;

/** What a replica knows of the history when it hears of it in several ways at once. */
final class HistoryTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Pattern CHECKS = Pattern.compile("cmdstat_eval:calls=([0-9]+)");

  private final Vertx vertx = EventLoop.create();
  private final Context loop = vertx.getOrCreateContext();
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final AtomicInteger resets = new AtomicInteger();
  private final Refusals refusals = new Refusals();
  private StoreServer server;
  private StoreTap tap;
  private Jedis operator;
  private MessageStore store;
  private String epoch;

  /** What is logged about checks that the store refuses. */
  private static final class Refusals extends Handler {
    private final List<String> messages = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord entry) {
      if (entry.getMessage().startsWith("The store refuses")) {
        messages.add(entry.getMessage());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void start() {
    Logger.getLogger("").addHandler(refusals);
    server = StoreServer.start();
    tap = StoreTap.on(server);
    operator = new Jedis(server.address());
    store =
        new MessageStore(
            vertx,
            new StoreAddress(URI.create(tap.address()), Optional.empty()),
            new Retention(100, Duration.ofHours(1), 100));
  }

  @AfterEach
  void stop() {
    loop.runOnContext(closing -> store.close());
    vertx.close().toCompletionStage().toCompletableFuture().join();
    operator.close();
    tap.close();
    server.close();
    Logger.getLogger("").removeHandler(refusals);
  }

  @Test
  void lossThatOnlyTheCountShowsIsNoticedByAReader() {
    open();
    operator.set("count", "10");
    read();

    operator.set("count", "9");
    read();

    awaitReset();

    operator.set("count", "8");
    read();

    await().atMost(TIMEOUT).until(() -> resets.get() == 2);
  }

  @Test
  void whatWasWrittenSinceALossIsOfTheEpochThatAReaderBegins() {
    open();
    operator.set("count", "10");
    read();
    var begun = new CompletableFuture<Void>();
    // Until then the log brings nothing.
    tap.after(
        sent -> sent.startsWith("XREAD "),
        () -> {
          operator.set("count", "9");
          add("one", 9);
          read();
          awaitReset();
          begun.complete(null);
        });
    begun.orTimeout(10, TimeUnit.SECONDS).join();

    assertThat(operator.get("epoch:lobby")).isEqualTo(operator.get("epoch") + " 0");
  }

  @Test
  void epochThatAnotherReplicaHasBegunIsFollowedThoughItsCountIsLower() {
    open();
    operator.set("count", "10");
    read();

    operator.set("count", "9");
    operator.set("epoch", "another");
    read();
    read();

    assertThat(resets).hasValue(1);
    assertThat(operator.get("epoch")).isEqualTo("another");
  }

  @Test
  void epochThatThisReplicaHasLeftBeginsAnotherWhenAReaderFindsItAgain() {
    open();
    operator.set("epoch", "another");
    read();
    // The check that this causes is answered.
    read();
    assertThat(resets).hasValue(1);

    operator.set("epoch", epoch);
    read();

    await().atMost(TIMEOUT).until(() -> resets.get() == 2);
    assertThat(operator.get("epoch")).isNotIn(epoch, "another");
  }

  @Test
  void logOfAnEpochThatAReaderFindsIsReadFromItsBeginningThoughItsClockIsBehind() {
    operator.xadd("log", new StreamEntryID(9_999_999_999_999L, 0), Map.of("x", "y"));
    open();
    operator.flushAll();
    operator.set("epoch", "another");
    operator.xadd("log", new StreamEntryID(5, 0), message("one"));
    read();

    awaitReceived("one");
    assertThat(resets).hasValue(1);
  }

  @Test
  void logOfANewEpochIsReadFromItsPresentEndWhereItEndsBeforeWhatWasRead() {
    operator.xadd("log", new StreamEntryID(9_999_999_999_999L, 0), Map.of("x", "y"));
    open();
    operator.flushAll();
    operator.set("epoch", "another");
    operator.xadd("log", new StreamEntryID(5, 0), message("one"));
    check();
    read();
    operator.xadd("log", new StreamEntryID(5, 1), message("two"));

    awaitReceived("two");
    assertThat(resets).hasValue(1);
  }

  @Test
  void checksEndOnceTheLastThatWasAskedForIsAnswered() {
    open();
    run(
        () -> {
          store.checkHistory();
          store.checkHistory();
          return Future.succeededFuture();
        });
    read();
    read();
    long before = checks();
    for (int i = 0; i < 10; i++) {
      read();
    }

    assertThat(checks()).isEqualTo(before);
  }

  @Test
  void checksThatAreAskedForWhileOneIsBeingAnsweredAreOne() {
    open();
    read();
    long before = checks();
    tap.after(
        sent -> sent.startsWith("EVAL "),
        () -> {
          for (int i = 0; i < 5; i++) {
            check();
          }
        });
    check();
    read();
    read();

    assertThat(tap.isDone()).isTrue();
    assertThat(checks() - before).isEqualTo(2);
  }

  @Test
  void refusedCheckIsLoggedOnce() {
    open();
    operator.aclSetUser("backend", "-eval");
    for (int i = 0; i < 3; i++) {
      check();
      read();
    }

    assertThat(refusals.messages).hasSize(1);
  }

  @Test
  void checkThatDoesNotReachTheStoreIsNoRefusal() throws Exception {
    open();
    server.kill();
    check();
    assertThatThrownBy(this::read).hasRootCauseInstanceOf(StoreUnavailable.class);

    assertThat(refusals.messages).isEmpty();
  }

  /** How often the store was asked whether it has lost something. */
  private long checks() {
    var calls = CHECKS.matcher(operator.info("commandstats"));
    return calls.find() ? Long.parseLong(calls.group(1)) : 0;
  }

  @Test
  void lowerCountThatTheLogBringsLateDoesNotHideALoss() {
    open();
    operator.set("count", "10");
    read();
    add("one", 4);
    awaitReceived("one");

    operator.set("count", "7");
    check();

    awaitReset();
  }

  @ParameterizedTest
  @ValueSource(strings = {"MGET", "EVAL"})
  void lowerCountInAReplyThatCameLateDoesNotHideALoss(String command) {
    open();
    operator.set("count", "3");
    read();
    tap.after(
        sent -> sent.startsWith(command + " "),
        () -> {
          add("one", 5);
          awaitReceived("one");
        });
    check();
    read();
    assertThat(tap.isDone()).isTrue();

    operator.set("count", "4");
    check();

    awaitReset();
  }

  @Test
  void lossIsNoticedWhoseCheckIsAskedForWhileAnotherIsBeingAnswered() {
    open();
    operator.set("count", "3");
    read();
    tap.after(
        sent -> sent.startsWith("EVAL "),
        () -> {
          operator.set("count", "2");
          check();
        });
    check();

    awaitReset();
  }

  @Test
  void firstReportOfALossSaysFromWhereOnTheNewEpochIs() {
    open();
    operator.set("count", "3");
    add("one", 3);
    awaitReceived("one");
    tap.after(
        sent -> sent.startsWith("EVAL "),
        () -> {
          // Counts no further, so something was lost before it.
          add("two", 3);
          operator.xadd("log", StreamEntryID.NEW_ENTRY, message("of an earlier version"));
          awaitReceived("one", "of an earlier version");
          run(
              () -> {
                store.historyCut(epoch);
                return Future.succeededFuture();
              });
        });
    check();

    awaitReset();
    assertThat(operator.get("epoch:lobby")).isEqualTo(operator.get("epoch") + " 0");
  }

  @Test
  void logThatWasReadOnMeanwhileIsNotReadAgain() {
    operator.xadd("log", new StreamEntryID(9_999_999_999_999L, 0), Map.of("x", "y"));
    open();
    operator.del("log");
    tap.after(
        sent -> sent.startsWith("EVAL "),
        () -> {
          operator.xadd("log", new StreamEntryID(9_999_999_999_999L, 1), message("one"));
          awaitReceived("one");
        });
    check();
    read();
    assertThat(tap.isDone()).isTrue();
    operator.xadd("log", new StreamEntryID(9_999_999_999_999L, 2), message("two"));

    await().atMost(TIMEOUT).until(() -> received.contains("two"));
    assertThat(received).containsExactly("one", "two");
  }

  private void open() {
    run(() -> store.open(new Receiver()));
    epoch = operator.get("epoch");
    // What was asked while it opened is answered.
    read();
  }

  /** Asks the store, and waits for the reply. */
  private void read() {
    run(() -> store.state("lobby"));
  }

  private void check() {
    run(
        () -> {
          store.checkHistory();
          return Future.succeededFuture();
        });
  }

  private void run(Supplier<Future<?>> action) {
    EventLoop.run(loop, () -> action.get().mapEmpty())
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(10, TimeUnit.SECONDS)
        .join();
  }

  /** A message in the log that was counted as this one. */
  private void add(String id, int n) {
    var fields = new HashMap<String, String>(message(id));
    fields.put("n", Integer.toString(n));
    fields.put("epoch", epoch);
    operator.xadd("log", StreamEntryID.NEW_ENTRY, fields);
  }

  private static Map<String, String> message(String id) {
    return Map.of("id", id, "from", "eve", "text", "hi", "at", "5", "room", "lobby", "seq", "1");
  }

  private void awaitReceived(String... ids) {
    await().atMost(TIMEOUT).until(() -> received.equals(List.of(ids)));
  }

  private void awaitReset() {
    await().atMost(TIMEOUT).until(() -> resets.get() == 1);
    assertThat(operator.get("epoch")).isNotEqualTo(epoch);
  }

  private final class Receiver implements MessageStore.Listener {
    @Override
    public void message(String epoch, Message message) {
      received.add(message.id());
    }

    @Override
    public void announced(String text) {}

    @Override
    public void historyReset() {
      resets.incrementAndGet();
    }

    @Override
    public void unreadableEntry() {}
  }
}
