package switchboard.console.platform.local;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import switchboard.console.platform.promise.Entry;
import switchboard.console.platform.promise.RoomLog;

/**
 * Reads the store's streams straight from the store, as an operator would: the address of the user
 * who may do everything is a file in the folder that the store's process works in.
 */
final class StoreLog implements Closeable {
  private final Socket socket;
  private final DataInputStream answers;

  /**
   * @param process the store's process id
   */
  StoreLog(String process) throws IOException {
    var address =
        URI.create(Files.readString(Path.of("/proc", process, "cwd", "admin-url")).strip());
    socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort());
    answers = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    call("AUTH " + address.getUserInfo().replace(':', ' '));
  }

  /** All that the store holds of a room. */
  RoomLog room(String room) throws IOException {
    var entries = new ArrayList<Entry>();
    for (var each : (List<?>) call("XRANGE room:" + room + " - +")) {
      var entry = (List<?>) each;
      var id = (String) entry.getFirst();
      var fields = fields((List<?>) entry.getLast());
      entries.add(
          new Entry(
              Long.parseLong(id.substring(0, id.indexOf('-'))),
              fields.get("id"),
              fields.get("from"),
              fields.get("text")));
    }
    return new RoomLog(room, entries);
  }

  private static Map<String, String> fields(List<?> pairs) {
    var fields = new HashMap<String, String>();
    for (var i = 0; i < pairs.size(); i += 2) {
      fields.put((String) pairs.get(i), (String) pairs.get(i + 1));
    }
    return fields;
  }

  private Object call(String command) throws IOException {
    socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
    return answer();
  }

  /** One value of the redis protocol: a text, a number as text, a list of values, or null. */
  private Object answer() throws IOException {
    var head = line();
    var rest = head.substring(1);
    return switch (head.charAt(0)) {
      case '$' -> text(Integer.parseInt(rest));
      case '*' -> list(Integer.parseInt(rest));
      case '-' -> throw new IOException("the store answered: " + rest);
      default -> rest;
    };
  }

  private String text(int bytes) throws IOException {
    if (bytes < 0) {
      return null;
    }
    var text = new String(answers.readNBytes(bytes), StandardCharsets.UTF_8);
    answers.skipNBytes(2);
    return text;
  }

  private List<Object> list(int length) throws IOException {
    var list = new ArrayList<>();
    for (var i = 0; i < length; i++) {
      list.add(answer());
    }
    return list;
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (var next = answers.readByte(); next != '\r'; next = answers.readByte()) {
      line.append((char) next);
    }
    answers.skipNBytes(1);
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
