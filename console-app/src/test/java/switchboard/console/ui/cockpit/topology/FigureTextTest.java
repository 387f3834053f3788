package switchboard.console.ui.cockpit.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import switchboard.console.metrics.panel.Reading;
import switchboard.console.metrics.panel.ReadingValues;
import switchboard.console.metrics.panel.Readings;
import switchboard.console.session.metrics.MetricsSnapshot;

@Tag("locales")
class FigureTextTest {
  private static final String REPLICA = "backend-1";
  private static final double MIB = 1 << 20;
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final Readings readings = Readings.forScrapesEvery(Duration.ofSeconds(1));
  private final Map<Reading, Map<String, Double>> values = new HashMap<>();

  @Test
  void throttlingIsSaidFromOnePerCentOn() {
    measure(readings.throttled(), 43.4);
    assertThat(figures().throttled(REPLICA)).isEqualTo(PartCard.Line.strained("throttled 43 %"));
    measure(readings.throttled(), 0.9);
    assertThat(figures().throttled(REPLICA)).isEqualTo(PartCard.Line.of("not throttled"));
  }

  @Test
  void unknownThrottlingIsNotZero() {
    assertThat(figures().throttled(REPLICA)).isEqualTo(PartCard.Line.of("throttled –"));
  }

  @Test
  void memoryNearItsLimitSaysHowNear() {
    measure(readings.replicaMemoryLimit(), 256 * MIB);
    measure(readings.replicaMemory(), 151 * MIB);
    assertThat(figures().memory(REPLICA))
        .isEqualTo(new PartCard.Line("Memory 151 of 256 MiB", "Memory 151 / 256", false));
    measure(readings.replicaMemory(), 243 * MIB);
    assertThat(figures().memory(REPLICA)).isEqualTo(PartCard.Line.strained("Memory 94 % full"));
  }

  @Test
  void memoryOfALargeLimitSaysBothUnits() {
    measure(readings.replicaMemoryLimit(), 31.3 * 1024 * MIB);
    measure(readings.replicaMemory(), 3_412 * MIB);
    assertThat(figures().memory(REPLICA))
        .isEqualTo(
            new PartCard.Line(
                "Memory 3\u202f412 MiB of 31.3 GiB", "Memory 3\u202f412 MiB / 31.3 GiB", false));
  }

  @Test
  void withoutALimitThereIsOnlyTheFigure() {
    measure(readings.replicaMemory(), 151 * MIB);
    assertThat(figures().memory(REPLICA)).isEqualTo(PartCard.Line.of("Memory 151 MiB"));
    assertThat(figures().cpu(REPLICA)).isEqualTo(PartCard.Line.of("CPU –"));
  }

  @Test
  void certificateSaysHowManyDaysAreLeft() {
    measure(readings.certificateEnd(), (double) NOW.plus(Duration.ofDays(89)).getEpochSecond() + 1);

    assertThat(figures().certificate(NOW))
        .contains(new PartCard.Line("Certificate: 89 days left", "TLS: 89 days left", false));
  }

  @Test
  void certificateThatEndsSoonIsStrained() {
    measure(readings.certificateEnd(), (double) NOW.plus(Duration.ofDays(13)).getEpochSecond());

    assertThat(figures().certificate(NOW)).get().returns(true, PartCard.Line::strained);
  }

  @Test
  void certificateThatHasEndedIsCalledExpired() {
    measure(readings.certificateEnd(), (double) NOW.getEpochSecond());

    assertThat(figures().certificate(NOW)).contains(PartCard.Line.strained("Certificate expired"));
  }

  @Test
  void firstOfSeveralCertificatesThatEndsCounts() {
    var days = Duration.ofDays(1).toSeconds();
    values.put(
        readings.certificateEnd(),
        Map.of(
            "simulator-0", (double) NOW.getEpochSecond() + 40 * days,
            "simulator-1", (double) NOW.getEpochSecond() + 20 * days));

    assertThat(figures().certificate(NOW))
        .get()
        .extracting(PartCard.Line::brief)
        .isEqualTo("TLS: 20 days left");
  }

  @Test
  void withoutHttpsThereIsNoLineOfACertificate() {
    assertThat(figures().certificate(NOW)).isEmpty();
  }

  private void measure(Reading reading, double value) {
    values.put(reading, Map.of(REPLICA, value));
  }

  private FigureText figures() {
    return new FigureText(
        new MetricsSnapshot(
            List.of(),
            readings,
            new ReadingValues(Instant.EPOCH, values, Optional.empty()),
            Optional.empty()));
  }
}
