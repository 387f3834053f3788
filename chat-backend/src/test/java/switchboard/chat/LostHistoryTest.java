package switchboard.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;
import switchboard.chat.config.Limits;
import switchboard.chat.testing.Member;
import switchboard.chat.testing.StoreServer;

/**
 * A store that loses what it had confirmed: emptied, or back with a shorter log. Replicas detect
 * it, notify every member, and the rooms continue from the surviving messages.
 */
final class LostHistoryTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** So long that no refresh detects anything. */
  private static final Duration NEVER = Duration.ofHours(1);

  private final List<Backend> backends = new ArrayList<>();
  private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
  private StoreServer store;

  /** How a loss can come to light while the replicas' connections stand. */
  enum Occasion {
    MESSAGE {
      @Override
      void arise(Backend backend, String token) {
        backend.postMessage(token, "elsewhere", "occasion", "hi");
      }
    },
    READER {
      @Override
      void arise(Backend backend, String token) {
        backend.get("/api/messages?room=elsewhere", token);
      }
    },
    NEWCOMER {
      @Override
      void arise(Backend backend, String token) {
        backend.join("elsewhere", "eve", "");
      }
    };

    abstract void arise(Backend backend, String token);
  }

  @BeforeEach
  void start() {
    store = StoreServer.start();
  }

  @AfterEach
  void stop() {
    senders.shutdownNow();
    backends.forEach(Backend::close);
    store.close();
  }

  @Test
  void emptiedStoreIsNoticedThoughNobodySendsAndSaidOnEveryReplica() {
    var first = replica("first", Duration.ofMillis(200));
    var second = replica("second", Duration.ofMillis(200));
    var ada = welcomed(first, "ada");
    var bob = welcomed(second, "bob");
    send(first, 1, 3);
    ada.seqs(3);
    bob.seqs(3);
    var before = epoch();

    empty();

    for (var member : List.of(ada, bob)) {
      var reset = member.first("history-reset");
      assertThat(reset.getString("epoch")).isEqualTo(epoch()).isNotEqualTo(before);
      reset.remove("epoch");
      assertThat(reset)
          .isEqualTo(
              new JsonObject()
                  .put("type", "history-reset")
                  .put("room", "lobby")
                  .put("after", 0)
                  .put("lastSeq", 0));
    }
    bob.send("id-4", "hi");
    assertThat(bob.ack("id-4").getString("epoch")).isEqualTo(epoch());
    for (var member : List.of(ada, bob)) {
      assertThat(member.seqs(4)).containsExactly(1L, 2L, 3L, 1L);
      assertThat(member.frames("history-reset")).hasSize(1);
      assertThat(member.isClosed()).isFalse();
    }
    assertThat(first.metric("chat_history_resets_total")).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void emptiedStoreIsNoticedAtTheFirstUse(Occasion occasion) {
    var first = replica("first", NEVER);
    var ada = welcomed(first, "ada");
    var token = first.token("eve");
    send(first, 1, 3);
    ada.seqs(3);

    empty();
    occasion.arise(first, token);

    assertThat(ada.first("history-reset").getLong("after")).isZero();
    ada.send("id-4", "hi");
    assertThat(ada.seqs(4)).containsExactly(1L, 2L, 3L, 1L);
  }

  @Test
  void firstMessageAfterTheStoreWasEmptiedReachesEverybodyInTheNewEpoch() {
    var first = replica("first", NEVER);
    var second = replica("second", NEVER);
    var ada = welcomed(first, "ada");
    var bob = welcomed(second, "bob");
    send(first, 1, 3);
    ada.seqs(3);
    bob.seqs(3);

    empty();
    ada.send("id-4", "hi");

    assertThat(ada.ack("id-4").getLong("seq")).isEqualTo(1);
    for (var member : List.of(ada, bob)) {
      assertThat(member.seqs(4)).containsExactly(1L, 2L, 3L, 1L);
      assertThat(types(member)).endsWith("history-reset", "message");
      assertThat(member.first("history-reset").getString("epoch"))
          .isEqualTo(ada.ack("id-4").getString("epoch"));
    }
  }

  @Test
  void emptiedStoreWhoseClockIsBehindIsFollowedToo() {
    var first = replica("first", NEVER);
    try (var operator = operator()) {
      // The log has been read up to an entry that is later than any of the emptied store will be.
      operator.xadd("log", new StreamEntryID(9_999_999_999_999L, 0), Map.of("x", "y"));
    }
    var ada = welcomed(first, "ada");
    send(first, 1, 3);
    ada.seqs(3);

    empty();
    send(first, 4, 8);

    assertThat(ada.seqs(8)).containsExactly(1L, 2L, 3L, 1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void logThatIsReplacedIsFollowedAndNothingIsSaidToBeLost() {
    var first = replica("first", Duration.ofMillis(200));
    try (var operator = operator()) {
      operator.xadd("log", new StreamEntryID(9_999_999_999_999L, 0), Map.of("x", "y"));
      var ada = welcomed(first, "ada");
      send(first, 1, 3);
      ada.seqs(3);

      operator.del("log");
      send(first, 4, 6);

      assertThat(ada.seqs(6)).isEqualTo(oneTo(6));
      assertThat(ada.frames("history-reset")).isEmpty();
    }
  }

  @Test
  void messageToAStoreThatLacksWhatItsReplicaKnewIsNumberedInANewEpochAtOnce() {
    var first = replica("first", NEVER);
    var ada = welcomed(first, "ada");
    send(first, 1, 3);
    ada.seqs(3);
    var before = epoch();
    try (var operator = operator()) {
      operator.decrBy("count", 1);
    }

    ada.send("id-4", "hi");

    var ack = ada.ack("id-4");
    assertThat(ack.getLong("seq")).isEqualTo(4);
    assertThat(ack.getString("epoch")).isNotEqualTo(before).isEqualTo(epoch());
    assertThat(ada.seqs(4)).isEqualTo(oneTo(4));
    assertThat(types(ada)).endsWith("history-reset", "message");
    assertThat(ada.first("history-reset").getLong("after")).isEqualTo(3);
  }

  @Test
  void storeThatComesBackShorterGoesOnFromWhatSurvived() throws Exception {
    var first = replica("first", NEVER);
    var second = replica("second", NEVER);
    var ada = welcomed(first, "ada");
    var bob = welcomed(second, "bob");
    send(first, 1, 5);
    ada.seqs(5);
    bob.seqs(5);
    var before = epoch();
    var backup = store.backUp();
    send(first, 6, 8);
    ada.seqs(8);
    bob.seqs(8);

    store.kill();
    store.restore(backup);
    store.restart();

    for (var member : List.of(ada, bob)) {
      var reset = member.first("history-reset");
      assertThat(reset.getLong("after")).isEqualTo(5);
      assertThat(reset.getLong("lastSeq")).isEqualTo(5);
      assertThat(reset.getString("epoch")).isEqualTo(epoch()).isNotEqualTo(before);
    }
    send(second, 9, 9);
    for (var member : List.of(ada, bob)) {
      assertThat(member.seqs(9)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 6L);
    }
    var late = first.join("lobby", "eve", "&after=" + before + ":8");
    assertThat(types(late)).startsWith("welcome");
    assertThat(late.first("history-reset").getLong("after")).isEqualTo(5);
    assertThat(late.seqs(1)).containsExactly(6L);
    var page = page(first, "&after=" + before + ":2");
    assertThat(page.getLong("after")).as("said for every cursor of another epoch").isEqualTo(2);
    assertThat(page.getJsonArray("messages")).hasSize(4);
  }

  @Test
  void memberWhoIsBehindGetsWhatSurvivedBeforeTheResetIsSaid() throws Exception {
    var first = replica("first", NEVER);
    var second = replica("second", NEVER);
    var behind = welcomed(first, "ada");
    send(first, 1, 3);
    behind.seqs(3);
    var before = epoch();
    cutOff(first);
    send(second, 4, 5);
    var backup = store.backUp();
    send(second, 6, 8);
    store.kill();
    store.restore(backup);
    store.restart();
    await().atMost(TIMEOUT).until(() -> second.metric("chat_history_resets_total") == 1);
    send(second, 9, 9);
    reconnect(first);

    assertThat(behind.seqs(6)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(types(behind)).endsWith("message", "message", "history-reset", "message");
    assertThat(behind.first("history-reset").getLong("after")).isEqualTo(5);
    // Likewise for a member who was away, on a replica that saw it happen.
    var away = second.join("lobby", "bob", "&after=" + before + ":3");
    assertThat(away.first("history-reset").getLong("after")).isEqualTo(3);
    assertThat(away.seqs(3)).containsExactly(4L, 5L, 6L);
  }

  @Test
  void whatAnotherReplicaWroteBeforeTheLossWasNoticedReachesEverybody() throws Exception {
    afterLossOfThreeAnotherReplicaWrites(2);
  }

  @Test
  void lossIsNoticedThoughMoreThanWasLostHasBeenWrittenSince() throws Exception {
    afterLossOfThreeAnotherReplicaWrites(6);
  }

  private void afterLossOfThreeAnotherReplicaWrites(int messages) throws Exception {
    var knowing = replica("knowing", NEVER);
    var ada = welcomed(knowing, "ada");
    send(knowing, 1, 5);
    ada.seqs(5);
    var backup = store.backUp();
    send(knowing, 6, 8);
    ada.seqs(8);
    cutOff(knowing);
    store.kill();
    store.restore(backup);
    store.restart();
    var unknowing = replica("unknowing", Duration.ofMillis(200));
    var bob = welcomed(unknowing, "bob");
    send(unknowing, 11, 10 + messages);
    bob.seqs(messages);
    reconnect(knowing);

    for (var member : List.of(ada, bob)) {
      assertThat(member.first("history-reset").getLong("after")).isEqualTo(5);
      int had = member == ada ? 8 : messages;
      assertThat(member.seqs(had + messages)).hasSize(had + messages);
      assertThat(idsAfterReset(member))
          .isEqualTo(LongStream.rangeClosed(11, 10 + messages).mapToObj(i -> "id-" + i).toList());
    }
    send(knowing, 99, 99);
    await().atMost(TIMEOUT).until(() -> idsAfterReset(ada).contains("id-99"));
    await().atMost(TIMEOUT).until(() -> idsAfterReset(bob).contains("id-99"));
    assertThat(ada.frames("history-reset")).hasSize(1);
  }

  @Test
  void newEpochBeginsBeforeAllThatWasWrittenUnnoticedHoweverMuchAndWhateverElseIsInTheLog() {
    var first = replica("first", NEVER);
    var ada = welcomed(first, "ada");
    send(first, 1, 3);
    ada.seqs(3);
    var before = epoch();
    try (var operator = operator()) {
      var writing = operator.multi();
      // As a replica does that knew nothing of these three: its count begins again.
      for (int seq = 1; seq <= 1_000; seq++) {
        writing.xadd("log", StreamEntryID.NEW_ENTRY, entry("busy", seq, seq, before));
      }
      for (var forged :
          List.of(
              Map.of("x", "y"),
              Map.of("room", "quiet"),
              Map.of("room", "quiet", "seq", "one"),
              Map.of("room", "quiet", "seq", "0"),
              Map.of("seq", "2"))) {
        writing.xadd("log", StreamEntryID.NEW_ENTRY, forged);
      }
      writing.xadd("log", StreamEntryID.NEW_ENTRY, entry("quiet", 8, 1_001, before));
      writing.xadd("log", StreamEntryID.NEW_ENTRY, entry("quiet", 9, 1_002, before));
      writing.exec();

      await().atMost(TIMEOUT).until(() -> !operator.get("epoch").equals(before));
      assertThat(operator.get("epoch:busy")).isEqualTo(epoch() + " 0");
      assertThat(operator.get("epoch:quiet")).isEqualTo(epoch() + " 7");
    }
    assertThat(ada.first("history-reset").getLong("after")).isEqualTo(3);
  }

  @Test
  void lossOfOneMessageIsNoticedByTheCountOfTheNext() {
    var first = replica("first", NEVER);
    var ada = welcomed(first, "ada");
    send(first, 1, 3);
    ada.seqs(3);
    var before = epoch();
    try (var operator = operator()) {
      operator.xadd("log", StreamEntryID.NEW_ENTRY, entry("quiet", 1, 3, before));

      await().atMost(TIMEOUT).until(() -> !operator.get("epoch").equals(before));
      assertThat(operator.get("epoch:quiet")).isEqualTo(epoch() + " 0");
    }
  }

  private static Map<String, String> entry(String room, int seq, int n, String epoch) {
    return Map.of(
        "id",
        room + seq,
        "from",
        "eve",
        "text",
        "hi",
        "at",
        "5",
        "room",
        room,
        "seq",
        Integer.toString(seq),
        "n",
        Integer.toString(n),
        "epoch",
        epoch);
  }

  @Test
  void clientsOfReplicasThatStartAfterTheStoreWasEmptiedAreSetBack() {
    var old = replica("old", NEVER);
    send(old, 1, 3);
    var before = epoch();
    old.close();
    backends.clear();
    empty();
    var fresh = replica("fresh", NEVER);

    var ada = fresh.join("lobby", "ada", "&after=" + before + ":3");
    assertThat(ada.first("history-reset").getString("epoch"))
        .isEqualTo(ada.first("welcome").getString("epoch"))
        .isNotEqualTo(before);
    send(fresh, 4, 4);
    assertThat(ada.seqs(1)).containsExactly(1L);
    var page = page(fresh, "&after=" + before + ":3");
    assertThat(page.getLong("after")).isZero();
    assertThat(page.getString("epoch")).isEqualTo(epoch());
    assertThat(page.getJsonArray("messages")).hasSize(1);
  }

  @Test
  void pageForACursorBeyondTheEndBeginsAtTheEnd() {
    var first = replica("first", NEVER);
    send(first, 1, 3);

    var page = page(first, "&after=" + epoch() + ":9");

    assertThat(page.getLong("after")).isEqualTo(3);
    assertThat(page.getJsonArray("messages")).isEmpty();
    assertThat(page(first, "&after=" + epoch() + ":2").containsKey("after")).isFalse();
  }

  @Test
  void storeThatIsPutBackToAnEarlierEpochBeginsAnother() throws Exception {
    var first = replica("first", NEVER);
    var ada = welcomed(first, "ada");
    send(first, 1, 3);
    ada.seqs(3);
    var backup = store.backUp();
    var earlier = epoch();
    empty();
    send(first, 4, 9);
    ada.seqs(9);

    store.kill();
    store.restore(backup);
    store.restart();

    await().atMost(TIMEOUT).until(() -> !epoch().equals(earlier));
    send(first, 10, 10);
    await().atMost(TIMEOUT).until(() -> idsAfterReset(ada).equals(List.of("id-10")));
    assertThat(ada.seqs().getLast()).isEqualTo(4);
  }

  @Test
  void roomThatTheStoreSaysIsShorterThanItWasDeliveredIsReset() {
    var first = replica("first", Duration.ofMillis(200));
    var ada = welcomed(first, "ada");
    send(first, 1, 3);
    ada.seqs(3);
    try (var operator = operator()) {
      // A message in the log alone, which no replica has written.
      operator.xadd(
          "log",
          StreamEntryID.NEW_ENTRY,
          Map.of(
              "id", "forged", "from", "eve", "text", "hi", "at", "5", "room", "lobby", "seq", "4"));
    }

    assertThat(ada.first("history-reset").getLong("after")).isEqualTo(3);
    send(first, 5, 5);
    await().atMost(TIMEOUT).until(() -> idsAfterReset(ada).equals(List.of("id-5")));
  }

  @Test
  void memberOfAReplicaThatIsBehindGetsWhatSurvivedBeforeWhatIsNew() {
    var first = replica("first", NEVER);
    var ada = welcomed(first, "ada");
    try (var operator = operator()) {
      // What the log has not brought to this replica, and what has become of the store since.
      for (int seq = 1; seq <= 3; seq++) {
        operator.incr("seq:lobby");
        operator.xadd(
            "room:lobby",
            new StreamEntryID(seq, 0),
            Map.of("id", "old-" + seq, "from", "eve", "text", "hi", "at", "5"));
      }
      operator.set("epoch:lobby", "another 3");
      operator.set("epoch", "another");
    }

    send(first, 4, 4);

    assertThat(ada.seqs(4)).containsExactly(1L, 2L, 3L, 4L);
    assertThat(
            ada.frames().stream()
                .map(frame -> frame.getString("type"))
                .filter(type -> !type.equals("presence")))
        .containsExactly("welcome", "message", "message", "message", "history-reset", "message");
  }

  @Test
  void roomThatTurnsOutToBeShorterWhenAMemberCatchesUpIsReset() {
    var first = replica("first", NEVER);
    var ada = welcomed(first, "ada");
    send(first, 1, 3);
    ada.seqs(3);
    try (var operator = operator()) {
      operator.set("seq:lobby", "2");
      operator.xdel("room:lobby", new StreamEntryID(3, 0));
    }

    var late = first.join("lobby", "bob", "&after=0");

    assertThat(ada.first("history-reset").getLong("after")).isEqualTo(2);
    assertThat(late.first("history-reset").getLong("after")).isEqualTo(2);
    assertThat(late.seqs(2)).containsExactly(1L, 2L);
  }

  /** How the store loses history under load. */
  enum Loss {
    EMPTIED {
      @Override
      void happen(LostHistoryTest test, Path backup) {
        test.empty();
      }
    },
    SHORTER {
      @Override
      void happen(LostHistoryTest test, Path backup) throws Exception {
        test.store.kill();
        test.store.restore(backup);
        test.store.restart();
      }
    };

    abstract void happen(LostHistoryTest test, Path backup) throws Exception;
  }

  @ParameterizedTest
  @EnumSource
  void afterALossUnderLoadEverybodySeesTheRoomAsItStands(Loss loss) throws Exception {
    var members = new ArrayList<Member>();
    for (var name : List.of("first", "second")) {
      var backend = replica(name, Duration.ofSeconds(5));
      for (int i = 0; i < 3; i++) {
        members.add(welcomed(backend, name + i));
      }
    }
    var stopped = new AtomicBoolean();
    List<Future<?>> sending = new ArrayList<>();
    for (var member : members) {
      var sender = "s" + members.indexOf(member);
      sending.add(senders.submit(() -> sendUntil(stopped, member, sender)));
    }
    members.getFirst().seqs(100);
    var backup = store.backUp();
    members.getFirst().seqs(300);

    loss.happen(this, backup);
    for (var member : members) {
      member.first("history-reset");
      int since = member.seqs().size();
      await().atMost(TIMEOUT).until(() -> member.seqs().size() > since + 100);
    }
    stopped.set(true);
    for (var each : sending) {
      each.get();
    }

    for (var member : members) {
      await().atMost(TIMEOUT).untilAsserted(() -> assertThat(view(member)).isEqualTo(stored()));
      assertThat(member.frames("history-reset")).hasSize(1);
      assertThat(member.isClosed()).isFalse();
    }
  }

  /** The ids of the room as a client has them that follows the server's frames. */
  private static List<String> view(Member member) {
    var ids = new ArrayList<String>();
    for (var frame : member.frames()) {
      switch (frame.getString("type")) {
        case "history-reset" -> {
          int after = frame.getInteger("after");
          assertThat(after).isLessThanOrEqualTo(ids.size());
          ids.subList(after, ids.size()).clear();
        }
        case "message" -> {
          assertThat(frame.getInteger("seq")).isEqualTo(ids.size() + 1);
          ids.add(frame.getString("id"));
        }
        default -> {}
      }
    }
    return ids;
  }

  private List<String> stored() {
    try (var operator = operator()) {
      return operator.xrange("room:lobby", (StreamEntryID) null, (StreamEntryID) null).stream()
          .map(entry -> entry.getFields().get("id"))
          .toList();
    }
  }

  private static void sendUntil(AtomicBoolean stopped, Member member, String sender) {
    for (int i = 0; !stopped.get(); i++) {
      var id = sender + "-" + i;
      while (!member.acked(id)) {
        int refusals = member.frames("error").size();
        member.send(id, "hello");
        await()
            .atMost(TIMEOUT)
            .pollInterval(Duration.ofMillis(2))
            .until(() -> member.acked(id) || member.frames("error").size() > refusals);
      }
    }
  }

  private Backend replica(String name, Duration refresh) {
    var usual = Limits.DEFAULT;
    var backend =
        Backend.start(
            store,
            name,
            Map.of(),
            new Limits(
                usual.request(),
                usual.idle(),
                usual.ping(),
                usual.message(),
                usual.close(),
                usual.move(),
                refresh));
    backends.add(backend);
    return backend;
  }

  private static Member welcomed(Backend backend, String user) {
    var member = backend.join("lobby", user, "");
    member.first("welcome");
    return member;
  }

  /** Sends the messages {@code id-<from>} to {@code id-<to>}, each acknowledged. */
  private static void send(Backend backend, int from, int to) {
    var token = backend.token("sender");
    for (int i = from; i <= to; i++) {
      var answer = backend.postMessage(token, "lobby", "id-" + i, "hi " + i);
      assertThat(answer.statusCode()).isEqualTo(201);
    }
  }

  private static void cutOff(Backend backend) {
    backend.manage("PUT", "/faults", "{\"kind\":\"cutStore\",\"durationMillis\":60000}");
  }

  private static void reconnect(Backend backend) {
    backend.manage("DELETE", "/faults", "");
  }

  private void empty() {
    try (var operator = operator()) {
      operator.flushAll();
    }
  }

  private String epoch() {
    try (var operator = operator()) {
      return operator.get("epoch");
    }
  }

  private Jedis operator() {
    return new Jedis(store.address());
  }

  private static JsonObject page(Backend backend, String parameters) {
    return new JsonObject(
        backend.get("/api/messages?room=lobby" + parameters, backend.token("eve")).body());
  }

  private static List<String> idsAfterReset(Member member) {
    var frames = member.frames();
    int reset = -1;
    for (int i = 0; i < frames.size(); i++) {
      if (frames.get(i).getString("type").equals("history-reset")) {
        reset = i;
      }
    }
    return frames.subList(reset + 1, frames.size()).stream()
        .filter(frame -> frame.getString("type").equals("message"))
        .map(frame -> frame.getString("id"))
        .toList();
  }

  /** The types of the frames, but for presence, which comes at any time. */
  private static List<String> types(Member member) {
    member.firstFrame();
    return member.frames().stream()
        .map(frame -> frame.getString("type"))
        .filter(type -> !type.equals("presence") && !type.equals("ack"))
        .toList();
  }

  private static List<Long> oneTo(int last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }
}
