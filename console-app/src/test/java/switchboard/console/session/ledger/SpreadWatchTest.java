package switchboard.console.session.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import switchboard.console.session.ledger.SpreadWatch.Spread;

class SpreadWatchTest {
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

  private final SpreadWatch watch = new SpreadWatch();

  private static Instant after(int seconds) {
    return AT.plusSeconds(seconds);
  }

  @Test
  void saysAfterWhatTimeEachReplicaHasAnEqualShare() {
    watch.begin(AT, 2);

    assertThat(watch.look(after(1), Map.of("backend-1", 100.0, "backend-2", 0.0))).isEmpty();
    assertThat(watch.look(after(2), Map.of("backend-1", 56.0, "backend-2", 44.0))).isEmpty();
    assertThat(watch.look(after(3), Map.of("backend-1", 52.0, "backend-2", 48.0)))
        .contains(new Spread(2, Duration.ofSeconds(3), true));
    assertThat(watch.isWatching()).isFalse();
  }

  @Test
  void replicaThatWasNotMeasuredYetMayHaveNobody() {
    watch.begin(AT, 2);

    assertThat(watch.look(after(1), Map.of("backend-1", 100.0))).isEmpty();
    assertThat(watch.isWatching()).isTrue();
  }

  @Test
  void saysThatTheyAreNotEvenAfterAMinute() {
    watch.begin(AT, 2);

    assertThat(watch.look(after(60), Map.of("backend-1", 100.0, "backend-2", 0.0)))
        .contains(new Spread(2, Duration.ofMinutes(1), false));
  }

  @Test
  void withoutUsersThereIsNothingToSay() {
    watch.begin(AT, 2);

    assertThat(watch.look(after(1), Map.of("backend-1", 0.0, "backend-2", 0.0))).isEmpty();
    assertThat(watch.isWatching()).isFalse();
  }

  @Test
  void onlyTheNewestChangeIsWatched() {
    watch.begin(AT, 2);
    watch.begin(after(5), 3);

    assertThat(watch.look(after(6), Map.of("backend-1", 50.0, "backend-2", 50.0))).isEmpty();
    assertThat(
            watch.look(after(9), Map.of("backend-1", 34.0, "backend-2", 33.0, "backend-3", 33.0)))
        .contains(new Spread(3, Duration.ofSeconds(4), true));
  }
}
