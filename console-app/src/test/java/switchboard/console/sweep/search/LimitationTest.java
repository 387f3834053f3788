package switchboard.console.sweep.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import switchboard.console.sweep.search.ModelTarget.EvidenceOf;

class LimitationTest {

  @ParameterizedTest
  @CsvSource({
    "4.9, 0.94, 0.89, 0.89, 0.89, NOTHING, nothing",
    "5.0, 0.50, 0.10, 0.10, 0.10, CPU, CPU limit: throttled 5.00 %",
    "0.0, 0.95, 0.10, 0.10, 0.10, MEMORY, memory limit: 95.0 % of it in use",
    "0.0, 0.50, 0.93, 0.10, 0.50, GATEWAY, gateway: 93.0 % of its CPU in use",
    "0.0, 0.50, 0.10, 0.97, 0.50, STORE, store: 97.0 % of its CPU in use",
    "0.0, 0.50, 0.10, 0.10, 0.98, MACHINE, machine: 98.0 % of its CPU in use",
    "44.0, 0.99, 0.97, 0.97, 0.98, CPU, CPU limit: throttled 44.0 %"
  })
  void plantedBottleneckIsNamed(
      double throttled,
      double memory,
      double gateway,
      double store,
      double machine,
      Limiter by,
      String text) {
    assertThat(Limitation.of(EvidenceOf.shares(throttled, memory, gateway, store, machine)))
        .isEqualTo(new Limitation(by, text));
  }

  @Test
  void replicaThatDoesNotStartIsLimitedByItsMemoryOrByItsStart() {
    assertThat(Limitation.of(EvidenceOf.notStarted("it ended: killed: out of memory", true)).text())
        .isEqualTo("memory limit: killed at the start");
    assertThat(Limitation.of(EvidenceOf.notStarted("it was not ready within 60 s", false)))
        .isEqualTo(new Limitation(Limiter.START, "start: it was not ready within 60 s"));
  }

  @Test
  void replicaThatIsKilledUnderLoadIsLimitedByItsMemory() {
    var seen =
        new LimitEvidence(
            Optional.empty(),
            true,
            OptionalDouble.of(80),
            OptionalDouble.of(0.4),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            false);

    assertThat(Limitation.of(seen).text()).isEqualTo("memory limit: killed");
  }

  @Test
  void lateSimulatorSaysNothingOfTheSystem() {
    assertThat(Limitation.of(EvidenceOf.late()).by()).isEqualTo(Limiter.SIMULATOR);
  }

  @Test
  void whatWasNotMeasuredLimitsNothing() {
    assertThat(Limitation.of(LimitEvidence.NONE).by()).isEqualTo(Limiter.NOTHING);
  }
}
