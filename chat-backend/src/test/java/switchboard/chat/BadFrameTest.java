package switchboard.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import switchboard.chat.testing.Fuzz;
import switchboard.chat.testing.Member;
import switchboard.chat.testing.QuietLog;
import switchboard.chat.testing.StoreServer;

/**
 * WebSocket frames that no proper client sends: a mistake that a person could make is answered with
 * an error frame, a violation of the protocol closes the socket with the matching code.
 */
final class BadFrameTest {
  private static final int TEXT = 0x81;
  private static final int BINARY = 0x82;
  private static final int BEGIN_TEXT = 0x01;
  private static final int CONTINUE = 0x00;
  private static final int CONTINUE_TO_END = 0x80;
  private static final int PING = 0x89;

  private static StoreServer store;
  private static Backend backend;

  @RegisterExtension final QuietLog log = new QuietLog();

  @BeforeAll
  static void start() {
    store = StoreServer.start();
    backend = Backend.start(store, "first", Map.of("MESSAGES_PER_SECOND", "20"));
  }

  @AfterAll
  static void stop() {
    backend.close();
    store.close();
  }

  @AfterEach
  void replicaIsHealthy() {
    try (var client = RawClient.join(backend, "healthy", "ada")) {
      client.messageWith("welcome");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "                                                          | not a JSON object",
        "[]                                                        | not a JSON object",
        "{\"type\":\"send\",\"id\":\"1\",\"text\":\"a\"}{}         | not a JSON object",
        "{\"type\":\"send\",\"type\":\"send\",\"id\":\"1\",\"text\":\"a\"} | each field once",
        "{\"id\":\"1\",\"text\":\"a\"}                             | Field \"type\": found nothing",
        "{\"type\":7,\"id\":\"1\",\"text\":\"a\"}                  | Field \"type\"",
        "{\"type\":\"ack\",\"id\":\"1\",\"text\":\"a\"}            | Expected a message of type",
        "{\"type\":\"send\",\"id\":\"1\"}                          | Field \"text\": found nothing",
        "{\"type\":\"send\",\"id\":null,\"text\":\"a\"}            | Field \"id\": found null",
        "{\"type\":\"send\",\"id\":\"\",\"text\":\"a\"}            | The id is not valid",
        "{\"type\":\"send\",\"id\":\"1\",\"text\":\"\"}            | The text is not valid",
        "{\"type\":\"send\",\"id\":\"1\",\"text\":\"\\ud800\"}     | half of a surrogate",
        "{\"type\":\"send\",\"id\":\"1\",\"text\":\"a\",\"from\":\"eve\"} | Unknown field \"from\"",
      })
  void malformedMessageIsAnErrorAndTheSocketStays(String message, String detail) {
    try (var client = RawClient.join(backend, "bad", "ada")) {
      client.frame(TEXT, message == null ? "" : message);

      var error = new JsonObject(client.messageWith("error"));
      assertThat(error.getString("code")).isEqualTo("malformed");
      assertThat(error.getString("message")).contains(detail);
      client.frame(PING, "still there").messageWith("still there");
    }
  }

  @Test
  void errorNamesTheMessageItIsAbout() {
    try (var client = RawClient.join(backend, "named", "ada")) {
      client.frame(TEXT, "{\"type\":\"send\",\"id\":\"id-1\",\"text\":7}");

      assertThat(client.messageWith("error")).contains("\"id\":\"id-1\"");
    }
  }

  @Test
  void binaryMessageIsAnErrorAndTheSocketStays() {
    try (var client = RawClient.join(backend, "binary", "ada")) {
      client.frame(BINARY, new byte[] {1, 2, 3});

      assertThat(client.messageWith("error")).contains("found a binary one");
      client.frame(PING, "still there").messageWith("still there");
    }
  }

  @Test
  void invalidUtf8ClosesWith1007AlsoAcrossFrames() {
    assertThat(closeCode(RawClient.bytes(TEXT, new byte[] {(byte) 0xff}, true))).isEqualTo(1007);
    assertThat(
            closeCode(
                RawClient.bytes(TEXT, new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, true)))
        .isEqualTo(1007);
    try (var client = RawClient.join(backend, "bad", "ada")) {
      client.frame(BEGIN_TEXT, new byte[] {(byte) 0xc3}).frame(CONTINUE_TO_END, "x");

      assertThat(client.closeCode()).isEqualTo(1007);
    }
  }

  @Test
  void whatIsTooBigClosesWith1009AlsoInPieces() {
    assertThat(closeCode(RawClient.bytes(TEXT, new byte[70_000], true))).isEqualTo(1009);
    try (var client = RawClient.join(backend, "bad", "ada")) {
      client.frame(BEGIN_TEXT, " ".repeat(60_000)).frame(CONTINUE, " ".repeat(10_000));

      assertThat(client.closeCode()).isEqualTo(1009);
    }
  }

