package switchboard.simulator.loadtest;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import switchboard.simulator.endpoint.Endpoint;

/**
 * Connections to one server that stay open from request to request, made when they are needed. On
 * Netty's channels, because a load test's requests are many and equal: by Vert.x's client, as
 * users' requests are, each costs a multiple. Confined to the event loop.
 */
final class Connections {
  /** What a request came to. */
  interface Answer {
    void answered(int status, int bodyBytes);

    void broke(Throwable failure);
  }

  /** A request is a FullHttpRequest, or its bytes. */
  private record Waiting(Object request, Answer answer) {}

  /** So that no request meets a connection that its server is closing. */
  private static final Duration MAX_IDLE = Duration.ofSeconds(15);

  private final EventLoop loop;
  private final Bootstrap bootstrap;
  private final InetSocketAddress server;
  private final int most;
  private final Duration limit;
  private final boolean bodiless;
  private final ArrayDeque<Connection> idle = new ArrayDeque<>();
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private final Set<Connection> open = new HashSet<>();
  private final ScheduledFuture<?> watch;
  private boolean closed;

  /**
   * @param most how many there are at most; further requests wait for one
   * @param limit how long a server may take to accept a connection, and to answer
   * @param bodiless whether the requests are HEAD, whose answers have no body
   */
  Connections(Vertx vertx, Endpoint endpoint, int most, Duration limit, boolean bodiless) {
    var internal = (VertxInternal) vertx;
    loop = ((ContextInternal) vertx.getOrCreateContext()).nettyEventLoop();
    this.server = endpoint.address();
    this.most = most;
    this.limit = limit;
    this.bodiless = bodiless;
    bootstrap =
        new Bootstrap()
            .group(loop)
            .channelFactory(internal.transport().channelFactory(false))
            .resolver(internal.nameResolver().nettyAddressResolverGroup())
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) limit.toMillis())
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new HttpRequestEncoder());
                    endpoint.secure(channel);
                  }
                });
    watch = loop.scheduleAtFixedRate(this::giveUpLate, 1, 1, TimeUnit.SECONDS);
  }

  /** Sends a request as soon as there is a connection for it. */
  void send(FullHttpRequest request, Answer answer) {
    sendNow(request, answer);
  }

  /** As {@link #send}, of the bytes of a request. */
  void sendEncoded(byte[] request, Answer answer) {
    sendNow(Unpooled.wrappedBuffer(request), answer);
  }

  private void sendNow(Object request, Answer answer) {
    var free = idle.pollLast();
    if (free != null) {
      free.send(request, answer);
    } else if (open.size() < most) {
      new Connection(request, answer).connect();
    } else {
      waiting.add(new Waiting(request, answer));
    }
  }

  private void sendNextWaiting() {
    var next = closed ? null : waiting.poll();
    if (next != null) {
      sendNow(next.request(), next.answer());
    }
  }

  private void giveUpLate() {
    var before = System.nanoTime() - limit.toNanos();
    for (var each : List.copyOf(open)) {
      if (each.isWaitingSince(before)) {
        each.fail(new IOException("no answer within " + limit.toSeconds() + " s"));
      }
    }
    var unusedSince = System.nanoTime() - MAX_IDLE.toNanos();
    List.copyOf(idle).stream()
        .filter(each -> each.isOlderThan(unusedSince))
        .forEach(Connection::cut);
  }

  /** Cuts those that are open; nobody is told of requests without an answer. */
  void close() {
    closed = true;
    watch.cancel(false);
    waiting.forEach(each -> ReferenceCountUtil.release(each.request()));
    waiting.clear();
    List.copyOf(open).forEach(Connection::cut);
  }

  /** One of them, which is busy from its beginning on. */
  private final class Connection extends SimpleChannelInboundHandler<HttpObject> {
    private final WholeAnswers whole = new WholeAnswers(this::whole, bodiless);
    private Object first;
    private Answer answer;
    private Channel channel;
    private long since = System.nanoTime();
    private int status;
    private int bytes;
    private boolean staysOpen;

    Connection(Object first, Answer answer) {
      this.first = first;
      this.answer = answer;
    }

    void connect() {
      open.add(this);
      var connecting = bootstrap.connect(server);
      channel = connecting.channel();
      var _ =
          connecting.addListener(
              done -> {
                if (!done.isSuccess()) {
                  // Without a descriptor, another thread says so.
                  loop.execute(() -> fail(done.cause()));
                } else if (open.contains(this)) {
                  channel.pipeline().addLast(whole, decoder(), this);
                  write(takeFirst());
                }
              });
    }

    private Object takeFirst() {
      var request = first;
      first = null;
      return request;
    }

    void send(Object request, Answer next) {
      answer = next;
      since = System.nanoTime();
      write(request);
    }

    private HttpResponseDecoder decoder() {
      return new HttpResponseDecoder() {
        @Override
        protected boolean isContentAlwaysEmpty(HttpMessage answer) {
          return bodiless || super.isContentAlwaysEmpty(answer);
        }
      };
    }

    /** A write that fails is followed by the end of its connection. */
    private void write(Object request) {
      if (request instanceof ByteBuf bytes) {
        var encoder = channel.pipeline().context(HttpRequestEncoder.class);
        var _ = encoder.writeAndFlush(bytes, encoder.voidPromise());
      } else {
        var _ = channel.writeAndFlush(request, channel.voidPromise());
      }
    }

    boolean isWaitingSince(long before) {
      return answer != null && isOlderThan(before);
    }

    /** Whether its newest request is. */
    boolean isOlderThan(long before) {
      return since - before < 0;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
      if (part.decoderResult().isFailure()) {
        fail(part.decoderResult().cause());
        return;
      }
      if (part instanceof HttpResponse head) {
        status = head.status().code();
        staysOpen = HttpUtil.isKeepAlive(head);
        bytes = 0;
      }
      if (part instanceof HttpContent content) {
        bytes += content.content().readableBytes();
      }
      if (part instanceof LastHttpContent && !isInformational()) {
        whole.decoded();
        complete();
      }
    }

    private void whole(int answerStatus, int bodyBytes) {
      status = answerStatus;
      bytes = bodyBytes;
      staysOpen = true;
      complete();
    }

    /** What comes before the answer, as "103 Early Hints". */
    private boolean isInformational() {
      return HttpStatusClass.valueOf(status) == HttpStatusClass.INFORMATIONAL;
    }

    private void complete() {
      var told = answer;
      if (told == null) {
        cut();
        return;
      }
      answer = null;
      // A body without a length ends with its connection.
      if (staysOpen && channel.isActive()) {
        idle.add(this);
      } else {
        cut();
      }
      sendNextWaiting();
      told.answered(status, bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      fail(new IOException("Connection was closed"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      // What TLS refuses is found while bytes are decoded, and comes wrapped.
      fail(
          cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause);
    }

    /** Ends it; a request that waits for its answer gets none. */
    void fail(Throwable failure) {
      var told = answer;
      answer = null;
      cut();
      if (told != null && !closed) {
        sendNextWaiting();
        told.broke(failure);
      }
    }

    void cut() {
      open.remove(this);
      idle.remove(this);
      if (first != null) {
        ReferenceCountUtil.release(takeFirst());
      }
      if (channel.isRegistered()) {
        var _ = channel.close();
      }
    }
  }
}
