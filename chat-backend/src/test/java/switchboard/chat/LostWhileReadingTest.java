package switchboard.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;
import switchboard.chat.config.Limits;
import switchboard.chat.testing.Member;
import switchboard.chat.testing.StoreServer;
import switchboard.chat.testing.StoreTap;

/** A store that is emptied, and written to again, between two parts of one read. */
final class LostWhileReadingTest {
  /** So long that no refresh detects anything. */
  private static final Duration NEVER = Duration.ofHours(1);

  private StoreServer store;
  private StoreTap tap;

  /** For the test's own thread; the tap's threads have one of theirs. */
  private Jedis operator;

  /** Reads, through the tap. */
  private Backend reader;

  /** Writes, whatever is being read. */
  private Backend writer;

  private String token;

  @BeforeEach
  void start() {
    store = StoreServer.start();
    tap = StoreTap.on(store);
    operator = new Jedis(store.address());
    var usual = Limits.DEFAULT;
    var limits =
        new Limits(
            usual.request(),
            usual.idle(),
            usual.ping(),
            usual.message(),
            usual.close(),
            usual.move(),
            NEVER);
    reader = Backend.start(store, "reader", Map.of("STORE_URL", tap.address()), limits);
    writer = Backend.start(store, "writer", Map.of(), limits);
    token = writer.token("ada");
  }

  @AfterEach
  void stop() {
    reader.close();
    writer.close();
    operator.close();
    tap.close();
    store.close();
  }

  @Test
  void pageIsOfOneEpochThoughTheStoreIsEmptiedWhileItIsRead() {
    send("old-1", "old-2", "old-3");

    assertIsOfTheNewEpoch(pageWhileEmptied("", command -> command.startsWith("XREVRANGE")));
  }

  @Test
  void pageThatIsReadInPartsIsOfOneEpoch() {
    send("old-1", "old-2", "old-3");
    operator.xadd("room:lobby", new StreamEntryID(4, 0), Map.of("x", "y"));

    var page =
        pageWhileEmptied(
            "&limit=2", command -> command.startsWith("XREVRANGE") && command.contains("("));

    assertIsOfTheNewEpoch(page);
  }

  @Test
  void pageForACursorThatIsSetBackIsOfOneEpoch() {
    send("old-1", "old-2", "old-3");
    var after = "&after=" + operator.get("epoch") + ":9";

    var page =
        pageWhileEmptied(
            after, command -> command.startsWith("XRANGE") && command.contains(" 4-0 "));

    assertIsOfTheNewEpoch(page);
    assertThat(page.getLong("after")).isZero();
  }

  @Test
  void memberWhoIsCatchingUpIsToldOfTheResetBeforeItGetsWhatIsNew() {
    send("old-1", "old-2", "old-3");
    welcomed();
    emptyBefore(command -> command.startsWith("XRANGE"), "new-1", "new-2", "new-3", "new-4");

    var member = reader.join("lobby", "bob", "&after=0");

    assertThat(member.seqs(4)).containsExactly(1L, 2L, 3L, 4L);
    assertThat(tap.isDone()).isTrue();
    assertThat(typesWithoutPresence(member))
        .containsExactly("welcome", "history-reset", "message", "message", "message", "message");
  }

  @Test
  void memberWhoIsCatchingUpGetsWhatSurvivedBeforeItIsToldOfTheReset() {
    send("old-1", "old-2", "old-3", "old-4");
    welcomed();
    tap.before(
        command -> command.startsWith("XRANGE"),
        () -> {
          try (var other = new Jedis(store.address())) {
            other.set("seq:lobby", "2");
            other.xdel("room:lobby", new StreamEntryID(3, 0), new StreamEntryID(4, 0));
            other.decrBy("count", 2);
          }
          reader.get("/api/messages?room=lobby", token);
        });

    var member = reader.join("lobby", "bob", "&after=0");

    assertThat(member.first("history-reset").getLong("after")).isEqualTo(2);
    assertThat(tap.isDone()).isTrue();
    assertThat(typesWithoutPresence(member))
        .containsExactly("welcome", "message", "message", "history-reset");
  }

  @Test
  void whatWasLostIsNotSaidToBeTrimmed() {
    send("old-1", "old-2", "old-3");
    welcomed();
    tap.before(
        command -> command.startsWith("MGET") && command.contains("seq:lobby"),
        () -> {
          try (var other = new Jedis(store.address())) {
            other.set("seq:lobby", "1");
            other.xdel("room:lobby", new StreamEntryID(2, 0), new StreamEntryID(3, 0));
            other.decrBy("count", 2);
          }
        });

    var member = reader.join("lobby", "bob", "&after=1");

    assertThat(member.first("history-reset").getLong("after")).isEqualTo(1);
    assertThat(tap.isDone()).isTrue();
    assertThat(member.frames("history-trimmed")).isEmpty();
  }

  @Test
  void gapThatIsFilledWhileTheStoreIsEmptiedLeavesNoneInTheNewEpoch() {
    send("old-1", "old-2", "old-3");
    var member = welcomed();
    String[] fresh = {"new-1", "new-2", "new-3", "new-4", "new-5", "new-6"};
    emptyBefore(command -> command.startsWith("XRANGE"), fresh);

    // The log speaks of a message that is later than the next one.
    operator.xadd(
        "log",
        StreamEntryID.NEW_ENTRY,
        Map.of(
            "id",
            "old-5",
            "from",
            "eve",
            "text",
            "hi",
            "at",
            "5",
            "room",
            "lobby",
            "seq",
            "5",
            "n",
            "5",
            "epoch",
            operator.get("epoch")));

    assertThat(member.seqs(6)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(tap.isDone()).isTrue();
    assertThat(member.frames("history-trimmed")).isEmpty();
  }

  private Member welcomed() {
    var member = reader.join("lobby", "eve", "");
    member.first("welcome");
    return member;
  }

  private static List<String> typesWithoutPresence(Member member) {
    return member.frames().stream()
        .map(frame -> frame.getString("type"))
        .filter(type -> !type.equals("presence"))
        .toList();
  }

  /** The store is emptied before a certain command, and these messages are sent after it. */
  private void emptyBefore(Predicate<String> command, String... ids) {
    tap.before(
        command,
        () -> {
          try (var other = new Jedis(store.address())) {
            other.flushAll();
          }
          send(ids);
        });
  }

  private JsonObject pageWhileEmptied(String parameters, Predicate<String> command) {
    emptyBefore(command, "new-1", "new-2");
    var page = new JsonObject(reader.get("/api/messages?room=lobby" + parameters, token).body());
    assertThat(tap.isDone()).isTrue();
    return page;
  }

  private void assertIsOfTheNewEpoch(JsonObject page) {
    assertThat(page.getString("epoch")).isEqualTo(operator.get("epoch"));
    assertThat(page.getLong("lastSeq")).isEqualTo(2);
    var messages = page.getJsonArray("messages");
    assertThat(messages.stream().map(each -> ((JsonObject) each).getString("id")))
        .containsExactly("new-1", "new-2");
  }

  private void send(String... ids) {
    for (var id : ids) {
      assertThat(writer.postMessage(token, "lobby", id, "hi").statusCode()).isEqualTo(201);
    }
  }
}
