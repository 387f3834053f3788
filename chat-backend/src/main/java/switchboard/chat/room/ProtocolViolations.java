package switchboard.chat.room;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.util.function.BiConsumer;

/**
 * Closes a WebSocket with the matching close code when a frame is invalid: Vert.x would only break
 * the connection. Nothing is read after such a frame.
 */
final class ProtocolViolations extends ChannelInboundHandlerAdapter {
  private final BiConsumer<Short, String> close;

  private ProtocolViolations(BiConsumer<Short, String> close) {
    this.close = close;
  }

  static void handle(ServerWebSocket socket, BiConsumer<Short, String> close) {
    if (socket instanceof WebSocketInternal internal) {
      var last = internal.channelHandlerContext();
      last.pipeline().addBefore(last.name(), "violations", new ProtocolViolations(close));
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    if (failure instanceof CorruptedWebSocketFrameException violation) {
      close.accept((short) violation.closeStatus().code(), "not a valid frame");
    } else {
      context.fireExceptionCaught(failure);
    }
  }
}
