package switchboard.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.StreamEntryID;
import switchboard.chat.config.Limits;
import switchboard.chat.testing.Member;
import switchboard.chat.testing.StoreServer;

/** Entries in the store that are not messages: they are skipped, and delivery goes on. */
final class UnreadableEntriesTest {
  /** So that a message that the log does not bring comes too late for the test. */
  private static final Duration NEVER = Duration.ofHours(1);

  private static final Pattern RANGES_READ = Pattern.compile("cmdstat_xrange:calls=([0-9]+)");

  private static final Map<String, String> MESSAGE =
      Map.of(
          "id", "id-0", "from", "eve", "text", "hi", "at", "5", "room", "lobby", "seq", "1", "n",
          "1", "epoch", "e");

  private final Warnings warnings = new Warnings();
  private StoreServer store;
  private Jedis operator;
  private Backend backend;
  private String token;
  private Member ada;

  /** What is logged about such entries. */
  private static final class Warnings extends Handler {
    private final List<String> messages = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord entry) {
      if (entry.getLoggerName().endsWith("Unreadable")) {
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
    Logger.getLogger("").addHandler(warnings);
    store = StoreServer.start();
    operator = new Jedis(store.address());
    var usual = Limits.DEFAULT;
    backend =
        Backend.start(
            store,
            "first",
            Map.of(),
            new Limits(
                usual.request(),
                usual.idle(),
                usual.ping(),
                usual.message(),
                usual.close(),
                usual.move(),
                NEVER));
    token = backend.token("eve");
    ada = backend.join("lobby", "ada", "");
    ada.first("welcome");
  }

  @AfterEach
  void stop() {
    backend.close();
    operator.close();
    store.close();
    Logger.getLogger("").removeHandler(warnings);
  }

  static List<Map<String, String>> notMessages() {
    return List.of(
        Map.of("x", "y"),
        without("room"),
        without("text"),
        without("n"),
        with("seq", "one"),
        with("seq", "0"),
        with("seq", "99999999999999999999"),
        with("n", "x"),
        with("at", "today"),
        with("at", "9000000000000000000"));
  }

  @ParameterizedTest
  @MethodSource("notMessages")
  void deliveryGoesOnAtOnceAfterAnEntryOfTheLogThatIsNoMessage(Map<String, String> fields) {
    operator.xadd("log", StreamEntryID.NEW_ENTRY, fields);
    send("lobby", 3);

    assertThat(ada.seqs(3)).containsExactly(1L, 2L, 3L);
    assertThat(unreadable()).isEqualTo(1);
  }

  @Test
  void manyUnreadableEntriesAreAllCountedAndLoggedOnce() {
    for (int i = 0; i < 250; i++) {
      operator.xadd("log", StreamEntryID.NEW_ENTRY, Map.of("x", "y"));
    }
    send("lobby", 3);

    assertThat(ada.seqs(3)).containsExactly(1L, 2L, 3L);
    assertThat(unreadable()).isEqualTo(250);
    assertThat(warnings.messages).hasSize(1);
  }

  @Test
  void messageOfAReplicaOfAnEarlierVersionIsDelivered() {
    operator.incr("seq:lobby");
    operator.xadd("room:lobby", new StreamEntryID(1, 0), roomFields("old-1"));
    var fields = new HashMap<String, String>(roomFields("old-1"));
    fields.put("room", "lobby");
    fields.put("seq", "1");
    operator.xadd("log", StreamEntryID.NEW_ENTRY, fields);

    assertThat(ada.seqs(1)).containsExactly(1L);
    assertThat(unreadable()).isZero();
  }

  @Test
  void entryOfTheLogThatLiesBeyondTheRoomsEndHoldsNothingUp() {
    var fields = new HashMap<String, String>(roomFields("forged"));
    fields.put("room", "lobby");
    fields.put("seq", "999");
    operator.xadd("log", StreamEntryID.NEW_ENTRY, fields);
    send("lobby", 3);

    assertThat(ada.seqs(3)).containsExactly(1L, 2L, 3L);
    assertThat(ada.frames("history-trimmed")).isEmpty();
    assertThat(ada.frames("history-reset")).isEmpty();
  }

  @Test
  void entryOfTheLogThatLiesBeyondTheRoomsEndIsNotLookedForAgainAndAgain() {
    var fields = new HashMap<String, String>(roomFields("forged"));
    fields.put("room", "lobby");
    fields.put("seq", "999");
    operator.xadd("log", StreamEntryID.NEW_ENTRY, fields);
    send("lobby", 3);
    assertThat(ada.seqs(3)).containsExactly(1L, 2L, 3L);
    long before = rangesRead();

    // They are read by the same connection as what a room looks for, and in another way.
    for (int i = 0; i < 50; i++) {
      assertThat(pageSeqs("lobby", "&limit=3")).containsExactly(1L, 2L, 3L);
    }

    assertThat(rangesRead() - before).isLessThan(10);
  }

  @Test
  void roomWithUnreadableEntriesIsReadReplayedAndFilledWithoutThem() {
    for (int seq = 1; seq <= 5; seq++) {
      operator.incr("seq:mixed");
      operator.xadd("room:mixed", new StreamEntryID(seq, 0), roomFields("id-" + seq));
      // More than any reader takes at once.
      for (int i = 1; i <= 220; i++) {
        operator.xadd("room:mixed", new StreamEntryID(seq, i), Map.of("x", "y"));
      }
    }

    assertThat(pageSeqs("mixed", "&after=0&limit=200")).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(pageSeqs("mixed", "&after=1&limit=2")).containsExactly(2L, 3L);
    assertThat(pageSeqs("mixed", "&limit=3")).containsExactly(3L, 4L, 5L);
    var late = backend.join("mixed", "bob", "&after=0");
    assertThat(late.seqs(5)).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(late.frames("history-trimmed")).isEmpty();
    assertThat(unreadable()).isGreaterThanOrEqualTo(1_000);
    assertThat(warnings.messages).hasSize(1);
  }

  @Test
  void gapIsFilledAcrossUnreadableEntries() {
    for (int seq = 1; seq <= 3; seq++) {
      operator.incr("seq:lobby");
      operator.xadd("room:lobby", new StreamEntryID(seq, 0), roomFields("id-" + seq));
      for (int i = 1; i <= 150; i++) {
        operator.xadd("room:lobby", new StreamEntryID(seq, i), Map.of("x", "y"));
      }
    }
    backend.postMessage(token, "lobby", "id-4", "hi");

    assertThat(ada.seqs(4)).containsExactly(1L, 2L, 3L, 4L);
    assertThat(ada.frames("history-trimmed")).isEmpty();
  }

  @Test
  void memberWhoHasSeenMoreThanItsRoomShowsTheRoomThatThereIsMore() {
    for (int seq = 1; seq <= 3; seq++) {
      operator.incr("seq:lobby");
      operator.xadd("room:lobby", new StreamEntryID(seq, 0), roomFields("id-" + seq));
    }

    var ahead = backend.join("lobby", "bob", "&after=2");

    assertThat(ahead.seqs(1)).containsExactly(3L);
    assertThat(ada.seqs(3)).containsExactly(1L, 2L, 3L);
  }

  @Test
  void roomTakesMessagesAfterAnEntryWasAddedThatIsLaterThanAnyMessage() {
    send("lobby", 3);
    operator.xadd("room:lobby", StreamEntryID.NEW_ENTRY, Map.of("x", "y"));
    assertThat(pageSeqs("lobby", "&limit=3")).containsExactly(1L, 2L, 3L);

    assertThat(backend.postMessage(token, "lobby", "id-4", "hi").statusCode()).isEqualTo(201);
    assertThat(backend.postMessage(token, "lobby", "id-5", "hi").statusCode()).isEqualTo(201);

    assertThat(ada.seqs(5)).isEqualTo(LongStream.rangeClosed(1, 5).boxed().toList());
    assertThat(pageSeqs("lobby", "&after=0")).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  static List<Arguments> noMessagesOfARoom() {
    var late = "100-0";
    return List.of(
        Arguments.of(late, Map.of("x", "y")),
        Arguments.of(late, without("id")),
        Arguments.of(late, without("from")),
        Arguments.of(late, without("text")),
        Arguments.of(late, without("at")),
        Arguments.of(late, with("at", "today")),
        Arguments.of("100-7", MESSAGE),
        Arguments.of("18446744073709551615-18446744073709551615", MESSAGE));
  }

  @ParameterizedTest
  @MethodSource("noMessagesOfARoom")
  void roomGoesOnAfterItsLastMessageWhateverElseWasAdded(String id, Map<String, String> fields) {
    send("other", 3);
    var words = new ArrayList<String>(List.of("room:other", id));
    fields.forEach((name, value) -> words.addAll(List.of(name, value)));
    operator.sendCommand(Protocol.Command.XADD, words.toArray(String[]::new));

    assertThat(seqOf("other", "id-4")).isEqualTo(4);
    assertThat(seqOf("other", "id-5")).isEqualTo(5);
    assertThat(pageSeqs("other", "&after=0")).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void roomWhoseCounterIsBehindItsMessagesGoesOnAfterTheLastOne() {
    send("other", 3);
    operator.set("seq:other", "1");

    assertThat(seqOf("other", "id-4")).isEqualTo(4);
    assertThat(operator.get("seq:other")).isEqualTo("4");
    assertThat(seqOf("other", "id-5")).isEqualTo(5);
    assertThat(pageSeqs("other", "&after=0")).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void seqsOfMessagesThatHaveGoneAreNotGivenAgain() {
    send("other", 3);
    operator.xdel("room:other", new StreamEntryID(3, 0));
    operator.xadd("room:other", new StreamEntryID(100, 0), Map.of("x", "y"));

    assertThat(seqOf("other", "id-4")).isEqualTo(4);
    assertThat(pageSeqs("other", "&after=0")).containsExactly(1L, 2L, 4L);
  }

  @Test
  void messageThatItsRoomCannotTakeIsNotConfirmedAndNotDelivered() {
    operator.set("seq:other", "-5");

    assertThat(backend.postMessage(token, "other", "id-1", "hi").statusCode()).isEqualTo(503);
    assertThat(operator.xlen("log")).isZero();
  }

  private long seqOf(String room, String id) {
    var answer = backend.postMessage(token, room, id, "hi");
    assertThat(answer.statusCode()).isEqualTo(201);
    return new JsonObject(answer.body()).getLong("seq");
  }

  private void send(String room, int messages) {
    for (int i = 1; i <= messages; i++) {
      assertThat(backend.postMessage(token, room, "id-" + i, "hi").statusCode()).isEqualTo(201);
    }
  }

  private List<Long> pageSeqs(String room, String parameters) {
    var page = new JsonObject(backend.get("/api/messages?room=" + room + parameters, token).body());
    return IntStream.range(0, page.getJsonArray("messages").size())
        .mapToObj(i -> page.getJsonArray("messages").getJsonObject(i).getLong("seq"))
        .toList();
  }

  /** How often the store was asked for entries of a stream, the oldest first. */
  private long rangesRead() {
    var calls = RANGES_READ.matcher(operator.info("commandstats"));
    return calls.find() ? Long.parseLong(calls.group(1)) : 0;
  }

  private double unreadable() {
    return backend.metric("chat_store_unreadable_entries_total");
  }

  private static Map<String, String> roomFields(String id) {
    return Map.of("id", id, "from", "eve", "text", "hi", "at", "5");
  }

  private static Map<String, String> without(String field) {
    var fields = new HashMap<String, String>(MESSAGE);
    fields.remove(field);
    return fields;
  }

  private static Map<String, String> with(String field, String value) {
    var fields = new HashMap<String, String>(MESSAGE);
    fields.put(field, value);
    return fields;
  }
}
