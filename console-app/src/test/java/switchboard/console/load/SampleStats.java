package switchboard.console.load;

import switchboard.console.load.LoadStats.Messages;
import switchboard.console.load.LoadStats.Percentiles;
import switchboard.console.load.LoadStats.Requests;
import switchboard.console.load.LoadStats.Users;
import switchboard.console.load.LoadStats.Windows;

/** Figures of a simulator whose users are all connected and unharmed, to vary in tests. */
public record SampleStats(
    String startedAt, long total, long failed, long lost, double latenessMillis, boolean settled) {

  public static final SampleStats UNHARMED =
      new SampleStats("2026-01-01T00:00:00.000Z", 1_000, 0, 0, 1, true);

  public SampleStats withTotal(long changed) {
    return new SampleStats(startedAt, changed, failed, lost, latenessMillis, settled);
  }

  public SampleStats withFailed(long changed) {
    return new SampleStats(startedAt, total, changed, lost, latenessMillis, settled);
  }

  public SampleStats withLost(long changed) {
    return new SampleStats(startedAt, total, failed, changed, latenessMillis, settled);
  }

  public SampleStats withLatenessMillis(double changed) {
    return new SampleStats(startedAt, total, failed, lost, changed, settled);
  }

  public SampleStats restartedAt(String changed) {
    return new SampleStats(changed, total, failed, lost, latenessMillis, settled);
  }

  public LoadStats stats() {
    return new LoadStats(
        startedAt,
        new Users(100, 100, 100),
        new Requests(total, failed, 0),
        new Messages(500, 500, 25_000, lost, 0, 0, 0),
        0,
        windows(5),
        windows(3),
        windows(latenessMillis),
        windows(1_500),
        settled,
        failed == 0 ? null : "GET /api/messages: 503");
  }

  private static Windows windows(double millis) {
    var flat = new Percentiles(100, millis, millis, millis, millis, millis, millis);
    return new Windows(flat, flat, flat);
  }
}
