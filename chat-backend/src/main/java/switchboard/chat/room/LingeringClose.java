package switchboard.chat.room;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;

/**
 * Closes only the sending half of a connection at first: while its client still sends, closing both
 * would have the kernel reset the connection, and the close frame that says why would be lost with
 * it. What the client still sends is read and discarded until it closes its half; whoever closes
 * the connection again closes it at once.
 */
final class LingeringClose extends ChannelOutboundHandlerAdapter {
  private boolean lingers;

  private LingeringClose() {}

  /** Has the next close of a socket's connection linger. */
  static void of(ServerWebSocket socket) {
    if (socket instanceof WebSocketInternal internal) {
      var last = internal.channelHandlerContext();
      last.pipeline().addBefore(last.name(), "linger", new LingeringClose());
    }
  }

  @Override
  public void close(ChannelHandlerContext context, ChannelPromise promise) {
    if (lingers || !(context.channel() instanceof DuplexChannel connection)) {
      var _ = context.close(promise);
      return;
    }
    lingers = true;
    var _ = connection.shutdownOutput();
    var _ = connection.closeFuture().addListener(closed -> promise.trySuccess());
  }
}
