package switchboard.console.ui.fx;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Hands values over to the FX thread, one update for however many came meanwhile: the newest. Any
 * thread may give values.
 */
public final class LatestOnly<T> implements Consumer<T> {
  private final AtomicReference<T> waiting = new AtomicReference<>();
  private final Background background;
  private final Consumer<T> receiver;

  /**
   * @param receiver called on the FX thread
   */
  public LatestOnly(Background background, Consumer<T> receiver) {
    this.background = background;
    this.receiver = receiver;
  }

  @Override
  public void accept(T value) {
    if (waiting.getAndSet(value) == null) {
      background.show(() -> receiver.accept(waiting.getAndSet(null)));
    }
  }
}
