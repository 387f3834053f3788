package switchboard.chat.testing;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * Stands between a replica and a real store. Of each connection it passes on one command, and its
 * reply, before the next one, so that something can happen between two that were sent at once.
 */
public final class StoreTap implements AutoCloseable {
  private final URI store;
  private final ServerSocket server;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicReference<Event> next = new AtomicReference<>();

  private record Event(Predicate<String> command, boolean answered, Runnable action) {}

  private StoreTap(URI store, ServerSocket server) {
    this.store = store;
    this.server = server;
  }

  /** A tap on a store, which takes connections. */
  public static StoreTap on(StoreServer store) {
    try {
      var tap =
          new StoreTap(
              store.replicaAddress(), new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      Thread.startVirtualThread(tap::accept);
      return tap;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Where a replica finds the store behind it. */
  public String address() {
    return "redis://" + store.getUserInfo() + "@127.0.0.1:" + server.getLocalPort();
  }

  /**
   * Does something once: just before the next command for which this holds reaches the store.
   *
   * @param command is given each command's name, in capitals, and arguments, with spaces between
   */
  public void before(Predicate<String> command, Runnable action) {
    next.set(new Event(command, false, action));
  }

  /** As {@link #before}, but once the store has answered, and before the replica has the reply. */
  public void after(Predicate<String> command, Runnable action) {
    next.set(new Event(command, true, action));
  }

  /** Whether the action of {@link #before} or {@link #after} has run. */
  public boolean isDone() {
    return next.get() == null;
  }

  @Override
  public void close() {
    sockets.forEach(StoreTap::close);
    try {
      server.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void accept() {
    try {
      while (true) {
        var client = server.accept();
        Thread.startVirtualThread(() -> serve(client));
      }
    } catch (IOException closed) {
      // As it ends.
    }
  }

  private void serve(Socket client) {
    try (client;
        var behind = new Socket(store.getHost(), store.getPort())) {
      sockets.add(client);
      sockets.add(behind);
      InputStream commands = new BufferedInputStream(client.getInputStream());
      InputStream replies = new BufferedInputStream(behind.getInputStream());
      OutputStream toStore = new BufferedOutputStream(behind.getOutputStream());
      OutputStream toClient = new BufferedOutputStream(client.getOutputStream());
      var subscribed = false;
      while (true) {
        var command = withNameInCapitals(read(commands, toStore));
        announce(command, false);
        toStore.flush();
        if (!subscribed) {
          subscribed = command.startsWith("SUBSCRIBE");
          if (subscribed) {
            // From now on replies come by themselves.
            Thread.startVirtualThread(() -> passAll(replies, toClient));
          } else {
            read(replies, toClient);
            announce(command, true);
            toClient.flush();
          }
        }
      }
    } catch (IOException closed) {
      // One of the two is gone, and the other follows.
    }
  }

  private static void passAll(InputStream replies, OutputStream toClient) {
    try {
      while (true) {
        read(replies, toClient);
        toClient.flush();
      }
    } catch (IOException closed) {
      // The client is gone, or the store.
    }
  }

  private static String withNameInCapitals(String command) {
    var parts = command.split(" ", 2);
    parts[0] = parts[0].toUpperCase(Locale.ROOT);
    return String.join(" ", parts);
  }

  private void announce(String command, boolean answered) {
    var event = next.get();
    if (event != null
        && event.answered() == answered
        && event.command().test(command)
        && next.compareAndSet(event, null)) {
      event.action().run();
    }
  }

  /** Copies one value of the protocol, without flushing it; gives the texts in it. */
  private static String read(InputStream from, OutputStream to) throws IOException {
    var texts = new StringBuilder();
    for (long left = 1; left > 0; left--) {
      var line = line(from);
      to.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
      char type = line.charAt(0);
      int size = type == '$' || type == '*' ? Integer.parseInt(line.substring(1)) : -1;
      if (type == '*' && size > 0) {
        left += size;
      } else if (type == '$' && size >= 0) {
        var text = from.readNBytes(size + 2);
        to.write(text);
        texts.append(new String(text, 0, size, StandardCharsets.UTF_8)).append(' ');
      }
    }
    return texts.toString().strip();
  }

  private static String line(InputStream from) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int each = from.read(); each != '\n'; each = from.read()) {
      if (each < 0) {
        throw new EOFException();
      }
      line.write(each);
    }
    return line.toString(StandardCharsets.UTF_8).strip();
  }
}
