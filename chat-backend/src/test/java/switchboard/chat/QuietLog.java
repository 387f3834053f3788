package switchboard.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Listens to the log of this JVM, to see that what a client does leaves no trace in it. */
public final class QuietLog extends Handler {
  private final List<String> loud = new CopyOnWriteArrayList<>();

  public static QuietLog listen() {
    QuietLog log = new QuietLog();
    Logger.getLogger("").addHandler(log);
    return log;
  }

  /** Checks that nothing was logged as a warning or worse, and no stack trace at all. */
  public void check() {
    close();
    assertThat(loud).isEmpty();
  }

  @Override
  public void publish(LogRecord entry) {
    if (entry.getThrown() != null || entry.getLevel().intValue() >= Level.WARNING.intValue()) {
      loud.add("%s: %s %s".formatted(entry.getLoggerName(), entry.getMessage(), entry.getThrown()));
    }
  }

  @Override
  public void flush() {
    // Nothing is held back.
  }

  @Override
  public void close() {
    Logger.getLogger("").removeHandler(this);
  }
}
