package switchboard.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;
import switchboard.chat.testing.Member;
import switchboard.chat.testing.StoreServer;

final class WebSocketApiTest {
  private static StoreServer store;
  private static Backend first;
  private static Backend second;

  @BeforeAll
  static void start() {
    store = StoreServer.start();
    first = Backend.start(store, "first");
    second = Backend.start(store, "second");
  }

  @AfterAll
  static void stop() {
    first.close();
    second.close();
    store.close();
  }

  @Test
  void firstFrameIsTheWelcome() {
    first.postMessage(first.token("ada"), "welcome", "id-1", "hi");

    assertThat(first.join("welcome", "bob", "").firstFrame())
        .isEqualTo(
            new JsonObject()
                .put("type", "welcome")
                .put("room", "welcome")
                .put("epoch", epoch())
                .put("lastSeq", 1)
                .put("replica", "first"));
  }

  @Test
  void messageCarriesEverythingAndItsAckTheSeq() {
    var ada = first.join("frames", "ada", "");
    var bob = second.join("frames", "bob", "");
    bob.first("welcome");
    ada.send("id-1", "hi");

    assertThat(ada.ack("id-1"))
        .isEqualTo(
            new JsonObject("{\"type\":\"ack\",\"id\":\"id-1\",\"seq\":1}").put("epoch", epoch()));
    var message = bob.first("message");
    assertThat(message.getString("at")).endsWith("Z");
    message.remove("at");
    assertThat(message)
        .isEqualTo(
            new JsonObject(
                "{\"type\":\"message\",\"seq\":1,\"id\":\"id-1\",\"from\":\"ada\",\"text\":\"hi\"}"));
  }

  @Test
  void retryOverAnotherReplicaIsAcknowledgedWithTheSameSeq() {
    var ada = first.join("retries", "ada", "");
    ada.send("id-1", "hi");
    long seq = ada.ack("id-1").getLong("seq");
    var again = second.join("retries", "ada", "");
    again.send("id-1", "hi");

    assertThat(again.ack("id-1").getLong("seq")).isEqualTo(seq);
    assertThat(again.ack("id-1").getBoolean("duplicate")).isTrue();
    assertThat(first.join("retries", "bob", "&after=0").seqs(1)).containsExactly(1L);
  }

  @Test
  void messageIdWithAnotherTextIsAnErrorAndTheFirstTextStays() {
    var ada = first.join("reused", "ada", "");
    ada.send("id-1", "hi");
    ada.ack("id-1");
    ada.send("id-1", "ho");

    var error = ada.first("error");
    assertThat(error.getString("code")).isEqualTo("id-reused");
    assertThat(error.getString("id")).isEqualTo("id-1");
    ada.send("id-2", "ho");
    ada.seqs(2);
    assertThat(ada.frames("message").stream().map(frame -> frame.getString("text")))
        .containsExactly("hi", "ho");
  }

  @Test
  void badHandshakesAreAnsweredBeforeTheUpgrade() {
    assertThat(handshakeStatus("/ws?room=lobby&token=forged")).isEqualTo(401);
    assertThat(handshakeStatus("/ws?room=lobby")).isEqualTo(401);
    assertThat(handshakeStatus("/ws?room=a%20b&token=" + first.token("ada"))).isEqualTo(400);
    assertThat(handshakeStatus("/ws?room=lobby&after=x&token=" + first.token("ada")))
        .isEqualTo(400);
    assertThat(first.get("/ws?room=lobby", first.token("ada")).statusCode()).isEqualTo(426);
  }

  @Test
  void badFramesAreErrorsAndTheSocketStaysOpen() {
    var ada = first.join("bad", "ada", "");
    ada.sendText("not json");
    ada.sendText("{\"type\":\"dance\"}");
    ada.sendText("{\"type\":\"send\",\"id\":7}");
    ada.send("id_", "hi");
    ada.send("id-1", "a".repeat(5000));
    ada.send("id-2", "hi");

    ada.ack("id-2");
    assertThat(ada.frames("error").stream().map(error -> error.getString("code")))
        .containsExactly("malformed", "malformed", "malformed", "malformed", "text-too-long");
    assertThat(ada.frames("error").getLast().getString("id")).isEqualTo("id-1");
  }

  @Test
  void abuseClosesTheSocket() throws Exception {
    var ada = first.join("abuse", "ada", "");
    for (int i = 0; i < 21; i++) {
      ada.sendText("not json");
    }

    assertThat(ada.closeCode()).isEqualTo(1008);
  }

  @Test
  void cursorBeyondTheEndIsSetBackToItAndTheMemberStays() {
    var token = first.token("bob");
    first.postMessage(token, "beyond", "id-1", "hi");
    var ada = first.join("beyond", "ada", "&after=7");

    assertThat(ada.first("history-reset"))
        .isEqualTo(
            new JsonObject()
                .put("type", "history-reset")
                .put("room", "beyond")
                .put("epoch", epoch())
                .put("after", 1)
                .put("lastSeq", 1));
    first.postMessage(token, "beyond", "id-2", "hi");
    assertThat(ada.seqs(1)).containsExactly(2L);
  }

  @Test
  void trimmedHistoryIsReportedAndGoesOnFromTheOldest() {
    var token = first.token("ada");
    for (int i = 1; i <= 10; i++) {
      first.postMessage(token, "trimmed", "id-" + i, "hi");
    }
    try (var operator = new Jedis(store.address())) {
      operator.xtrim("room:trimmed", 4, false);
    }
    var late = first.join("trimmed", "bob", "&after=2");

    assertThat(late.seqs(4)).containsExactly(7L, 8L, 9L, 10L);
    assertThat(late.frames("history-trimmed"))
        .containsExactly(
            new JsonObject()
                .put("type", "history-trimmed")
                .put("room", "trimmed")
                .put("first", 3)
                .put("last", 6));
  }

