package switchboard.console.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import switchboard.console.load.LoadStats;
import switchboard.console.load.SampleStats;

class NoticedByUsersTest {
  private static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant ANSWERED = AT.plusMillis(1_020);

  private static LoadStats requests(long... millis) {
    return SampleStats.UNHARMED.withRequests(millis);
  }

  private final NoticedByUsers noticed = new NoticedByUsers(Optional.of(requests(20, 30)), AT);

  @Test
  void firstFailedRequestLiesBetweenTwoReadings() {
    noticed.observe(SampleStats.UNHARMED.stats(), AT.plusSeconds(1), ANSWERED);
    noticed.observe(
        SampleStats.UNHARMED.withFailed(1).stats(), AT.plusSeconds(2), ANSWERED.plusSeconds(1));

    assertThat(noticed.failed().orElseThrow())
        .extracting(Evidence::notBefore, Evidence::notAfter)
        .containsExactly(AT.plusSeconds(1), ANSWERED.plusSeconds(1));
  }

  @Test
  void requestIsSlowThatTookMoreThanTwiceAsLongAsAnyBefore() {
    assertThat(noticed.limit().map(Duration::toMillis)).contains(60L);
    noticed.observe(requests(20, 30, 58), AT.plusSeconds(1), ANSWERED);
    assertThat(noticed.slow()).isEmpty();

    noticed.observe(requests(20, 30, 58, 70), AT.plusSeconds(2), ANSWERED.plusSeconds(1));
    noticed.observe(requests(20, 30, 58, 70, 90), AT.plusSeconds(3), ANSWERED.plusSeconds(2));

    assertThat(noticed.slow())
        .contains(
            new Evidence(
                AT.plusSeconds(1),
                ANSWERED.plusSeconds(1),
                "simulator's figures: a request took over 60 ms"));
  }

  @Test
  void figuresFromBeforeTheFaultShowNothing() {
    noticed.observe(
        SampleStats.UNHARMED.withFailed(1).stats(), AT.minusSeconds(1), AT.minusMillis(1));

    assertThat(noticed.failed()).isEmpty();
  }

  @Test
  void withoutFiguresFromBeforeNothingIsKnown() {
    var unknown = new NoticedByUsers(Optional.empty(), AT);
    unknown.observe(SampleStats.UNHARMED.withFailed(1).stats(), AT, ANSWERED);

    assertThat(unknown.failed()).isEmpty();
    assertThat(unknown.slow()).isEmpty();
    assertThat(unknown.limit()).isEmpty();
  }
}
