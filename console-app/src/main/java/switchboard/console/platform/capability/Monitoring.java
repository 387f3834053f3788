package switchboard.console.platform.capability;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import switchboard.console.Outcome;
import switchboard.console.platform.Capability;
import switchboard.console.platform.Step;

/**
 * Monitoring of the whole engine, beside the system's own Prometheus: a stack that somebody else
 * installed, which is only read, or one that the console installs, and alone may remove. Every
 * operation may block for as long as the engine takes; any thread may call.
 */
public interface Monitoring extends Capability {

  /** Who installed a stack. */
  enum Origin {
    /** There is none. */
    NONE,
    /** Somebody else: it is read, never changed. */
    FOREIGN,
    /** The console. */
    OWN
  }

  /**
   * What there is.
   *
   * @param where it is; without one, where {@link #use} installs it
   * @param used whether its figures are read, and it measures the system, too
   * @param prometheus where its figures are read; empty while they cannot be
   * @param note what is in the way, or missing, in a sentence; may be empty
   * @param possible whether {@link #use} and {@link #remove} may be tried
   */
  record Stack(
      Origin origin,
      String where,
      boolean used,
      Optional<URI> prometheus,
      String note,
      boolean possible) {
    public Stack {
      Objects.requireNonNull(origin);
      Objects.requireNonNull(where);
      Objects.requireNonNull(prometheus);
      Objects.requireNonNull(note);
    }
  }

  /** Distinguishes the system's metrics from others in a cluster. */
  String namespace();

  /** Looks what there is. */
  Outcome<Stack> look();

  /**
   * Uses the stack that there is, or installs one first. An installation that is interrupted is
   * taken away again; one that is only not waited for any longer stays.
   */
  Outcome<Stack> use(Consumer<Step> progress);

  /** Reads it no more, and it measures the system no more; the stack itself stays as it is. */
  Outcome<Stack> leave();

  /** Takes the console's own away again; another is refused. */
  Outcome<Stack> remove(Consumer<Step> progress);
}
