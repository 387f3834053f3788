package switchboard.chat.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import switchboard.chat.management.EventLoop;
import switchboard.chat.management.Refusal;
import switchboard.chat.management.RequestFields;
import switchboard.chat.request.Tokens;
import switchboard.chat.request.Validation;
import switchboard.chat.testing.Fuzz;

/** Untrusted input is either accepted as it was meant or refused. */
final class ParserFuzzTest {
  private static final Vertx VERTX = EventLoop.create();
  private static final Tokens TOKENS =
      new Tokens(VERTX, "a secret of 32 bytes or more than that", InstantSource.system());
  private static final Set<String> FIELDS = Set.of("room", "id", "text");

  @AfterAll
  static void stop() {
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void validBodyIsReadAsItWasWritten() {
    Fuzz.check(
        fuzz -> {
          var room = fuzz.text(20);
          var text = fuzz.text(200);
          var body = new JsonObject().put("room", room).put("id", "1").put("text", text);
          var fields = RequestFields.parse(body.toBuffer()).only(FIELDS);

          assertThat(fields.text("room")).isEqualTo(room);
          assertThat(fields.text("text")).isEqualTo(text);
          assertThat(RequestFields.parse(body.encode()).document()).isEqualTo(fields.document());
        });
  }

  @Test
  void brokenBodyIsReadOrRefusedWith400() {
    var valid = "{\"room\":\"lobby\",\"id\":\"1\",\"text\":\"h\\u00e9 \\\"x\\\"\",\"n\":[1,{}]}";
    Fuzz.check(
        fuzz -> {
          var body = fuzz.chance(80) ? fuzz.mutated(valid) : fuzz.bytes(60);
          try {
            var fields = RequestFields.parse(Buffer.buffer(body)).only(FIELDS);
            Validation.room(fields.text("room"));
            Validation.id(fields.text("id"));
            Validation.text(fields.text("text"));
          } catch (Refusal refusal) {
            assertThat(refusal.problem().status()).isIn(400, 413);
          }
        });
  }

  @Test
  void changedTokenIsNobodysOrStillItsUsers() {
    var valid = TOKENS.issue("ada", false).text();
    Fuzz.check(
        fuzz -> {
          var token =
              fuzz.chance(80)
                  ? new String(fuzz.mutated(valid), StandardCharsets.UTF_8)
                  : fuzz.characters("abcXYZ019-_=.{}\"", 80);

          // The last character of a signature has bits that mean nothing.
          assertThat(TOKENS.bearer(token).map(Tokens.Bearer::user).orElse("ada")).isEqualTo("ada");
          if (!token.regionMatches(0, valid, 0, valid.length() - 1)) {
            assertThat(TOKENS.bearer(token)).as(token).isEmpty();
          }
        });
  }

  @Test
  void numberIsTakenWhenItIsDigitsInRangeAndRefusedOtherwise() {
    Fuzz.check(
        fuzz -> {
          var value = fuzz.characters("0123456789+-. xeE\u0663", 22);
          var valid =
              value.matches("[0-9]+")
                  && value.length() <= 19
                  && new BigInteger(value).compareTo(BigInteger.valueOf(Long.MAX_VALUE - 1)) <= 0;
          try {
            assertThat(Validation.number("after", value, 0, Long.MAX_VALUE - 1))
                .isEqualTo(new BigInteger(value).longValueExact());
            assertThat(valid).as(value).isTrue();
          } catch (Refusal refusal) {
            assertThat(valid).as(value).isFalse();
          }
        });
  }

  @Test
  void messageInAnyPiecesIsTheSameMessage() {
    Fuzz.check(
        fuzz -> {
          var whole =
              fuzz.chance(50)
                  ? fuzz.text(300).getBytes(StandardCharsets.UTF_8)
                  : fuzz.mutated(fuzz.text(50) + "x");
          var outcome = new ArrayList<String>();
          var messages = new IncomingMessages(new Recorder(outcome));
          messages.frame(WebSocketFrame.textFrame("", false));
          for (int from = 0; outcome.isEmpty(); ) {
            int to = Math.min(whole.length, from + fuzz.below(40));
            var last = to == whole.length && fuzz.chance(70);
            var piece = Arrays.copyOfRange(whole, from, to);
            messages.frame(WebSocketFrame.continuationFrame(Buffer.buffer(piece), last));
            from = to;
          }

          assertThat(outcome).containsExactly(decoded(whole));
        });
  }

  private static String decoded(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException invalid) {
      return "closed with 1007";
    }
  }

  /** Keeps what becomes of messages. */
  private record Recorder(List<String> outcome) implements IncomingMessages.Receiver {
    @Override
    public void text(String message) {
      outcome.add(message);
    }

    @Override
    public void binary() {
      outcome.add("binary");
    }

    @Override
    public void begun() {
      // Only time depends on it.
    }

    @Override
    public void completed() {
      // Only time depends on it.
    }

    @Override
    public void violated(short closeCode, String reason) {
      outcome.add("closed with " + closeCode);
    }
  }
}
