package switchboard.console.session;

import static org.assertj.core.api.Assertions.assertThat;
import static switchboard.console.Outcomes.done;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import switchboard.console.ManualClock;
import switchboard.console.intent.Intents;
import switchboard.console.load.FakeSimulator;
import switchboard.console.load.LoadPlan;
import switchboard.console.metrics.panel.Readings;
import switchboard.console.platform.FakePlatform;

class ScrapeIntervalTest {
  private final ManualClock clock = new ManualClock();

  @Test
  void chosenIntervalHoldsFromTheNextLaunchOn() {
    var chosen = new AtomicReference<>(Duration.ofSeconds(15));
    try (var simulator = new FakeSimulator();
        var session =
            new Session(
                new FakePlatform(clock, simulator.address()),
                new OkHttpClient(),
                clock,
                chosen::get,
                Intents.UNWRITTEN,
                RunningSystems.UNWRITTEN)) {
      done(session.launch(1, LoadPlan.DEFAULT, step -> {}));
      assertThat(readings(session)).isEqualTo(Readings.forScrapesEvery(Duration.ofSeconds(15)));

      chosen.set(Duration.ofSeconds(1));
      assertThat(readings(session)).isEqualTo(Readings.forScrapesEvery(Duration.ofSeconds(15)));

      done(session.stop(false, step -> {}));
      done(session.launch(1, LoadPlan.DEFAULT, step -> {}));
      assertThat(readings(session)).isEqualTo(Readings.forScrapesEvery(Duration.ofSeconds(1)));
    }
  }

  private static Readings readings(Session session) {
    Ticks.tick(session);
    return session.snapshot().measured().readings();
  }
}
