package switchboard.chat;

import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.awaitility.core.ConditionTimeoutException;
import switchboard.chat.management.ProblemCode;

/** A client on a bare socket, which can do what a proper one refuses to do. */
public final class RawClient implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final byte[] MASK = {1, 2, 3, 4};

  private final Socket socket;
  private final DataInputStream in;

  /** An HTTP answer. */
  public record Answer(int status, Map<String, String> headers, String body) {
    public String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /** Whether it is a whole problem document that names its status and its code. */
    public boolean isProblem() {
      return header("Content-Type").equals("application/problem+json")
          && new JsonObject(body).getInteger("status") == status
          && Stream.of(ProblemCode.values()).anyMatch(known -> known.word().equals(code()));
    }

    /** The code of a problem document; null when it has none. */
    public String code() {
      return new JsonObject(body).getString("code");
    }
  }

  private RawClient(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
  }

  static RawClient connect(Backend backend) {
    return connect(backend.uri("/").getPort());
  }

  public static RawClient connect(int port) {
    return connect("127.0.0.1", port);
  }

  /** Connects from an address of this machine. */
  public static RawClient connect(String source, int port) {
    try {
      var socket = new Socket();
      socket.setReceiveBufferSize(4 * 1024);
      socket.bind(new InetSocketAddress(source, 0));
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      socket.setSoTimeout((int) TIMEOUT.toMillis());
      return new RawClient(socket);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Connects with TLS, as to the host 127.0.0.1. */
  public static RawClient connect(SSLContext trust, int port) {
    var plain = connect(port);
    try {
      var secure = trust.getSocketFactory().createSocket(plain.socket, "127.0.0.1", port, true);
      return new RawClient(secure);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A WebSocket in a room, its handshake done. */
  static RawClient join(Backend backend, String room, String user) {
    var client = connect(backend);
    client.send(handshake("/ws?room=" + room, backend.token(user), "13"));
    var answer = client.answer();
    if (answer.status() != 101) {
      throw new IllegalStateException(answer.toString());
    }
    return client;
  }

  public static String handshake(String target, String token, String version) {
    return """
    GET %s HTTP/1.1
    Host: localhost
    Upgrade: websocket
    Connection: Upgrade
    Sec-WebSocket-Version: %s
    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
    Authorization: Bearer %s

    """
        .formatted(target, version, token)
        .replace("\n", "\r\n");
  }

  public RawClient send(String text) {
    return send(text.getBytes(StandardCharsets.UTF_8));
  }

  public RawClient send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      return this;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Sends unless the other side has closed; says whether it did. */
  public boolean trySend(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  /** Sends a byte now and then until the other side has closed; says whether it did. */
  public boolean isClosedWhileSending() {
    try {
      await()
          .atMost(TIMEOUT)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> !trySend(new byte[] {'x'}));
      return true;
    } catch (ConditionTimeoutException open) {
      return false;
    }
  }

  /** Says that nothing more will be sent. */
  public RawClient halfClose() {
    try {
      socket.shutdownOutput();
      return this;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Sends a masked WebSocket frame; its first byte has the final bit, reserved bits and opcode. */
  public RawClient frame(int firstByte, byte[] payload) {
    return send(bytes(firstByte, payload, true));
  }

  public RawClient frame(int firstByte, String payload) {
    return frame(firstByte, payload.getBytes(StandardCharsets.UTF_8));
  }

  public static byte[] bytes(int firstByte, byte[] payload, boolean masked) {
    var frame = new ByteArrayOutputStream();
    int maskBit = masked ? 0x80 : 0;
    frame.write(firstByte);
    if (payload.length < 126) {
      frame.write(maskBit | payload.length);
    } else if (payload.length < 65_536) {
      frame.write(maskBit | 126);
      frame.write(payload.length >> 8);
      frame.write(payload.length);
    } else {
      frame.write(maskBit | 127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        frame.write((int) ((long) payload.length >> shift));
      }
    }
    if (masked) {
      frame.writeBytes(MASK);
    }
    for (int i = 0; i < payload.length; i++) {
      frame.write(masked ? payload[i] ^ MASK[i % 4] : payload[i]);
    }
    return frame.toByteArray();
  }

  public Answer answer() {
    return answer(true);
  }

  /** An answer that has no body, whatever its length says. */
  public Answer answerToHead() {
    return answer(false);
  }

  private Answer answer(boolean hasBody) {
    try {
      var status = line().split(" ", 3);
      var headers = new HashMap<String, String>();
      for (var line = line(); !line.isEmpty(); line = line()) {
        int colon = line.indexOf(':');
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
      int length = hasBody ? Integer.parseInt(headers.getOrDefault("content-length", "0")) : 0;
      return new Answer(
          Integer.parseInt(status[1]),
          headers,
          new String(in.readNBytes(length), StandardCharsets.UTF_8));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
      line.append((char) next);
    }
    return line.toString().strip();
  }

  /** The next WebSocket message or control frame that is not a ping; a close frame as its code. */
  public String message() {
    try {
      while (true) {
        int opcode = in.readUnsignedByte() & 0x0f;
        int length = in.readUnsignedByte();
        length =
            length == 126 ? in.readUnsignedShort() : length == 127 ? (int) in.readLong() : length;
        var payload = in.readNBytes(length);
        if (opcode == 8) {
          return "close "
              + (payload.length < 2 ? 1005 : ((payload[0] & 0xff) << 8) | (payload[1] & 0xff));
        }
        if (opcode != 9) {
          return new String(payload, StandardCharsets.UTF_8);
        }
      }
    } catch (EOFException end) {
      return "end";
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The first message with something in it. */
  public String messageWith(String part) {
    var message = message();
    while (!message.contains(part)) {
      if (message.startsWith("close") || message.equals("end")) {
        throw new IllegalStateException("Expected %s, found %s".formatted(part, message));
      }
      message = message();
    }
    return message;
  }

  /** The code of the close frame, whatever comes before it; 1006 when there is none. */
  public int closeCode() {
    var message = message();
    while (!message.startsWith("close ") && !message.equals("end")) {
      message = message();
    }
    return message.equals("end") ? 1006 : Integer.parseInt(message.substring(6));
  }

  /** All that still comes until the other side has closed. */
  public byte[] remainder() {
    var bytes = new ByteArrayOutputStream();
    try {
      in.transferTo(bytes);
    } catch (SocketTimeoutException open) {
      throw new UncheckedIOException(open);
    } catch (IOException reset) {
      // Closed before all that was sent had been read.
    }
    return bytes.toByteArray();
  }

  /** Waits until the other side has closed; says whether it did. */
  public boolean isClosedByServer() {
    try {
      var some = new byte[8 * 1024];
      int read;
      do {
        read = in.read(some);
      } while (read >= 0);
      return true;
    } catch (SocketTimeoutException open) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
