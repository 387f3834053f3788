package switchboard.simulator.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import switchboard.simulator.books.Content;

/** Messages are read before the decoder, and everything else by it. */
class MessageFramesTest {
  private static final String PRESENCE = "{\"type\":\"presence\",\"online\":3}";

  private final MessageFrames frames = new MessageFrames(id -> 7);
  private final List<MessageFrames.Known> messages = new ArrayList<>();
  private final List<String> decoded = new ArrayList<>();
  private final EmbeddedChannel socket = socket();

  private EmbeddedChannel socket() {
    var decoder =
        new WebSocket13FrameDecoder(
            WebSocketDecoderConfig.newBuilder().expectMaskedFrames(false).build());
    var channel =
        new EmbeddedChannel(
            decoder,
            new SimpleChannelInboundHandler<TextWebSocketFrame>() {
              @Override
              protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
                decoded.add(frame.text());
              }
            });
    frames.read(channel.pipeline(), messages::add);
    return channel;
  }

  private static String message(long seq, String text) {
    return String.format(
        Locale.ROOT,
        "{\"type\":\"message\",\"seq\":%d,\"id\":\"id-%d\",\"from\":\"ann\",\"text\":\"%s\",\"at\":\"2026-12-01T10:00:00.000Z\"}",
        seq,
        seq,
        text);
  }

  private static ByteBuf frame(String text) {
    var payload = text.getBytes(StandardCharsets.UTF_8);
    var bytes = Unpooled.buffer().writeByte(0x81);
    if (payload.length < 126) {
      bytes.writeByte(payload.length);
    } else {
      bytes.writeByte(126).writeShort(payload.length);
    }
    return bytes.writeBytes(payload);
  }

  private static MessageFrames.Known known(long seq, String text) {
    var id = "id-" + seq;
    return new MessageFrames.Known(
        new Frame.Message(seq, id, "ann", text), Content.of(id, "ann", text), 7);
  }

  @Test
  void messagesThatComeTogetherAreReadInTheirOrder() {
    socket.writeInbound(
        Unpooled.wrappedBuffer(frame(message(1, "one")), frame(message(2, "zwei – ü"))));

    assertThat(messages).containsExactly(known(1, "one"), known(2, "zwei – ü"));
    assertThat(decoded).isEmpty();
  }

  @Test
  void secondMemberIsGivenTheMessageThatTheFirstOneRead() {
    socket.writeInbound(frame(message(1, "one")));
    socket().writeInbound(frame(message(1, "one")));

    assertThat(messages).hasSize(2);
    assertThat(messages.get(1)).isSameAs(messages.get(0));
  }

  @Test
  void messagesThatDifferInAnyByteAreDifferent() {
    socket.writeInbound(frame(message(1, "one")));
    socket.writeInbound(frame(message(1, "two")));

    assertThat(messages).containsExactly(known(1, "one"), known(1, "two"));
  }

  @Test
  void whateverFollowsAMessageGoesToTheDecoder() {
    socket.writeInbound(Unpooled.wrappedBuffer(frame(message(1, "one")), frame(PRESENCE)));

    assertThat(messages).containsExactly(known(1, "one"));
    assertThat(decoded).containsExactly(PRESENCE);
  }

  @Test
  void messageThatComesInPartsGoesToTheDecoderWhereverItIsCut() {
    var whole = frame(message(1, "one"));
    for (int cut = 1; cut < whole.readableBytes(); cut++) {
      socket.writeInbound(whole.copy(0, cut));
      socket.writeInbound(whole.copy(cut, whole.readableBytes() - cut));

      assertThat(decoded).as("cut at %d", cut).containsExactly(message(1, "one"));
      assertThat(messages).isEmpty();
      decoded.clear();
    }
    socket.writeInbound(whole);
    assertThat(messages).containsExactly(known(1, "one"));
  }

  @Test
  void messageThatIsNoneGoesToTheDecoder() {
    var incomplete = "{\"type\":\"message\",\"seq\":1,\"text\":\"whose, and which?\"}";
    socket.writeInbound(frame(incomplete));

    assertThat(messages).isEmpty();
    assertThat(decoded).containsExactly(incomplete);
  }
}
