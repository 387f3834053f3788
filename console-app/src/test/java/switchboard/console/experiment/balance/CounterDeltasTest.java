package switchboard.console.experiment.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CounterDeltasTest {
  private final CounterDeltas growth = new CounterDeltas();

  @Test
  void counterThatAppearsHasGrownFromZero() {
    growth.look(Map.of("backend-1", 5.0));
    growth.look(Map.of("backend-1", 7.0, "backend-2", 3.0));

    assertThat(growth.sinceBeginning()).isEqualTo(Map.of("backend-1", 7.0, "backend-2", 3.0));
  }

  @Test
  void counterOfAProcessStartedAgainGoesOn() {
    growth.look(Map.of("backend-1", 100.0));
    growth.look(Map.of());
    growth.look(Map.of("backend-1", 4.0));
    growth.look(Map.of("backend-1", 6.0));

    assertThat(growth.sinceBeginning()).isEqualTo(Map.of("backend-1", 106.0));
  }

  @Test
  void whatWasCountedBeforeIsLeftOut() {
    growth.leaveOut(Map.of("backend-1", 1_000.0));
    growth.look(Map.of("backend-1", 1_010.0));

    assertThat(growth.sinceBeginning()).isEqualTo(Map.of("backend-1", 10.0));
  }

  @Test
  void counterThatStandsHasNotGrown() {
    growth.look(Map.of("backend-1", 5.0));
    growth.look(Map.of("backend-1", 5.0));

    assertThat(growth.sinceBeginning()).isEqualTo(Map.of("backend-1", 5.0));
  }
}
