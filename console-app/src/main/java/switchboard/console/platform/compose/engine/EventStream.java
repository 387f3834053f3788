package switchboard.console.platform.compose.engine;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Event;
import java.io.IOException;
import java.util.function.Consumer;

/** The engine's events, until it ends them or they are closed; either is reported once. */
final class EventStream extends ResultCallback.Adapter<Event> {
  private final Consumer<ContainerEvent> changes;
  private final Runnable ended;
  private boolean over;

  EventStream(Consumer<ContainerEvent> changes, Runnable ended) {
    this.changes = changes;
    this.ended = ended;
  }

  @Override
  public void onNext(Event event) {
    ContainerEvent.of(event).ifPresent(changes);
  }

  // The adapter's own would close this first, and so pass for a close of ours.
  @Override
  public void onError(Throwable failure) {
    end(ended);
  }

  @Override
  public void onComplete() {
    end(ended);
  }

  @Override
  public void close() throws IOException {
    // After a close of our own the stream may still call with a closed channel.
    end(() -> {});
    super.close();
  }

  private void end(Runnable report) {
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
    }
    report.run();
  }
}
