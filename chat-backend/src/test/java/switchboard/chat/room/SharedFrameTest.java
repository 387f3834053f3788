package switchboard.chat.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SharedFrameTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 0xffff, 0x10000})
  void everySocketGetsTheSameFrameOfAnyLength(int length) {
    var text = "é".repeat(length / 2) + "x".repeat(length % 2);
    var peer = new EmbeddedChannel(new WebSocket13FrameDecoder(false, false, 0x10000));

    try (var frame = new SharedFrame(text)) {
      peer.writeInbound(frame.bytes(), frame.bytes());
    }

    for (int socket = 0; socket < 2; socket++) {
      TextWebSocketFrame received = peer.readInbound();
      assertThat(received.text()).isEqualTo(text);
      assertThat(received.isFinalFragment()).isTrue();
      received.release();
    }
  }
}
