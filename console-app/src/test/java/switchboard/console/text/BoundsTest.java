package switchboard.console.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("locales")
class BoundsTest {
  private static final Instant NOON =
      ZonedDateTime.of(2026, 1, 1, 12, 4, 0, 0, ZoneId.systemDefault()).toInstant();

  private static Bounds.Moment moment(long fromMillis, long untilMillis) {
    return Bounds.moment(NOON.plusMillis(fromMillis), NOON.plusMillis(untilMillis));
  }

  @ParameterizedTest
  @CsvSource({
    "10112, 10112, 12:04:10.112",
    "10111, 10113, 12:04:10.112 (± 1 ms)",
    "10111, 10114, 12:04:10.112 (± 2 ms)",
    "10112, 10136, 12:04:10.14 (10.11 – 10.14 s)",
    "10112, 10412, 12:04:10.5 (10.1 – 10.5 s)",
    "20034, 21034, 12:04:22 (20 – 22 s)",
    "8900, 13900, 12:04:14 (08 – 14 s)",
    "59800, 60300, 12:05:00.3 (12:04:59.8 – 12:05:00.3)",
  })
  void momentIsNoFinerThanItsBounds(long from, long until, String words) {
    assertThat(moment(from, until)).hasToString(words);
  }

  @Test
  void momentOfLessThanAMillisecondHasThatError() {
    var at = NOON.plusNanos(10_112_400_000L);

    assertThat(Bounds.moment(at, at)).hasToString("12:04:10.112 (± 1 ms)");
  }

  @ParameterizedTest
  @CsvSource({
    "4, 4, 4.0 ms",
    "0, 3, 0 to 3 ms",
    "-1900, 3100, 0 to 4 s",
    "0, 5000, 0 to 5 s",
    "1801, 1812, 1.8 s",
    "1800, 1870, 1.80 to 1.87 s",
    "1234, 2345, 1 to 3 s",
    "900, 1100, 0.9 to 1.1 s",
    "58000, 63200, 58 to 64 s",
    "125000, 130000, 2 min 5 s to 2 min 10 s",
  })
  void lengthIsNoFinerThanItsBounds(long least, long most, String words) {
    assertThat(Bounds.elapsed(Duration.ofMillis(least), Duration.ofMillis(most))).isEqualTo(words);
  }

  @Test
  void lengthThatEndsBeforeItBeginsIsNothing() {
    assertThat(Bounds.elapsed(Duration.ofMillis(-5), Duration.ofMillis(-2))).isEqualTo("0.0 ms");
  }
}
