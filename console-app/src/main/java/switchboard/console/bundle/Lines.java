package switchboard.console.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The lines of an entry, one at a time; none is longer than {@value #MAX_LENGTH} characters. */
final class Lines implements Iterator<String> {
  static final int MAX_LENGTH = 16 << 20;
  private static final int BUFFER = 64 << 10;

  private final Reader reader;
  private final char[] buffer = new char[BUFFER];
  private final boolean mayEndEarly;
  private int at;
  private int filled;
  private String next;

  private Lines(InputStream in, boolean mayEndEarly) {
    reader = new InputStreamReader(in, StandardCharsets.UTF_8);
    this.mayEndEarly = mayEndEarly;
    next = read();
  }

  /**
   * To be closed.
   *
   * @param mayEndEarly whether a last line that is not complete is left out
   */
  static Stream<String> of(InputStream in, boolean mayEndEarly) {
    var lines = new Lines(in, mayEndEarly);
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(lines, 0), /* parallel= */ false)
        .onClose(lines::close);
  }

  private String read() {
    var line = new StringBuilder();
    try {
      while (at < filled || fill()) {
        var end = at;
        while (end < filled && buffer[end] != '\n') {
          end++;
        }
        line.append(buffer, at, end - at);
        at = end + 1;
        if (end < filled) {
          return line.toString();
        }
        if (line.length() > MAX_LENGTH) {
          throw new IOException("A line is longer than " + MAX_LENGTH + " characters");
        }
      }
    } catch (IOException e) {
      if (!mayEndEarly) {
        throw new UncheckedIOException(e);
      }
    }
    if (!line.isEmpty() && !mayEndEarly) {
      throw new UncheckedIOException(new IOException("The last line is not complete"));
    }
    return null;
  }

  private boolean fill() throws IOException {
    at = 0;
    filled = Math.max(0, reader.read(buffer));
    return filled > 0;
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public String next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    var line = next;
    next = read();
    return line;
  }

  private void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