  @Test
  void memberWhoFindsEverythingForgottenIsToldSoOnceAndGetsWhatIsNew() {
    var token = first.token("ada");
    for (int i = 1; i <= 3; i++) {
      first.postMessage(token, "forgotten", "id-" + i, "hi");
    }
    try (var operator = new Jedis(store.address())) {
      operator.del("room:forgotten");
    }
    var late = first.join("forgotten", "bob", "&after=1");
    late.first("history-trimmed");

    first.postMessage(token, "forgotten", "id-4", "hi");

    assertThat(late.seqs(1)).containsExactly(4L);
    assertThat(late.frames("history-trimmed"))
        .containsExactly(
            new JsonObject()
                .put("type", "history-trimmed")
                .put("room", "forgotten")
                .put("first", 2)
                .put("last", 3));
  }

  @Test
  void memberIsToldWhatWasForgottenOfAGapThatTheLogLeft() {
    var bob = second.join("gap", "bob", "");
    bob.first("welcome");
    try (var operator = new Jedis(store.address())) {
      for (int seq = 1; seq <= 3; seq++) {
        operator.incr("seq:gap");
        operator.xadd(
            "room:gap",
            new StreamEntryID(seq, 0),
            Map.of("id", "old-" + seq, "from", "eve", "text", "hi", "at", "5"));
      }
      operator.xdel("room:gap", new StreamEntryID(1, 0), new StreamEntryID(2, 0));
    }

    first.postMessage(first.token("ada"), "gap", "id-4", "hi");

    assertThat(bob.seqs(2)).containsExactly(3L, 4L);
    assertThat(bob.frames("history-trimmed"))
        .containsExactly(
            new JsonObject()
                .put("type", "history-trimmed")
                .put("room", "gap")
                .put("first", 1)
                .put("last", 2));
  }

  @Test
  void messagesThatTheLogLostComeFromTheRoomsStream() {
    var bob = second.join("holes", "bob", "");
    bob.first("welcome");
    try (var operator = new Jedis(store.address())) {
      // As if the log had been trimmed before the replica could read it.
      for (int seq = 1; seq <= 3; seq++) {
        operator.incr("seq:holes");
        operator.xadd(
            "room:holes",
            new StreamEntryID(seq, 0),
            Map.of("id", "lost-" + seq, "from", "eve", "text", "hi", "at", "0"));
      }
    }
    first.postMessage(first.token("ada"), "holes", "id-4", "hi");

    assertThat(bob.seqs(4)).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void longHistoryIsReplayedToAClientThatTakesItsTime() {
    var token = first.token("ada");
    var text = "\u0001".repeat(4096);
    for (int i = 1; i <= 60; i++) {
      first.postMessage(token, "long", "id-" + i, text);
    }
    var late = second.join("long", "bob", "&after=0");

    assertThat(late.seqs(60)).isEqualTo(LongStream.rangeClosed(1, 60).boxed().toList());
  }

  @Test
  void crowdThatComesAtOnceIsWelcomedToTheLast() {
    var crowd =
        IntStream.range(0, 100)
            .mapToObj(
                i -> CompletableFuture.supplyAsync(() -> first.join("crowd", "user-" + i, "")))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    assertThat(crowd).allSatisfy(member -> member.first("welcome"));
  }

  @Test
  void presenceCountsMembersOnAllReplicasUntilTheyLeaveOrTheirReplicaStops() {
    var ada = first.join("presence", "ada", "");
    var bob = second.join("presence", "bob", "");
    try (var third = Backend.start(store, "third")) {
      third.join("presence", "eve", "");
      await().atMost(Duration.ofSeconds(15)).until(() -> online(ada) == 3 && online(bob) == 3);
      bob.close();
    }

    await().atMost(Duration.ofSeconds(15)).until(() -> online(ada) == 1);
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void clientThatDoesNotReadIsClosedAndTheOthersAreServed() throws Exception {
    var reader = first.join("slow", "ada", "");
    try (var idle = handshakeAndNeverRead("slow")) {
      await().atMost(Duration.ofSeconds(15)).until(() -> online(reader) == 2);
      first.postLongMessagesUntil(() -> online(reader) == 1, "slow", reader);

      assertThat(idle.isConnected()).isTrue();
    }
    assertThat(reader.isClosed()).isFalse();
  }

  private static String epoch() {
    try (var operator = new Jedis(store.address())) {
      return operator.get("epoch");
    }
  }

  private static int online(Member member) {
    var frames = member.frames("presence");
    return frames.isEmpty() ? 0 : frames.getLast().getInteger("online");
  }

  private static int handshakeStatus(String path) {
    var status = new int[1];
    assertThatThrownBy(() -> first.open(path))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            failure -> status[0] = failure.getResponse().statusCode());
    return status[0];
  }

  private static Socket handshakeAndNeverRead(String room) throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), first.uri("/").getPort()));
    var head =
        """
        GET /ws?room=%s HTTP/1.1
        Host: localhost
        Upgrade: websocket
        Connection: Upgrade
        Sec-WebSocket-Version: 13
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
        Authorization: Bearer %s

        """
            .formatted(room, first.token("idle"));
    var out = socket.getOutputStream();
    out.write(head.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
    return socket;
  }
}
