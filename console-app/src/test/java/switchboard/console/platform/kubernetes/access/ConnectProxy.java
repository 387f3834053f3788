package switchboard.console.platform.kubernetes.access;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/** An HTTP proxy on loopback that wants to be logged in to, and writes down what it is asked. */
final class ConnectProxy implements Closeable {
  private final ServerSocket listening;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  /**
   * @param sockets plain ones, or of TLS
   */
  ConnectProxy(ServerSocketFactory sockets) throws IOException {
    listening = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  String address(String scheme) {
    return scheme + "://me:secret@127.0.0.1:" + listening.getLocalPort();
  }

  List<String> asked() {
    return List.copyOf(asked);
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        var client = listening.accept();
        Thread.ofVirtual().start(() -> lead(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void lead(Socket client) {
    try (client) {
      var request = line(client.getInputStream());
      asked.add(request);
      var authorized = false;
      for (var header = line(client.getInputStream());
          !header.isEmpty();
          header = line(client.getInputStream())) {
        asked.add(header);
        authorized |= header.startsWith("Proxy-Authorization");
      }
      var out = client.getOutputStream();
      if (!authorized) {
        say(out, "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
        return;
      }
      var target = URI.create("tcp://" + request.replaceAll("^CONNECT | HTTP.*$", ""));
      try (var server = new Socket(target.getHost(), target.getPort())) {
        say(out, "HTTP/1.1 200 Connection established\r\n\r\n");
        var back = Thread.ofVirtual().start(() -> copy(server, client));
        copy(client, server);
        back.join();
      }
    } catch (IOException e) {
      // Either side has closed.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void say(OutputStream out, String words) throws IOException {
    out.write(words.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // Either side has closed.
    }
  }

  /** Byte by byte: what comes after belongs to the server. */
  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int each = in.read(); each >= 0 && each != '\n'; each = in.read()) {
      line.append((char) each);
    }
    return line.toString().strip();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
