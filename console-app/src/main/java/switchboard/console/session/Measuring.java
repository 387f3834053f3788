package switchboard.console.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import okhttp3.OkHttpClient;
import switchboard.console.platform.SystemState;

/** Keeps the panels and figures of a running system up to date. */
final class Measuring implements AutoCloseable {
  static Measuring start(OkHttpClient http, SystemState.Endpoints endpoints, Clock clock) {
    return new Measuring();
  }

  Measured measure(Instant now, SystemState system) {
    return Measured.NOTHING;
  }

  Map<String, Double> balance(Instant now, Duration span) {
    return Map.of();
  }

  @Override
  public void close() {}
}
