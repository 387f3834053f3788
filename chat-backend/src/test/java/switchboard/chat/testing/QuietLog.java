package switchboard.chat.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Listens to the log of this JVM during each test, to see that what a client does leaves no trace
 * in it: nothing that is a warning or worse, and no stack trace at all. It is checked last, after
 * the test's own {@code @AfterEach}.
 */
public final class QuietLog extends Handler implements BeforeEachCallback, AfterEachCallback {
  private final List<String> loud = new CopyOnWriteArrayList<>();

  @Override
  public void beforeEach(ExtensionContext test) {
    loud.clear();
    Logger.getLogger("").addHandler(this);
  }

  @Override
  public void afterEach(ExtensionContext test) {
    close();
    assertThat(loud).isEmpty();
  }

  @Override
  public void publish(LogRecord entry) {
    if (isKnown(entry)) {
      return;
    }
    if (entry.getThrown() != null || entry.getLevel().intValue() >= Level.WARNING.intValue()) {
      loud.add("%s: %s %s".formatted(entry.getLoggerName(), entry.getMessage(), entry.getThrown()));
    }
  }

  /**
   * Vert.x may end a WebSocket's connection twice when both sides close it at once
   * (WebSocketConnectionImpl.finishClose); the client has its close frame by then.
   */
  private static boolean isKnown(LogRecord entry) {
    return entry.getThrown() instanceof NullPointerException twice
        && "promise".equals(twice.getMessage())
        && Arrays.stream(twice.getStackTrace())
            .anyMatch(frame -> frame.getMethodName().startsWith("lambda$writeClose"));
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
