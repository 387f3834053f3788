package switchboard.chat;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A minimal HTTP and WebSocket client for a port of this process, used by {@link Warmup}. It
 * understands what a replica answers and no more, so that it costs the start next to nothing. Every
 * method fails with an {@link IOException} when its time is over.
 */
final class LoopbackClient implements AutoCloseable {
  private static final String LENGTH = "content-length:";

  /** Of RFC 6455; any will do where the answer is not checked. */
  private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int FINAL = 0x80;
  private static final int MASKED = 0x80;

  private final Socket socket = new Socket();
  private final long untilNanos;
  private final DataInputStream in;
  private final OutputStream out;

  /** An answer to a request. */
  record Reply(int status, String body) {}

  /**
   * Connects.
   *
   * @param untilNanos when its time is over, by {@link System#nanoTime}
   */
  LoopbackClient(int port, long untilNanos) throws IOException {
    this.untilNanos = untilNanos;
    socket.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), remainingMillis());
    socket.setTcpNoDelay(true);
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    out = socket.getOutputStream();
  }

  private int remainingMillis() throws IOException {
    long millis = TimeUnit.NANOSECONDS.toMillis(untilNanos - System.nanoTime());
    if (millis < 1) {
      throw new SocketTimeoutException("its time was over");
    }
    return (int) millis;
  }

  /** Sends a request and reads its answer; a token or a body that is null is left out. */
  Reply request(String method, String target, String token, String body) throws IOException {
    var content = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
    var headers = new ArrayList<String>(2);
    if (token != null) {
      headers.add("Authorization: Bearer " + token);
    }
    if (body != null) {
      headers.add("Content-Length: " + content.length);
    }
    send(head(method, target, headers), content);
    return reply();
  }

  /** Turns the connection into a WebSocket. */
  void upgrade(String target) throws IOException {
    var headers =
        List.of(
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: " + KEY);
    send(head("GET", target, headers), new byte[0]);
    var reply = reply();
    if (reply.status() != 101) {
      throw new IOException("the WebSocket was answered " + reply.status() + " " + reply.body());
    }
  }

  private static byte[] head(String method, String target, List<String> headers) {
    var head = new StringBuilder(256);
    head.append(method).append(' ').append(target).append(" HTTP/1.1\r\nHost: localhost\r\n");
    headers.forEach(header -> head.append(header).append("\r\n"));
    return head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
  }

  private void send(byte[] head, byte[] body) throws IOException {
    var request = new byte[head.length + body.length];
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    out.write(request);
  }

  private Reply reply() throws IOException {
    socket.setSoTimeout(remainingMillis());
    int status = Integer.parseInt(line().substring("HTTP/1.1 ".length()).substring(0, 3));
    int length = 0;
    for (var line = line(); !line.isEmpty(); line = line()) {
      if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
        length = Integer.parseInt(line.substring(LENGTH.length()).strip());
      }
    }
    return new Reply(status, text(length));
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the connection was closed");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  private String text(int length) throws IOException {
    var bytes = new byte[length];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Sends a text over the WebSocket. */
  void sendText(String text) throws IOException {
    sendFrame(TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  void sendPing() throws IOException {
    sendFrame(PING, new byte[0]);
  }

  /** A client has to mask what it sends; a mask of zeros leaves it as it is. */
  private void sendFrame(int opcode, byte[] payload) throws IOException {
    var isLong = payload.length > 125;
    var head =
        isLong
            ? new byte[] {
              (byte) (FINAL | opcode),
              (byte) (MASKED | 126),
              (byte) (payload.length >> 8),
              (byte) payload.length,
              0,
              0,
              0,
              0
            }
            : new byte[] {(byte) (FINAL | opcode), (byte) (MASKED | payload.length), 0, 0, 0, 0};
    send(head, payload);
  }

  /** Reads frames until one of a type has come, and gives that one. */
  String await(String type) throws IOException {
    var wanted = "\"type\":\"" + type + '"';
    var text = frame();
    while (!text.contains(wanted)) {
      text = frame();
    }
    return text;
  }

  private String frame() throws IOException {
    socket.setSoTimeout(remainingMillis());
    in.readUnsignedByte();
    int length = in.readUnsignedByte();
    return text(length == 126 ? in.readUnsignedShort() : length);
  }

  /** Ends the WebSocket in the orderly way. */
  void closeSocket() throws IOException {
    sendFrame(CLOSE, new byte[] {3, (byte) 0xe8});
    socket.setSoTimeout(remainingMillis());
    while (in.read() >= 0) {
      // What was on its way, then the replica's own close.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
