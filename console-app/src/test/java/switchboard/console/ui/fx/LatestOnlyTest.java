package switchboard.console.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import switchboard.console.Failure;
import switchboard.console.Outcome;

class LatestOnlyTest {
  private final List<Runnable> changes = new ArrayList<>();
  private final List<Integer> received = new ArrayList<>();
  private final LatestOnly<Integer> newest = new LatestOnly<>(new LateBackground(), received::add);

  /** Keeps what is to be shown until a test shows it. */
  private final class LateBackground implements Background {
    @Override
    public <T> Work run(
        String tried,
        Callable<Outcome<T>> work,
        Consumer<? super T> done,
        Consumer<? super Failure> failed) {
      throw new UnsupportedOperationException(tried);
    }

    @Override
    public void show(Runnable change) {
      changes.add(change);
    }
  }

  @Test
  void manyValuesBecomeOneUpdateWithTheNewest() {
    newest.accept(1);
    newest.accept(2);
    newest.accept(3);
    changes.forEach(Runnable::run);
    assertThat(received).containsExactly(3);
  }

  @Test
  void valueAfterAnUpdateIsANewUpdate() {
    newest.accept(1);
    changes.removeFirst().run();
    newest.accept(2);
    changes.removeFirst().run();
    assertThat(received).containsExactly(1, 2);
  }
}
