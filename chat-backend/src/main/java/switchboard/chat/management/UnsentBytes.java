package switchboard.chat.management;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.util.internal.PlatformDependent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * A budget for the bytes that are written to all connections of a process together and not read
 * yet. Clients that do not read cannot use the memory up: beyond the budget, connections are
 * closed, those first that have held the most for the longest. A client that reads holds little,
 * and not for long.
 *
 * <p>At three quarters of the budget connections are ended properly, which takes them a moment; at
 * the whole of it they are broken off, those that are being ended first. The budget is exceeded by
 * at most one answer.
 *
 * <p>Confined to the event loop; {@link #total} may be read from anywhere.
 */
public final class UnsentBytes {
  /**
   * How much the system buffers for each connection, beyond the budget. Left to itself, Linux takes
   * up to 4 MiB, which count as memory of the container. With this much, a client 50 ms away is
   * sent 2.5 MiB a second.
   */
  public static final int SEND_BUFFER_BYTES = 128 * 1024;

  private static final long RECOUNT_MILLIS = 1_000;

  private static final long MEBIBYTE = 1024 * 1024;
  private static final int MAX_MEBIBYTES = 65_536;

  /** The share of the memory for buffers, so that as much again is left for what produces them. */
  private static final int SHARES = 4;

  private final long budget;
  private final Runnable closed;
  private final LongSupplier nanoTime;

  /** Those that had something unsent when last looked at; they may have sent it since. */
  private final Set<Connection> holders = new LinkedHashSet<>();

  /** Never less than what is unsent. */
  private volatile long total;

  private boolean shedding;

  /**
   * @param budget in bytes
   * @param closed is called for each connection that is closed for the budget's sake
   */
  public UnsentBytes(Vertx vertx, long budget, Runnable closed, LongSupplier nanoTime) {
    this.budget = budget;
    this.closed = closed;
    this.nanoTime = nanoTime;
    vertx.setPeriodic(RECOUNT_MILLIS, timer -> recount());
  }

  /**
   * The budget that {@code MAX_UNSENT_MIB} sets; by default a quarter of the heap or of the memory
   * outside of it, whichever is less.
   */
  public static long setting(Environment environment) {
    long memory = Math.min(PlatformDependent.maxDirectMemory(), Runtime.getRuntime().maxMemory());
    int affordable = Math.clamp(memory / SHARES / MEBIBYTE, 1, MAX_MEBIBYTES);
    return environment.integer("MAX_UNSENT_MIB", affordable, 1, MAX_MEBIBYTES) * MEBIBYTE;
  }

  /** Counts what is written to a connection, which is closed at once when it has to be. */
  public void watch(HttpConnection connection) {
    var channel = ((ConnectionBase) connection).channel();
    channel.pipeline().addFirst(new Connection(channel));
  }

  /**
   * Sets how a watched connection is ended. It has a moment for that, and nothing more may be
   * written to it.
   */
  public static void whenOverBudget(Channel channel, Runnable end) {
    var connection = channel.pipeline().get(Connection.class);
    if (connection != null) {
      connection.end = end;
    }
  }

  /**
   * Where bytes for a watched channel are written that need none of its handlers: they are counted
   * and leave. Null when it is not watched.
   */
  public static ChannelHandlerContext writerOfBytes(Channel channel) {
    var names = channel.pipeline().names();
    return names.size() > 1 && channel.pipeline().first() instanceof Connection
        ? channel.pipeline().context(names.get(1))
        : null;
  }

  /** The total of unsent bytes; may be slightly out of date, and is then too high. */
  public long total() {
    return total;
  }

  /** Whether this many more bytes would leave room for other connections. */
  public boolean hasRoomFor(long bytes) {
    return total + bytes <= budget / 2;
  }

  /**
   * Counts bytes that wait to be written and that no connection holds yet; a negative number takes
   * them back.
   */
  @SuppressWarnings("NonAtomicVolatileUpdate") // Only the event loop writes.
  public void held(long bytes) {
    total += bytes;
    spare += bytes;
  }

  /** The bytes that {@link #held} counts. */
  private long spare;

  private void recount() {
    long sum = spare;
    for (var each = holders.iterator(); each.hasNext(); ) {
      var connection = each.next();
      connection.bytes = connection.pending();
      if (connection.bytes == 0) {
        each.remove();
      }
      sum += connection.bytes;
    }
    total = sum;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // Only the event loop writes.
  private void changed(Connection connection, long bytes) {
    total += bytes - connection.bytes;
    if (connection.bytes == 0) {
      holders.add(connection);
      connection.sinceNanos = nanoTime.getAsLong();
    }
    connection.bytes = bytes;
  }

  private void shed() {
    if (shedding || total <= soft()) {
      return;
    }
    recount();
    if (total <= soft()) {
      return;
    }
    shedding = true;
    try {
      long ending = 0;
      long now = nanoTime.getAsLong();
      List<Connection> open = new ArrayList<>();
      List<Connection> ended = new ArrayList<>();
      for (var holder : holders) {
        holder.weight = holder.bytes * (double) Math.max(1, now - holder.sinceNanos);
        (holder.ending ? ended : open).add(holder);
        ending += holder.ending ? holder.bytes : 0;
      }
      Comparator<Connection> most = Comparator.comparingDouble(each -> -each.weight);
      open.sort(most);
      // Somewhat more than necessary, so that the next write does not cause the same again.
      long excess = total - ending - soft() * 7 / 8;
      for (var holder : open) {
        if (excess <= 0) {
          break;
        }
        excess -= holder.bytes;
        holder.end();
        ended.add(holder);
      }
      ended.sort(most);
      for (var holder : ended) {
        if (total <= budget) {
          break;
        }
        holder.abort();
      }
    } finally {
      shedding = false;
    }
  }

  private long soft() {
    return budget / 4 * 3;
  }

  /** One connection; comes last of what handles its writes, where they are bytes. */
  private final class Connection extends ChannelOutboundHandlerAdapter {
    private final Channel channel;
    private ChannelHandlerContext context;
    private Runnable end;
    private boolean ending;
    private long bytes;
    private long sinceNanos;
    private double weight;

    Connection(Channel channel) {
      this.channel = channel;
    }

    private long pending() {
      var buffer = channel.unsafe().outboundBuffer();
      return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    private void end() {
      ending = true;
      closed.run();
      if (end == null) {
        abort();
      } else {
        end.run();
      }
    }

    /** Past the connection's other handlers, which would first let it go on for a moment. */
    private void abort() {
      var _ = context.close();
      changed(this, pending());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext own) {
      context = own;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
      if (bytes > 0 && pending() == 0) {
        // All has been read: what is written now is held from now on.
        changed(this, 0);
      }
      var _ = context.write(message, promise);
    }

    @Override
    public void flush(ChannelHandlerContext context) {
      context.flush();
      long now = pending();
      if (now != bytes) {
        changed(this, now);
        shed();
      }
    }
  }
}
