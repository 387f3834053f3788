package switchboard.simulator.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("locales")
class FrameTest {

  @Test
  void messageIsReadWhateverTheOrderOfItsFields() {
    var expected = new Frame.Message(17, "a-1", "ada", "hi there");

    assertThat(
            Frame.parse(
                "{\"type\":\"message\",\"seq\":17,\"id\":\"a-1\",\"from\":\"ada\",\"text\":\"hi"
                    + " there\",\"at\":\"x\"}"))
        .isEqualTo(expected);
    assertThat(
            Frame.parse(
                "{\"at\":\"x\",\"text\":\"hi"
                    + " there\",\"id\":\"a-1\",\"from\":\"ada\",\"type\":\"message\",\"seq\":17}"))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "",
        "\"type\":\"ack\"",
        "{\"seq\":9}",
        "a\\b\n\t\u0000",
        "seq",
        "\"seq\":",
        "Grüße 🚀",
        "[1]",
        "id"
      })
  void textComesBackAsItWasSent(String text) {
    var json =
        new JsonObject()
            .put("type", "message")
            .put("text", text)
            .put("seq", 3)
            .put("id", "text")
            .put("from", "seq");

    assertThat(Frame.parse(json.encode())).isEqualTo(new Frame.Message(3, "text", "seq", text));
    assertThat(Frame.parse(json.encodePrettily()))
        .isEqualTo(new Frame.Message(3, "text", "seq", text));
  }

  @Test
  void otherFramesAreToldApart() {
    assertThat(
            Frame.parse(
                "{\"type\":\"ack\",\"id\":\"a\",\"seq\":2,\"epoch\":\"e1\",\"duplicate\":true}"))
        .isEqualTo(new Frame.Ack("a", "e1", 2));
    assertThat(
            Frame.parse(
                "{\"type\":\"welcome\",\"room\":\"r\",\"epoch\":\"e1\",\"lastSeq\":4,\"replica\":\"b\"}"))
        .isEqualTo(new Frame.Welcome("e1", 4, "b"));
    assertThat(
            Frame.parse(
                "{\"type\":\"history-reset\",\"room\":\"r\",\"epoch\":\"e2\",\"after\":3,\"lastSeq\":5}"))
        .isEqualTo(new Frame.HistoryReset("e2", 3, 5));
    assertThat(Frame.parse("{\"type\":\"history-trimmed\",\"room\":\"r\",\"first\":1,\"last\":2}"))
        .isEqualTo(Frame.OTHER);
    assertThat(Frame.parse("{\"type\":\"error\",\"code\":\"c\",\"message\":\"m\"}"))
        .isEqualTo(new Frame.Refusal("c", "m", null));
    assertThat(Frame.parse("{\"type\":\"presence\",\"online\":3}")).isEqualTo(Frame.OTHER);
    assertThat(Frame.parse("{\"type\":\"later\",\"x\":{}}")).isEqualTo(Frame.OTHER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "nonsense",
        "{\"type\":\"message\",\"seq\":0,\"id\":\"a\",\"from\":\"b\",\"text\":\"c\"}",
        "{\"type\":\"message\",\"seq\":\"1\",\"id\":\"a\",\"from\":\"b\",\"text\":\"c\"}",
        "{\"type\":\"message\",\"seq\":1,\"from\":\"b\",\"text\":\"c\"}",
        "{\"type\":\"history-reset\",\"after\":3,\"lastSeq\":5}",
        "{\"type\":\"ack\",\"id\":\"a\",\"seq\":2}",
        "{\"type\":\"ack\",\"id\":\"a\",\"seq\":2,\"epoch\":\"\"}",
        "{\"type\":\"ack\",\"id\":\"a\",\"seq\":2,\"epoch\":\"e&token=x\"}",
        "{\"type\":\"ack\",\"id\":\"a\",\"seq\":2,\"epoch\":\"abcdefghijklmnopqrstuvwxyz1234567\"}",
        "{\"type\":\"welcome\",\"lastSeq\":4,\"replica\":\"b\"}",
        "{\"type\":\"history-reset\",\"epoch\":\"e2\",\"after\":-1,\"lastSeq\":5}",
        "{\"type\":\"message\",\"seq\":1,\"id\":\"a\",\"from\":\"b\",\"text\":null}"
      })
  void whatIsNoFrameIsMalformed(String text) {
    assertThat(Frame.parse(text)).isInstanceOf(Frame.Malformed.class);
  }

  @Test
  void requestToMoveIsReadWhateverElseItSays() {
    assertThat(Frame.parse("{\"type\":\"rebalance\",\"closesInMillis\":10000}"))
        .isEqualTo(new Frame.Rebalance());
  }
}
