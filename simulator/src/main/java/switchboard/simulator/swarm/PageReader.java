package switchboard.simulator.swarm;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import switchboard.simulator.books.Content;
import switchboard.simulator.books.Page;

/**
 * Reads only the checked fields of a page of history: a thousand pages arrive per second. It goes
 * from string to string, and reads the values of those that are names of fields.
 */
final class PageReader {
  private static final int MAX_DIGITS = 18;
  private static final int DEPTH_OF_MESSAGES = 3;

  private final byte[] json;
  private int at;
  private int depth;
  private String epoch;
  private long lastSeq = -1;
  private long seq;
  private long id;
  private long[] seqs = new long[20];
  private long[] ids = new long[20];
  private int messages;

  private PageReader(byte[] json) {
    this.json = json;
  }

  /**
   * The page in an answer's body.
   *
   * @throws IllegalArgumentException when it is none
   */
  static Page read(Buffer body) {
    var reader = new PageReader(body.getBytes());
    reader.read();
    return new Page(
        reader.epoch,
        reader.lastSeq,
        Arrays.copyOf(reader.seqs, reader.messages),
        Arrays.copyOf(reader.ids, reader.messages));
  }

  private void read() {
    while (at < json.length) {
      switch (json[at++]) {
        case '{', '[' -> begin();
        case '}', ']' -> end();
        case '"' -> string();
        default -> {
          // White space, separators, and values that are not read.
        }
      }
    }
    if (depth != 0 || lastSeq < 0 || epoch == null) {
      throw new IllegalArgumentException("not a page of history");
    }
  }

  private void begin() {
    depth++;
    if (depth == DEPTH_OF_MESSAGES) {
      seq = -1;
      id = 0;
    }
  }

  private void end() {
    if (depth == DEPTH_OF_MESSAGES) {
      if (seq < 0) {
        throw new IllegalArgumentException("a message without seq");
      }
      if (messages == seqs.length) {
        seqs = Arrays.copyOf(seqs, 2 * messages);
        ids = Arrays.copyOf(ids, 2 * messages);
      }
      seqs[messages] = seq;
      ids[messages] = id;
      messages++;
    }
    depth--;
  }

  private void string() {
    int start = at;
    skipString();
    int end = at - 1;
    skipSpace();
    if (at >= json.length || json[at] != ':') {
      return;
    }
    at++;
    if (depth == DEPTH_OF_MESSAGES && is("seq", start, end)) {
      seq = number();
    } else if (depth == DEPTH_OF_MESSAGES && is("id", start, end)) {
      id = Content.hash(text());
    } else if (depth == 1 && is("lastSeq", start, end)) {
      lastSeq = number();
    } else if (depth == 1 && is("epoch", start, end)) {
      epoch = Epoch.checked(text());
    }
  }

  /** Goes behind the quote that ends a string. */
  private void skipString() {
    while (at < json.length && json[at] != '"') {
      at += json[at] == '\\' ? 2 : 1;
    }
    at++;
  }

  private boolean is(String name, int start, int end) {
    if (end - start != name.length()) {
      return false;
    }
    for (int i = start; i < end; i++) {
      if (json[i] != name.charAt(i - start)) {
        return false;
      }
    }
    return true;
  }

  private long number() {
    skipSpace();
    int start = at;
    long number = 0;
    while (at < json.length && json[at] >= '0' && json[at] <= '9' && at - start < MAX_DIGITS) {
      number = number * 10 + json[at] - '0';
      at++;
    }
    if (at == start) {
      throw new IllegalArgumentException("no number");
    }
    return number;
  }

  /** Ids and epochs have no escapes. */
  private String text() {
    skipSpace();
    if (at >= json.length || json[at] != '"') {
      throw new IllegalArgumentException("no text");
    }
    at++;
    int start = at;
    skipString();
    if (at > json.length) {
      throw new IllegalArgumentException("cut short");
    }
    return new String(json, start, at - 1 - start, StandardCharsets.UTF_8);
  }

  private void skipSpace() {
    while (at < json.length && (json[at] == ' ' || json[at] == '\n' || json[at] == '\r')) {
      at++;
    }
  }
}
