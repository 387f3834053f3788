package switchboard.console.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import switchboard.console.Failure;

/** The settings that hold now; a change is saved before it holds. Any thread may call. */
public final class LiveSettings {
  private final SettingsFile file;
  private final Optional<Failure> damage;
  private Settings settings;

  public LiveSettings(SettingsFile file) {
    this.file = file;
    var loaded = file.load();
    settings = loaded.settings();
    damage = loaded.damage();
  }

  public synchronized Settings get() {
    return settings;
  }

  /** What was wrong with the file at the start. */
  public Optional<Failure> damage() {
    return damage;
  }

  public Path path() {
    return file.path();
  }

  /**
   * Changes something, and keeps what another console has changed meanwhile.
   *
   * @throws IOException when it cannot be saved; then all is as before
   */
  public synchronized void change(UnaryOperator<Settings> change) throws IOException {
    var loaded = file.load();
    var now = loaded.damage().isEmpty() ? loaded.settings() : settings;
    var changed = change.apply(now);
    if (!changed.equals(now)) {
      file.save(changed);
    }
    settings = changed;
  }
}
