package switchboard.console.experiment.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BalanceTest {
  @Test
  void deviationIsInPercentOfAnEvenShare() {
    var spread =
        Balance.among(
            List.of("backend-1", "backend-2", "backend-3"),
            Map.of("backend-1", 90.0, "backend-2", 100.0, "backend-3", 110.0));

    assertThat(spread.percent()).containsEntry("backend-1", 30.0);
    assertThat(spread.largestDeviationPercent().orElseThrow()).isBetween(9.99, 10.01);
  }

  @Test
  void replicaWithNothingIsAsFarFromEvenAsCanBe() {
    assertThat(
            Balance.among(List.of("backend-1", "backend-2"), Map.of("backend-2", 8.0))
                .largestDeviationPercent())
        .contains(100.0);
  }

  @Test
  void nothingIsNotSpread() {
    assertThat(Balance.among(List.of("backend-1"), Map.of()).largestDeviationPercent()).isEmpty();
    assertThat(Balance.among(List.of(), Map.of()).percent()).isEmpty();
  }
}
