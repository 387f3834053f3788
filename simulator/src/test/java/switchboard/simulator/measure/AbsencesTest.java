package switchboard.simulator.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AbsencesTest {
  private final Absences absences = new Absences();

  private static long second(long count) {
    return TimeUnit.SECONDS.toNanos(count);
  }

  @Test
  void twoUsersForThreeSecondsAreSix() {
    absences.began(second(10));
    absences.began(second(10));

    assertThat(absences.seconds(second(13))).isEqualTo(6);
  }

  @Test
  void userWhoIsBackIsNotCountedAnyMore() {
    absences.began(second(10));
    absences.began(second(11));
    absences.ended(second(12));

    assertThat(absences.seconds(second(20))).isEqualTo(2 + 9);
  }

  @Test
  void withoutAnAbsenceThereIsNothing() {
    assertThat(absences.seconds(second(1_000))).isZero();
  }

  @Test
  void secondsOnlyGrow() {
    absences.began(second(1));

    assertThat(absences.seconds(second(2))).isEqualTo(1);
    absences.ended(second(3));
    assertThat(absences.seconds(second(9))).isEqualTo(2);
  }
}
