package switchboard.console.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadPlanTest {
  @ParameterizedTest
  @CsvSource({
    "-1, 100, 3, 50, 6, users is -1; expected 0 to 50000",
    "50001, 100, 3, 50, 6, users is 50001; expected 0 to 50000",
    "200, 0, 3, 50, 6, spawnRate is 0; expected 1 to 1000",
    "200, 1001, 3, 50, 6, spawnRate is 1001; expected 1 to 1000",
    "200, 100, -0.5, 50, 6, messagesPerUserPerMinute is -0.5; expected 0 to 600",
    "200, 100, 600.5, 50, 6, messagesPerUserPerMinute is 600.5; expected 0 to 600",
    "200, 100, 3, 0, 6, roomSize is 0; expected 1 to 1000",
    "200, 100, 3, 1001, 6, roomSize is 1001; expected 1 to 1000",
    "200, 100, 3, 50, -1, readsPerUserPerMinute is -1; expected 0 to 600",
    "200, 100, 3, 50, 601, readsPerUserPerMinute is 601; expected 0 to 600",
  })
  void whatIsOutOfRangeIsRefused(
      int users, int spawnRate, double messages, int roomSize, double reads, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LoadPlan(users, spawnRate, messages, roomSize, reads))
        .withMessage(why);
  }

  @Test
  void bothEndsAreInRange() {
    assertThat(new LoadPlan(0, 1, 0, 1, 0).users()).isZero();
    assertThat(new LoadPlan(50_000, 1_000, 600, 1_000, 600).users()).isEqualTo(50_000);
  }

  @Test
  void oneFigureIsChangedByItself() {
    assertThat(LoadPlan.DEFAULT.withMessagesPerUserPerMinute(7))
        .isEqualTo(new LoadPlan(200, 100, 7, 50, 6));
    assertThat(LoadPlan.DEFAULT.withUsers(7)).isEqualTo(new LoadPlan(7, 100, 3, 50, 6));
  }
}
