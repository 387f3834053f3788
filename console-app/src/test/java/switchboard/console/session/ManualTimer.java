package switchboard.console.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A timer that a test moves; what is due runs on the test's thread. */
final class ManualTimer implements Freezes.Timer {
  private final List<Task> tasks = new ArrayList<>();
  private Duration now = Duration.ZERO;

  private record Task(Duration due, Runnable action) {}

  @Override
  public void after(Duration time, Runnable task) {
    tasks.add(new Task(now.plus(time), task));
  }

  void advance(Duration by) {
    now = now.plus(by);
    for (var task : List.copyOf(tasks)) {
      if (task.due().compareTo(now) <= 0) {
        tasks.remove(task);
        task.action().run();
      }
    }
  }
}
