package switchboard.chat.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A connection to a replica that asks for a WebSocket and then carries its bytes. It is made with
 * Netty alone: a connection of Vert.x's client takes several times as much memory while the socket
 * is open.
 */
final class ReplicaSocket extends ChannelInboundHandlerAdapter {
  /** An answer that refuses is a short problem document. */
  private static final int MAX_ANSWER_BYTES = 64 * 1024;

  private final FullHttpRequest request;
  private final Consumer<FullHttpResponse> answered;
  private final Consumer<Throwable> failed;

  /** Bytes that the replica sends right behind its answer. */
  private final List<ByteBuf> early = new ArrayList<>(1);

  private Channel channel;
  private boolean reached;
  private boolean closed;

  /**
   * @param answered takes the answer while its call lasts; nothing more is read until the
   *     connection is handed over
   * @param failed is called when the connection ends, answered or not; may be called twice
   */
  ReplicaSocket(
      FullHttpRequest request, Consumer<FullHttpResponse> answered, Consumer<Throwable> failed) {
    this.request = request;
    this.answered = answered;
    this.failed = failed;
  }

  /** Observes the connect, which sends the request. */
  void open(ChannelFuture connecting) {
    channel = connecting.channel();
    var _ =
        connecting.addListener(
            (ChannelFutureListener)
                done -> {
                  if (!done.isSuccess()) {
                    failed.accept(done.cause());
                  }
                });
  }

  /** The handlers of its connection. */
  ChannelInitializer<Channel> handlers() {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel fresh) {
        fresh
            .pipeline()
            .addLast(new HttpClientCodec())
            .addLast(new HttpObjectAggregator(MAX_ANSWER_BYTES))
            .addLast(ReplicaSocket.this);
      }
    };
  }

  Channel channel() {
    return channel;
  }

  /** Whether a connection was made. */
  boolean reached() {
    return reached;
  }

  void close() {
    closed = true;
    if (channel != null) {
      var _ = channel.close();
    }
  }

  /** Hands the connection over, with the bytes received behind the answer. */
  void handOver(Relay relay) {
    var pipeline = channel.pipeline();
    pipeline.addLast(relay);
    var self = pipeline.context(this);
    early.forEach(self::fireChannelRead);
    early.clear();
    pipeline.remove(HttpObjectAggregator.class);
    pipeline.remove(HttpClientCodec.class);
    self.fireChannelReadComplete();
    pipeline.remove(this);
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    reached = true;
    if (closed) {
      var _ = context.close();
    } else {
      var _ = context.writeAndFlush(request);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof FullHttpResponse answer) {
      // Not from within the decoder, which may be about to bring what comes behind the answer.
      context.channel().config().setAutoRead(false);
      context.executor().execute(() -> hand(answer));
    } else if (message instanceof ByteBuf bytes) {
      early.add(bytes);
    } else {
      ReferenceCountUtil.release(message);
    }
  }

  private void hand(FullHttpResponse answer) {
    try {
      answered.accept(answer);
    } finally {
      ReferenceCountUtil.release(answer);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    early.forEach(ByteBuf::release);
    early.clear();
    failed.accept(new IOException("closed"));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    failed.accept(cause);
    var _ = context.close();
  }
}
