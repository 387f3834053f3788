package switchboard.console.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import switchboard.console.platform.FakePlatform;
import switchboard.console.platform.LaunchRequest;
import switchboard.console.platform.LogLine;

class LogFeedTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:10Z");

  private final FakePlatform platform = new FakePlatform(Clock.systemUTC());
  private Instant now = NOW;
  private final LogFeed feed = new LogFeed(platform, () -> now);

  @BeforeEach
  void launch() {
    platform.launch(LaunchRequest.of(2), step -> {});
  }

  @Test
  void linesOfAllInstancesComeInTheOrderOfTimeAndEachOnce() {
    print("backend-2", 2_000, "second");
    print("backend-1", 1_000, "first");
    print("backend-1", 3_000, "third");

    assertThat(feed.poll()).extracting(LogEntry::text).containsExactly("first", "second", "third");
    assertThat(feed.poll()).isEmpty();

    print("backend-1", 3_000, "of the same millisecond");
    assertThat(feed.poll()).extracting(LogEntry::text).containsExactly("of the same millisecond");
    assertThat(feed.poll()).isEmpty();
  }

  @Test
  void lineWaitsForOlderOnesThatAreReadALittleLater() {
    print("backend-1", 10_000, "younger");
    assertThat(feed.poll()).isEmpty();

    print("backend-2", 9_990, "older");
    now = NOW.plus(Duration.ofSeconds(1));

    assertThat(feed.poll()).extracting(LogEntry::text).containsExactly("older", "younger");
  }

  private void print(String instance, long millis, String text) {
    platform.print(
        new LogLine(Instant.parse("2026-01-01T00:00:00Z").plusMillis(millis), instance, text));
  }
}
