package switchboard.console.bundle;

import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;
import switchboard.console.experiment.journal.RunNote;
import switchboard.console.load.LatencyLog;
import switchboard.console.load.LoadStats;
import switchboard.console.verdict.Population;

/** Makes the log of latencies from the notes of a run: of requests and of deliveries. */
final class Latencies implements AutoCloseable {
  private final OutputStream to;
  private Optional<LatencyLog> log = Optional.empty();
  private Optional<LoadStats> last = Optional.empty();
  private Instant lastAt = Instant.MIN;

  Latencies(OutputStream to) {
    this.to = to;
  }

  /** Takes the next. */
  void note(RunNote note) {
    switch (note) {
      case RunNote.Began(Instant at, LoadStats users) -> see(users, at);
      case RunNote.Looked look -> look.users().ifPresent(users -> see(users, look.usersAt()));
      case RunNote.Settled settled -> see(settled.users(), settled.at());
      default -> {}
    }
  }

  private void see(LoadStats users, Instant at) {
    if (!at.isAfter(lastAt)) {
      return;
    }
    if (last.filter(users::continues).isPresent()) {
      add("requests", last.get().latencyMillis(), users.latencyMillis(), at);
      add("deliveries", last.get().deliveryMillis(), users.deliveryMillis(), at);
    }
    last = Optional.of(users);
    lastAt = at;
  }

  private void add(String tag, LoadStats.Windows from, LoadStats.Windows until, Instant at) {
    var begun = lastAt;
    Population.times(from, until)
        .ifPresent(
            times -> {
              if (log.isEmpty()) {
                log = Optional.of(new LatencyLog(to, begun));
              }
              log.get().add(tag, begun, at, times);
            });
  }

  @Override
  public void close() {
    log.ifPresent(LatencyLog::close);
  }
}
