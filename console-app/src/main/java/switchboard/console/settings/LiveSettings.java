package switchboard.console.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.console.Failure;

/**
 * The current settings. A change applies immediately and is saved on a thread of its own, together
 * with all changes made during another save. Any thread may call; only {@link #flush} waits for the
 * disk.
 */
public final class LiveSettings {
  private static final Logger LOG = LoggerFactory.getLogger(LiveSettings.class);

  /** A slower disk must not keep a window open, nor a process alive. */
  private static final Duration SAVE_TIMEOUT = Duration.ofSeconds(10);

  private final SettingsFile file;
  private final Optional<Failure> loadFailure;

  // Guarded by this.
  private final List<Change> unsaved = new ArrayList<>();
  private Settings saved;
  private Settings settings;
  private boolean saving;

  private record Change(UnaryOperator<Settings> change, Consumer<? super Exception> failed) {}

  public LiveSettings(SettingsFile file) {
    this.file = file;
    var loaded = file.load();
    saved = loaded.settings();
    settings = saved;
    loadFailure = loaded.loadFailure();
  }

  public synchronized Settings get() {
    return settings;
  }

  /** What was wrong with the file at the start. */
  public Optional<Failure> loadFailure() {
    return loadFailure;
  }

  public Path path() {
    return file.path();
  }

  /**
   * Changes something, and keeps what another console has changed meanwhile.
   *
   * @param failed called on the saving thread when it cannot be saved; then it no longer applies
   */
  public synchronized void change(
      UnaryOperator<Settings> change, Consumer<? super Exception> failed) {
    settings = change.apply(settings);
    unsaved.add(new Change(change, failed));
    if (!saving) {
      saving = true;
      Thread.ofPlatform().daemon().name("settings").start(this::save);
    }
  }

  /**
   * Waits until every change is saved, or was reported as failed; at most 10 s for a disk that does
   * not answer.
   */
  public synchronized void flush() {
    var end = System.nanoTime() + SAVE_TIMEOUT.toNanos();
    try {
      while (saving) {
        var left = end - System.nanoTime();
        if (left <= 0) {
          LOG.warn("The settings in {} are not saved: the disk does not respond", path());
          return;
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void save() {
    for (var changes = next(); !changes.isEmpty(); changes = next()) {
      try {
        settle(changes, saved(changes));
      } catch (IOException | RuntimeException e) {
        settle(changes, lastSaved());
        changes.forEach(each -> each.failed().accept(e));
      }
    }
  }

  /** What is to be saved; an empty list ends the saving. */
  private synchronized List<Change> next() {
    if (unsaved.isEmpty()) {
      saving = false;
      notifyAll();
    }
    return List.copyOf(unsaved);
  }

  private Settings saved(List<Change> changes) throws IOException {
    var loaded = file.load();
    var now = loaded.loadFailure().isEmpty() ? loaded.settings() : lastSaved();
    var changed = applied(changes, now);
    if (!changed.equals(now)) {
      file.save(changed);
    }
    return changed;
  }

  private synchronized Settings lastSaved() {
    return saved;
  }

  private synchronized void settle(List<Change> done, Settings inTheFile) {
    unsaved.subList(0, done.size()).clear();
    saved = inTheFile;
    settings = applied(unsaved, inTheFile);
  }

  private static Settings applied(List<Change> changes, Settings before) {
    var after = before;
    for (var each : changes) {
      after = each.change().apply(after);
    }
    return after;
  }
}