  @Test
  void messageInPiecesIsPutTogether() {
    try (var client = RawClient.join(backend, "pieces", "ada")) {
      client
          .frame(BEGIN_TEXT, "")
          .frame(CONTINUE, "{\"type\":\"send\",\"id\":\"id-1\",")
          .frame(PING, "in between")
          .frame(CONTINUE_TO_END, "\"text\":\"hi\"}");

      client.messageWith("\"ack\"");
    }
  }

  @Test
  void framesAgainstTheProtocolCloseWith1002() {
    byte[] text = {'h', 'i'};
    assertThat(closeCode(RawClient.bytes(TEXT, text, false))).as("unmasked").isEqualTo(1002);
    assertThat(closeCode(RawClient.bytes(TEXT | 0x40, text, true)))
        .as("reserved bit")
        .isEqualTo(1002);
    assertThat(closeCode(RawClient.bytes(0x83, text, true))).as("reserved opcode").isEqualTo(1002);
    assertThat(closeCode(RawClient.bytes(0x8b, text, true))).as("reserved control").isEqualTo(1002);
    assertThat(closeCode(RawClient.bytes(CONTINUE_TO_END, text, true)))
        .as("nothing to continue")
        .isEqualTo(1002);
    assertThat(closeCode(RawClient.bytes(PING, new byte[126], true)))
        .as("long ping")
        .isEqualTo(1002);
    assertThat(closeCode(RawClient.bytes(0x09, text, true))).as("ping in pieces").isEqualTo(1002);
    assertThat(closeCode(RawClient.bytes(0x88, new byte[] {3}, true)))
        .as("half a close code")
        .isEqualTo(1002);
    try (var client = RawClient.join(backend, "bad", "ada")) {
      client.frame(BEGIN_TEXT, "{").frame(TEXT, "{}");
      assertThat(client.closeCode()).as("a message within another").isEqualTo(1002);
    }
  }

  @Test
  void closeIsAnsweredWithItsCode() {
    assertThat(closeCode(RawClient.bytes(0x88, new byte[] {3, (byte) 0xe8}, true))).isEqualTo(1000);
  }

  @Test
  void halfClosedSocketIsClosedAndItsMemberGone() {
    var ada = backend.join("half", "ada", "");
    try (var client = RawClient.join(backend, "half", "bob")) {
      client.messageWith("welcome");
      await().atMost(Duration.ofSeconds(10)).until(() -> online(ada) == 2);
      client.halfClose();

      assertThat(client.isClosedByServer()).isTrue();
      await().atMost(Duration.ofSeconds(10)).until(() -> online(ada) == 1);
    }
  }

  @Test
  void flooderIsToldToWaitThenClosedAndAnotherUserIsServed() {
    var ada = backend.join("flood", "ada", "");
    ada.first("welcome");
    try (var flooder = RawClient.join(backend, "flood", "eve")) {
      for (int i = 0; i < 200; i++) {
        flooder.frame(
            TEXT,
            String.format(
                Locale.ROOT, "{\"type\":\"send\",\"id\":\"flood-%d\",\"text\":\"x\"}", i));
      }
      assertThat(flooder.messageWith("too-fast")).contains("\"id\":\"flood-");
      assertThat(flooder.closeCode()).isEqualTo(1008);
    }

    ada.send("id-1", "hi");
    ada.ack("id-1");
  }

  @Test
  void closeOfAFlooderMeetsOursAndItIsToldWhy() {
    var frames = Buffer.buffer();
    for (int i = 0; i < 200; i++) {
      frames.appendBytes(RawClient.bytes(TEXT, new byte[] {'x'}, true));
    }
    for (int i = 0; i < 3; i++) {
      frames.appendBytes(RawClient.bytes(0x88, new byte[] {3, (byte) 0xe8}, true));
    }
    try (var client = RawClient.join(backend, "closed", "ada")) {
      client.send(frames.getBytes());

      assertThat(client.closeCode()).isEqualTo(1008);
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void whateverIsSentIsAnsweredOrTheSocketClosed() {
    Fuzz.check(
        fuzz -> {
          try (var client = RawClient.join(backend, "fuzz", "ada")) {
            var message = fuzz.mutated("{\"type\":\"send\",\"id\":\"1\",\"text\":\"x\"}");
            client.trySend(
                fuzz.chance(50)
                    ? fuzz.bytes(200)
                    : RawClient.bytes(fuzz.below(256), message, fuzz.chance(95)));
            client.trySend(RawClient.bytes(0x88, new byte[] {3, (byte) 0xe8}, true));
            client.halfClose();
            assertThat(client.isClosedByServer()).isTrue();
          }
        });
  }

  private static int online(Member member) {
    var frames = member.frames("presence");
    return frames.isEmpty() ? 0 : frames.getLast().getInteger("online");
  }

  private static int closeCode(byte[] frame) {
    try (var client = RawClient.join(backend, "bad", "ada")) {
      return client.send(frame).closeCode();
    }
  }
}
