package switchboard.chat.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.chat.store.Message;

/** Frames are written as a JSON library would write them. */
class JsonFramesTest {
  private static final Instant AT = Instant.parse("2026-11-30T09:05:00.250Z");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "\"quoted\" \\ and /",
        "line\nend\r\t\b\f",
        "\u0000\u001f\u007f\u2028",
        "Grüße, 世界 🙂"
      })
  void frameOfAMessageIsItsObject(String text) {
    var frame = JsonFrames.messageFrame(new Message("room", 7, "id-1", "ann", text, AT));

    assertThat(frame)
        .isEqualTo(
            new JsonObject()
                .put("type", "message")
                .put("seq", 7)
                .put("id", "id-1")
                .put("from", "ann")
                .put("text", text)
                .put("at", "2026-11-30T09:05:00.250Z")
                .encode());
  }

  @Test
  void timesHaveThreeDigitsOfTheSecondWhicheverSecondCameBefore() {
    assertThat(JsonFrames.time(AT)).isEqualTo("2026-11-30T09:05:00.250Z");
    assertThat(JsonFrames.time(AT.plusNanos(999_999))).isEqualTo("2026-11-30T09:05:00.250Z");
    assertThat(JsonFrames.time(AT.minusMillis(243))).isEqualTo("2026-11-30T09:05:00.007Z");
    assertThat(JsonFrames.time(AT.plusMillis(750))).isEqualTo("2026-11-30T09:05:01.000Z");
    assertThat(JsonFrames.time(Instant.EPOCH)).isEqualTo("1970-01-01T00:00:00.000Z");
    assertThat(JsonFrames.time(Instant.EPOCH.minusMillis(1))).isEqualTo("1969-12-31T23:59:59.999Z");
  }
}
