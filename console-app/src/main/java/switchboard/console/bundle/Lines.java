package switchboard.console.bundle;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
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

  private final BufferedReader reader;
  private final boolean mayEndEarly;
  private String next;

  private Lines(InputStream in, boolean mayEndEarly) {
    reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
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
      for (var read = reader.read(); read >= 0; read = reader.read()) {
        if (read == '\n') {
          return line.toString();
        }
        if (line.length() == MAX_LENGTH) {
          throw new IOException("A line is longer than " + MAX_LENGTH + " characters");
        }
        line.append((char) read);
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
