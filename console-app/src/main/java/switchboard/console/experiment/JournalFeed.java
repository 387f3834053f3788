package switchboard.console.experiment;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import switchboard.console.experiment.journal.RunNote;
import switchboard.console.logs.LogFeed;
import switchboard.console.session.Session;

/**
 * Takes notes of what a session's metrics and logs have had since the last time. Each blocks for as
 * long as its source does, and is for one thread at a time.
 */
final class JournalFeed {
  private static final Duration SETTLING = Duration.ofSeconds(2);

  private final Session session;
  private final Consumer<RunNote> notes;
  private final LogFeed logs;
  private final Instant begun;
  private Instant sampled;

  /** What comes from now on. */
  JournalFeed(Session session, Consumer<RunNote> notes) {
    this.session = session;
    this.notes = notes;
    logs = session.logFeed();
    begun = session.now();
    sampled = begun;
  }

  /** The samples since the last time. */
  synchronized void samples() {
    // What was scraped just now may not be in its source yet.
    var until = session.now().minus(SETTLING);
    var series = session.figures().samples(sampled, until);
    if (!series.isEmpty()) {
      notes.accept(new RunNote.Sampled(session.now(), series));
      sampled = until;
    }
  }

  /** The lines since the last time. */
  synchronized void lines() {
    var fresh = logs.poll().stream().filter(each -> !each.at().isBefore(begun)).toList();
    if (!fresh.isEmpty()) {
      notes.accept(new RunNote.Logged(session.now(), fresh));
    }
  }
}
