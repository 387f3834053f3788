package switchboard.chat.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import switchboard.chat.management.RequestFields;

/** Which requests faults act on, and how much. */
final class FaultsTest {
  private static final int REQUESTS = 20_000;
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final Vertx vertx = Vertx.vertx();
  private final ServiceClock clock = new ServiceClock(InstantSource.fixed(NOON));
  private final AtomicInteger crashes = new AtomicInteger();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  /** A replica with one fault; none of these needs the store. */
  private Faults with(String fields) {
    var faults = none();
    faults.start(
        Fault.parse(new RequestFields(new JsonObject(fields).put("durationMillis", 600_000))));
    return faults;
  }

  private Faults none() {
    return new Faults(vertx, null, clock, crashes::incrementAndGet, new PrometheusRegistry());
  }

  private List<Boolean> struck(String fields) {
    var faults = with(fields);
    return IntStream.range(0, REQUESTS).mapToObj(request -> faults.strikes()).toList();
  }

  private List<Duration> delays(String fields) {
    var faults = with(fields);
    return IntStream.range(0, REQUESTS).mapToObj(request -> faults.delay()).toList();
  }

  @Test
  void shareOfErrorsIsThatWhichWasAskedFor() {
    // Within four standard deviations of a binomial share, which these seeds are.
    assertThat(struck("{'kind':'errors','percent':0.1,'seed':1}".replace('\'', '"')))
        .filteredOn(each -> each)
        .hasSizeBetween(3, 37);
    assertThat(struck("{'kind':'errors','percent':20,'seed':1}".replace('\'', '"')))
        .filteredOn(each -> each)
        .hasSizeBetween(3_774, 4_226);
    assertThat(struck("{'kind':'errors','percent':100,'seed':1}".replace('\'', '"')))
        .doesNotContain(false);
  }

  @Test
  void sameSeedChoosesTheSameRequests() {
    var seven = "{'kind':'errors','percent':20,'seed':7}".replace('\'', '"');

    assertThat(struck(seven)).isEqualTo(struck(seven));
    assertThat(struck(seven)).isNotEqualTo(struck(seven.replace('7', '8')));
  }

  @Test
  void delayIsOfAllRequestsAndWithoutJitterUnlessAsked() {
    assertThat(delays("{'kind':'slow','delayMillis':200}".replace('\'', '"')))
        .containsOnly(Duration.ofMillis(200));
  }

  @Test
  void jitterStaysInItsBoundsAndReachesThem() {
    var delays =
        delays("{'kind':'slow','delayMillis':200,'jitterMillis':50,'seed':1}".replace('\'', '"'));

    assertThat(delays)
        .allMatch(each -> each.toMillis() >= 150 && each.toMillis() <= 250)
        .anyMatch(each -> each.toMillis() <= 152)
        .anyMatch(each -> each.toMillis() >= 248);
  }

  @Test
  void onlyTheShareWaits() {
    var delays =
        delays("{'kind':'slow','delayMillis':200,'percent':20,'seed':1}".replace('\'', '"'));

    assertThat(delays).containsOnly(Duration.ZERO, Duration.ofMillis(200));
    assertThat(delays).filteredOn(each -> !each.isZero()).hasSizeBetween(3_774, 4_226);
  }

  @Test
  void clockIsSkewedUntilTheFaultEnds() {
    var faults = with("{'kind':'skewClock','offsetMillis':-5000}".replace('\'', '"'));
    assertThat(clock.instant()).isEqualTo(NOON.minusSeconds(5));

    faults.endAll();

    assertThat(clock.instant()).isEqualTo(NOON);
  }

  @Test
  void secondSkewTakesThePlaceOfTheFirst() {
    var faults = with("{'kind':'skewClock','offsetMillis':-5000}".replace('\'', '"'));
    faults.start(new Fault.SkewClock(Duration.ofHours(1), Duration.ofSeconds(60)));

    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(3_600));
  }

  @Test
  void crashComesAfterTheAnswerAndOnce() {
    none().start(new Fault.Crash());

    assertThat(crashes).hasValue(0);
    await().until(() -> crashes.get() == 1);
  }

  @Test
  void crashThatIsEndedDoesNotCome() {
    var faults = none();
    faults.start(new Fault.Crash());
    faults.endAll();
    var later = new AtomicInteger();
    vertx.setTimer(2 * Fault.SHORTEST_MILLIS, passed -> later.incrementAndGet());

    await().until(() -> later.get() == 1);
    assertThat(crashes).hasValue(0);
  }
}
