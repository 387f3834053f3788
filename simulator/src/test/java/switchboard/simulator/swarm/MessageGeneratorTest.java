package switchboard.simulator.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageGeneratorTest {
  private final MessageGenerator wording = new MessageGenerator("mhx3k9q1-simulator-10");

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 123_456_789_012L, Long.MAX_VALUE})
  void idCarriesItsIntendedTimeAndIsWithinTheLimits(long time) {
    var id = wording.id(9_999, 1_000_000, time);

    assertThat(wording.intended(id)).isEqualTo(time);
    assertThat(id).matches("[A-Za-z0-9-]{1,64}");
  }

  @Test
  void foreignIdCarriesNothing() {
    assertThat(wording.intended("1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed")).isEqualTo(-1);
    assertThat(wording.intended("mhx3k9q1-simulator-10-1-1-?")).isEqualTo(-1);
  }

  @Test
  void namesAreWithinTheLimits() {
    assertThat(wording.user(9_999)).hasSizeLessThanOrEqualTo(32);
    assertThat(wording.room(9_999)).matches("[A-Za-z0-9._-]{1,64}");
  }
}
