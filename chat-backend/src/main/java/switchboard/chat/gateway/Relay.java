package switchboard.chat.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.function.Consumer;

/**
 * One direction of a pair of sockets: bytes read from its own channel are written to the other,
 * unchanged and without a copy. While the other does not keep up, its own is not read.
 */
final class Relay extends ChannelInboundHandlerAdapter {
  private final Channel other;
  private final Consumer<ByteBuf> seen;
  private final Runnable ended;

  /**
   * @param seen looks at the bytes before they go on
   * @param ended is called when its own channel has closed
   */
  Relay(Channel other, Consumer<ByteBuf> seen, Runnable ended) {
    this.other = other;
    this.seen = seen;
    this.ended = ended;
  }

  /** Passes on bytes that were read elsewhere, at once. */
  void pass(ByteBuf bytes) {
    write(bytes);
    other.flush();
  }

  private void write(ByteBuf bytes) {
    seen.accept(bytes);
    var _ = other.write(bytes, other.voidPromise());
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    write((ByteBuf) message);
    if (!other.isWritable()) {
      // Otherwise all that one wake-up brings would be read, up to a mebibyte.
      context.channel().config().setAutoRead(false);
    }
  }

  /** All that one wake-up brought goes out with one system call. */
  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    other.flush();
    if (!other.isWritable()) {
      context.channel().config().setAutoRead(false);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (context.channel().isWritable()) {
      other.config().setAutoRead(true);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    ended.run();
  }

  /** A broken connection; closing it makes it inactive, if it is not yet. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var _ = context.close();
  }
}
