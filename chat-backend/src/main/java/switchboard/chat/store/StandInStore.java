package switchboard.chat.store;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * An in-memory store for the warm-up, on a loopback port of its own: the real store need not be
 * there yet, and nothing is left in it. It never frees anything, so it is for some hundreds of
 * messages.
 *
 * <p>It serves one {@link MessageStore} of this version, and knows only the commands that this
 * sends.
 */
public final class StandInStore implements AutoCloseable {
  private static final String DIGEST = "0".repeat(40);
  private static final String EPOCH = "standin";
  private static final int WAITING_CONNECTIONS = 16;

  private final ServerSocket server;
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
  private final Map<String, String> values = new HashMap<>();
  private final Map<String, List<Entry>> streams = new HashMap<>();
  private final List<OutputStream> subscribers = new ArrayList<>();

  /** An entry of a stream; {@code number} is the part of its id before the hyphen. */
  private record Entry(long number, List<String> fields) {}

  private StandInStore(ServerSocket server) {
    this.server = server;
    values.put(EpochScript.EPOCH, EPOCH);
  }

  /** A store that is empty, and listens. */
  public static StandInStore open() throws IOException {
    var store =
        new StandInStore(
            new ServerSocket(0, WAITING_CONNECTIONS, InetAddress.getLoopbackAddress()));
    background(store::accept);
    return store;
  }

  public URI address() {
    return URI.create("redis://127.0.0.1:" + server.getLocalPort());
  }

  @Override
  public void close() {
    close(server);
    clients.forEach(StandInStore::close);
  }

  private static void close(Closeable socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      // Nothing is left to close.
    }
  }

  private static void background(Runnable task) {
    Thread.ofPlatform().daemon().name("stand-in-store").start(task);
  }

  private void accept() {
    try {
      while (true) {
        var client = server.accept();
        client.setTcpNoDelay(true);
        clients.add(client);
        background(() -> serve(client));
      }
    } catch (IOException closed) {
      // As every wait here ends.
    }
  }

  private void serve(Socket client) {
    try (client) {
      var in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
      OutputStream out = new BufferedOutputStream(client.getOutputStream());
      while (true) {
        var reply = reply(command(in), out);
        synchronized (this) {
          write(out, reply);
          out.flush();
        }
      }
    } catch (IOException closed) {
      // Its client is gone, or the store is closed.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** A command is an array of strings. */
  private static List<String> command(DataInputStream in) throws IOException {
    int words = (int) number(in);
    var command = new ArrayList<String>(words);
    for (int i = 0; i < words; i++) {
      var word = new byte[(int) number(in)];
      in.readFully(word);
      in.skipNBytes(2);
      command.add(new String(word, StandardCharsets.UTF_8));
    }
    return command;
  }

  /** The number on a line, after the sign that says what it counts. */
  private static long number(DataInputStream in) throws IOException {
    if (in.read() < 0) {
      throw new EOFException();
    }
    long number = 0;
    for (int digit = in.read(); digit != '\r'; digit = in.read()) {
      if (digit < 0) {
        throw new EOFException();
      }
      number = 10 * number + digit - '0';
    }
    in.skipNBytes(1);
    return number;
  }

  private synchronized Object reply(List<String> command, OutputStream out)
      throws IOException, InterruptedException {
    return switch (command.getFirst().toUpperCase(Locale.ROOT)) {
      case "SCRIPT" -> DIGEST;
      case "EVALSHA" -> {
        int arguments = 3 + Integer.parseInt(command.get(2));
        yield append(command.subList(3, arguments), command.subList(arguments, command.size()));
      }
      // Whether the history is whole, which it is.
      case "EVAL" -> List.of(EPOCH, (long) log().size(), log().size() + "-0");
      case "GET" -> values.get(command.get(1));
      case "MGET" -> command.stream().skip(1).<Object>map(values::get).toList();
      case "XRANGE" -> range(command);
      case "XREVRANGE" -> latest(command);
      case "XREAD" -> read(command);
      case "SUBSCRIBE" -> {
        subscribers.add(out);
        yield List.of("subscribe", command.get(1), 1L);
      }
      case "PUBLISH" -> {
        for (var subscriber : subscribers) {
          write(subscriber, List.of("message", command.get(1), command.get(2)));
          subscriber.flush();
        }
        yield (long) subscribers.size();
      }
      case "PING" -> "PONG";
      default -> "OK";
    };
  }

  /** As {@link AppendScript}, of messages whose ids are not used for another text. */
  private List<Object> append(List<String> keys, List<String> arguments) {
    var at = arguments.get(4);
    var known = values.get(keys.get(2));
    if (known != null) {
      return List.of(Long.parseLong(known), at, 1L, EPOCH, (long) log().size());
    }
    var room = stream(keys.get(0));
    var seq = Long.toString(room.size() + 1L);
    var fields =
        List.of(
            "id", arguments.get(1), "from", arguments.get(2), "text", arguments.get(3), "at", at);
    room.add(new Entry(room.size() + 1L, fields));
    var count = Long.toString(log().size() + 1L);
    var logged = new ArrayList<String>(fields);
    logged.addAll(List.of("room", arguments.get(0), "seq", seq, "n", count, "epoch", EPOCH));
    log().add(new Entry(log().size() + 1L, logged));
    values.put(EpochScript.COUNT, count);
    values.put(keys.get(1), seq);
    values.put(keys.get(2), seq);
    notifyAll();
    return List.of(Long.parseLong(seq), at, 0L, EPOCH, Long.parseLong(count));
  }

  private List<Entry> log() {
    return stream(AppendScript.LOG);
  }

  private List<Entry> stream(String key) {
    return streams.computeIfAbsent(key, unknown -> new ArrayList<>());
  }

  private List<Object> range(List<String> command) {
    long first = numberOf(command.get(2));
    long last = command.get(3).equals("+") ? Long.MAX_VALUE : numberOf(command.get(3));
    return stream(command.get(1)).stream()
        .filter(entry -> entry.number() >= first && entry.number() <= last)
        .limit(Long.parseLong(command.get(5)))
        .map(StandInStore::reply)
        .toList();
  }

  /** Newest first. */
  private List<Object> latest(List<String> command) {
    return stream(command.get(1)).reversed().stream()
        .limit(Long.parseLong(command.get(5)))
        .map(StandInStore::reply)
        .toList();
  }

  /** Waits for an entry after the one that is known; null when none comes. */
  private List<Object> read(List<String> command) throws InterruptedException {
    var log = stream(command.get(6));
    int known = (int) numberOf(command.get(7));
    long left = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(command.get(4)));
    long until = System.nanoTime() + left;
    while (log.size() <= known && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = until - System.nanoTime();
    }
    return log.size() <= known
        ? null
        : List.of(
            List.of(
                command.get(6),
                log.subList(known, log.size()).stream().map(StandInStore::reply).toList()));
  }

  private static Object reply(Entry entry) {
    return List.of(entry.number() + "-0", entry.fields());
  }

  private static long numberOf(String entryId) {
    return Long.parseLong(entryId.substring(0, entryId.indexOf('-')));
  }

  private static void write(OutputStream out, Object reply) throws IOException {
    switch (reply) {
      case null -> line(out, "*-1");
      case Long number -> line(out, ":" + number);
      case List<?> array -> {
        line(out, "*" + array.size());
        for (var each : array) {
          write(out, each);
        }
      }
      default -> {
        var text = reply.toString().getBytes(StandardCharsets.UTF_8);
        line(out, "$" + text.length);
        out.write(text);
        line(out, "");
      }
    }
  }

  private static void line(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.write('\r');
    out.write('\n');
  }
}
