package switchboard.chat.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import switchboard.chat.gateway.replicas.Address;

/**
 * Connections to the replicas that stay open from request to request, one request at a time on
 * each. On Netty's channels, because a request costs a multiple by Vert.x's client. Confined to the
 * event loop.
 */
final class ReplicaConnections implements AutoCloseable {
  /** Receives what one request comes to; nothing more once it was reset. */
  interface Receiver {
    /** The head of the answer; interim ones, such as 103, are left out. */
    void head(HttpResponse head);

    /** A part of the body, which is released afterwards. */
    void part(ByteBuf bytes);

    /** The answer is complete. */
    void complete();

    /** The answer cannot be had, or be had whole. */
    void failed(Throwable cause);
  }

  /**
   * Shorter than a backend keeps an idle connection, so that the gateway is the one to close it.
   */
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(20);

  private static final long SWEEP_MILLIS = 1_000;

  /** Per replica; further requests queue for a connection. */
  private static final int MAX_CONNECTIONS = 1024;

  private final Vertx vertx;
  private final ReplicaDialer dialer;
  private final Map<Address, Pool> pools = new HashMap<>();
  private final long sweeper;
  private boolean closed;

  ReplicaConnections(Vertx vertx, ReplicaDialer dialer) {
    this.vertx = vertx;
    this.dialer = dialer;
    sweeper = vertx.setPeriodic(SWEEP_MILLIS, timer -> sweep());
  }

  /** Sends a request as soon as there is a connection for it. */
  Call send(Address address, FullHttpRequest request, Receiver receiver) {
    var call = new Call(pools.computeIfAbsent(address, Pool::new), request, receiver);
    if (closed) {
      request.release();
      call.fail(new IOException("The gateway stops."));
    } else {
      call.pool.send(call);
    }
    return call;
  }

  private void sweep() {
    long unusedSince = System.nanoTime() - KEEP_ALIVE.toNanos();
    for (var pool : List.copyOf(pools.values())) {
      pool.idle.stream()
          .filter(each -> each.idleSince - unusedSince < 0)
          .toList()
          .forEach(Connection::cut);
      if (pool.open.isEmpty() && pool.waiting.isEmpty()) {
        pools.remove(pool.address);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    vertx.cancelTimer(sweeper);
    pools.values().forEach(pool -> List.copyOf(pool.open).forEach(Connection::cut));
  }

  /** One request to a replica, and its answer. */
  static final class Call {
    private final Pool pool;
    private final FullHttpRequest request;
    private final Receiver receiver;
    private Connection connection;
    private boolean sent;
    private boolean over;

    private Call(Pool pool, FullHttpRequest request, Receiver receiver) {
      this.pool = pool;
      this.request = request;
      this.receiver = receiver;
    }

    /** Whether a connection was made, so that the replica may have acted on it. */
    boolean reachedReplica() {
      return sent;
    }

    /** Stops reading the answer, or goes on. */
    void read(boolean goesOn) {
      if (!over && connection != null) {
        connection.channel.config().setAutoRead(goesOn);
      }
    }

    /** Ends it, with its connection, on which an answer may be under way. */
    void reset() {
      if (over) {
        return;
      }
      over = true;
      if (connection == null) {
        pool.waiting.remove(this);
        request.release();
      } else {
        connection.cut();
      }
    }

    private void fail(Throwable cause) {
      if (!over) {
        over = true;
        receiver.failed(cause);
      }
    }
  }

  /** The connections to one replica. */
  private final class Pool {
    private final Address address;
    private final Set<Connection> open = new HashSet<>();
    private final ArrayDeque<Connection> idle = new ArrayDeque<>();
    private final ArrayDeque<Call> waiting = new ArrayDeque<>();

    Pool(Address address) {
      this.address = address;
    }

    void send(Call call) {
      var free = idle.pollLast();
      if (free != null) {
        free.send(call);
      } else if (open.size() < MAX_CONNECTIONS) {
        new Connection(this).connect(call);
      } else {
        waiting.add(call);
      }
    }

    void sendNext() {
      var next = closed ? null : waiting.poll();
      if (next != null) {
        send(next);
      }
    }
  }

  private final class Connection extends SimpleChannelInboundHandler<HttpObject> {
    private final Pool pool;
    private Channel channel;

    /** The request whose answer is awaited; null while it is idle. */
    private Call call;

    private boolean interim;
    private boolean staysOpen;
    private long idleSince;

    Connection(Pool pool) {
      this.pool = pool;
    }

    void connect(Call first) {
      call = first;
      first.connection = this;
      pool.open.add(this);
      var connecting =
          dialer.connect(
              pool.address,
              new ChannelInitializer<>() {
                @Override
                protected void initChannel(Channel fresh) {
                  fresh.pipeline().addLast(new HttpClientCodec()).addLast(Connection.this);
                }
              });
      channel = connecting.channel();
      var _ =
          connecting.addListener(
              (ChannelFutureListener)
                  done -> {
                    if (!done.isSuccess()) {
                      first.request.release();
                      // Without a descriptor, another thread says so.
                      dialer.loop().execute(() -> end(done.cause()));
                    } else if (first.over) {
                      first.request.release();
                      cut();
                    } else {
                      write(first);
                    }
                  });
    }

    void send(Call next) {
      call = next;
      next.connection = this;
      write(next);
    }

    private void write(Call next) {
      next.sent = true;
      // A failed write is followed by the end of its connection.
      var _ = channel.writeAndFlush(next.request, channel.voidPromise());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
      if (part.decoderResult().isFailure()) {
        end(part.decoderResult().cause());
        return;
      }
      if (part instanceof HttpResponse head) {
        begin(head);
      }
      if (call == null || call.over) {
        // Nobody has asked for it, or does any more.
        end(new IOException("an answer to no request"));
        return;
      }
      if (part instanceof HttpContent content && content.content().isReadable()) {
        call.receiver.part(content.content());
      }
      if (part instanceof LastHttpContent && !interim) {
        complete();
      }
    }

    private void begin(HttpResponse head) {
      interim = head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
      staysOpen = HttpUtil.isKeepAlive(head);
      if (head.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
        end(new IOException("another protocol, which nobody has asked for"));
      } else if (!interim && call != null && !call.over) {
        call.receiver.head(head);
      }
    }

    private void complete() {
      var done = call;
      done.over = true;
      call = null;
      // A body without a length ends with its connection.
      if (staysOpen && channel.isActive() && !closed) {
        channel.config().setAutoRead(true);
        idleSince = System.nanoTime();
        pool.idle.add(this);
      } else {
        cut();
      }
      pool.sendNext();
      done.receiver.complete();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      end(new IOException("closed"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      end(cause);
    }

    private void end(Throwable cause) {
      var failed = call;
      call = null;
      cut();
      if (failed != null) {
        failed.fail(cause);
      }
    }

    void cut() {
      pool.idle.remove(this);
      if (pool.open.remove(this)) {
        if (channel.isRegistered()) {
          var _ = channel.close();
        }
        pool.sendNext();
      }
    }
  }
}
