package switchboard.console.session.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static switchboard.console.metrics.Expression.metric;
import static switchboard.console.metrics.scrape.Histories.put;
import static switchboard.console.metrics.scrape.Histories.second;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import switchboard.console.fault.Evidence;
import switchboard.console.fault.Ledger;
import switchboard.console.fault.LedgerEntry;
import switchboard.console.fault.Milestone;
import switchboard.console.metrics.Labels;
import switchboard.console.metrics.QueryResult;
import switchboard.console.metrics.evaluation.Evaluator;
import switchboard.console.metrics.scrape.History;
import switchboard.console.metrics.scrape.Stale;
import switchboard.console.text.Bounds;

/** Over the console's own scrapes. */
class MetricEvidenceTest {
  private static final Instant AT = second(101.9);
  private static final Instant UNTIL = second(160);
  private static final Labels UP = of("up");
  private static final Labels TOOK = of("scrape_duration_seconds");
  private static final Labels START = of("process_start_time_seconds");
  private static final Labels P99 = Labels.of("p99");

  private final History history = new History();
  private final MetricEvidence evidence = evidence(Duration.ofSeconds(5));

  private static Labels of(String metric) {
    return Labels.of(metric, "instance", "backend-2");
  }

  private MetricEvidence evidence(Duration interval) {
    var own = new Evaluator(history);
    return new MetricEvidence(own, own, metric("p99"), metric("users"), interval, Optional.empty());
  }

  private void scrape(double second, double up) {
    put(history, UP, second, up);
    put(history, TOOK, second, 0.004);
  }

  private static Evidence seen(LedgerEntry entry) {
    return entry.evidence().orElseThrow(() -> new AssertionError(entry));
  }

  @Test
  void scrapeEveryFiveSecondsTellsNoFinerThanFiveSeconds() {
    scrape(95, 1);
    scrape(100, 1);
    scrape(105, 0);
    scrape(110, 1);

    var entry = evidence.scrapeFailed("backend-2", AT, UNTIL);

    assertThat(seen(entry))
        .isEqualTo(new Evidence(second(100), second(105.004), "scraped every 5.0 s"));
    var moment = Bounds.moment(seen(entry).notBefore(), seen(entry).notAfter());
    assertThat(moment.toString()).endsWith(":46 (40 – 46 s)");
    var injected = LedgerEntry.seen(Milestone.INJECTED, new Evidence(AT, AT, "console"));
    assertThat(new Ledger(List.of(injected), Optional.empty()).sinceInjection(seen(entry)))
        .contains("0 to 4 s");
  }

  @Test
  void scrapeThatWasUnderWayWhenTheFaultBeganCounts() {
    scrape(100, 1);
    put(history, UP, 101.5, 0);
    put(history, TOOK, 101.5, 0.9);

    assertThat(seen(evidence.scrapeFailed("backend-2", AT, UNTIL)))
        .isEqualTo(new Evidence(second(100), second(102.4), "scraped every 5.0 s"));
  }

  @Test
  void scrapeThatFailedBeforeTheFaultDoesNotCount() {
    scrape(95, 0);
    scrape(100, 1);
    scrape(105, 1);

    assertThat(evidence.scrapeFailed("backend-2", AT, UNTIL).absence())
        .isEqualTo("no scrape failed, scraped every 5.0 s");
  }

  @Test
  void replicaThatWasNoTargetMeanwhileIsSaid() {
    scrape(100, 1);
    put(history, UP, 101, Stale.MARK);
    scrape(125, 1);

    assertThat(evidence.scrapeFailed("backend-2", AT, UNTIL).absence())
        .isEqualTo("no scrape failed; there was none for 25.0 s");
    assertThat(evidence.scrapeFailed("backend-3", AT, UNTIL).absence())
        .isEqualTo("it was not scraped");
  }

  @Test
  void newProcessSaysItselfWhenItBegan() {
    put(history, START, 100, second(10).toEpochMilli() / 1e3);
    put(history, START, 105, second(102.75).toEpochMilli() / 1e3);

    assertThat(seen(evidence.newProcess("backend-2", AT, second(101.91), UNTIL)))
        .isEqualTo(new Evidence(second(101.91), second(102.75), "process_start_time_seconds"));
  }

  @Test
  void processThatGoesOnIsNoNewOne() {
    put(history, START, 100, second(10).toEpochMilli() / 1e3);
    assertThat(evidence.newProcess("backend-2", AT, AT, UNTIL).absence())
        .isEqualTo("it was not scraped");
    put(history, START, 105, second(10).toEpochMilli() / 1e3);

    assertThat(evidence.newProcess("backend-2", AT, AT, UNTIL).absence())
        .isEqualTo("it is the same process");
  }

  private void requests(double second, double processBegan, double... counts) {
    put(history, START, second, second(processBegan).toEpochMilli() / 1e3);
    put(history, TOOK, second, 0.004);
    for (int status = 0; status < counts.length; status++) {
      var labels = List.of("instance", "backend-2", "status", "20" + status);
      put(
          history,
          Labels.of("http_requests_total", labels.toArray(String[]::new)),
          second,
          counts[status]);
    }
  }

  private LedgerEntry takenIn(Optional<Evidence> leftOut) {
    return evidence(Duration.ofSeconds(1)).takenIn("backend-2", AT, leftOut, UNTIL);
  }

  @Test
  void newProcessIsTakenInBetweenTheLastScrapeWithoutRequestsAndTheFirstWith() {
    requests(101, 10, 500, 3);
    requests(104, 103.5);
    requests(105, 103.5);
    requests(106, 103.5, 0, 2);
    requests(107, 103.5, 9, 2);

    assertThat(seen(takenIn(Optional.empty())))
        .isEqualTo(
            new Evidence(second(105), second(106.004), "requests reached it, scraped every 1.0 s"));
  }

  @Test
  void newProcessThatHasRequestsWhenItIsFirstScrapedWasTakenInSinceItBegan() {
    requests(101, 10, 500);
    requests(104, 103.5, 2);

    assertThat(seen(takenIn(Optional.empty())))
        .isEqualTo(
            new Evidence(
                second(103.5), second(104.004), "requests reached it, scraped every 1.0 s"));
  }

  @Test
  void processThatGoesOnIsTakenInWhenRequestsReachItThatItCannotHaveHadBefore() {
    requests(102, 10, 500);
    // What had waited while it was frozen.
    requests(106, 10, 530);
    requests(107, 10, 530);
    requests(108, 10, 530);
    requests(109, 10, 534);
    var leftOut = Optional.of(new Evidence(second(105.2), second(106.2), "log"));

    assertThat(seen(takenIn(leftOut)))
        .isEqualTo(
            new Evidence(second(108), second(109.004), "requests reached it, scraped every 1.0 s"));
  }

  @Test
  void processThatGoesOnWasLeftOutUntilThenAtLeast() {
    requests(106, 10, 530);
    requests(107, 10, 530);
    requests(108, 10, 531);
    var leftOut = Optional.of(new Evidence(second(105.2), second(106.2), "log"));

    assertThat(seen(takenIn(leftOut)))
        .isEqualTo(
            new Evidence(
                second(105.2), second(108.004), "requests reached it, scraped every 1.0 s"));
  }

  @Test
  void replicaThatNoRequestReachesIsNotTakenIn() {
    requests(101, 10, 500);
    requests(104, 103.5);
    requests(105, 103.5);

    assertThat(takenIn(Optional.empty()).absence()).startsWith("no request reached it by ");
  }

  @Test
  void processThatGoesOnAndIsInNoGatewaysLogIsNotSaidToBeTakenIn() {
    assertThat(takenIn(Optional.empty()).absence()).isEqualTo("it was not scraped");
    requests(104, 10, 500);
    requests(105, 10, 510);

    assertThat(takenIn(Optional.empty()).absence())
        .isEqualTo("nothing shows that it was taken out");
  }

  private void p99(double second, double value) {
    put(history, P99, second, value);
  }

  @Test
  void p99IsBackWhenItStaysInItsBand() {
    var every = evidence(Duration.ofSeconds(1));
    for (int second = 60; second <= 102; second++) {
      p99(second, second == 80 ? 0.040 : 0.030);
    }
    p99(103, 0.043);
    p99(104, 0.200);
    p99(105, 0.030);
    p99(106, 0.045);
    for (int second = 107; second <= 160; second++) {
      p99(second, 0.035);
    }

    var back = seen(every.p99Back(second(102), UNTIL));

    assertThat(back)
        .isEqualTo(
            new Evidence(second(106), second(107), "p99 at most 44 ms, scraped every 1.0 s"));
    assertThat(every.p99Back(second(102), second(104)).absence())
        .startsWith("not by ")
        .endsWith(": p99 at most 44 ms");
    assertThat(every.p99Back(second(108), UNTIL).absence())
        .isEqualTo("it never left it: p99 at most 220 ms");
    assertThat(every.p99Back(second(30), second(50)).absence()).isEqualTo("there is no p99");
    assertThat(every.p99Back(second(59), second(70)).absence())
        .isEqualTo("there was no p99 in the minute before");
  }

  private void users(int from, int until, double one, Double two) {
    for (int second = from; second <= until; second++) {
      put(history, Labels.of("users", "instance", "backend-1"), second, one);
      if (two != null) {
        put(history, Labels.of("users", "instance", "backend-2"), second, two);
      }
    }
  }

  @Test
  void usersAreEvenWhenEachReplicaHasItsShareAndKeepsIt() {
    var every = evidence(Duration.ofSeconds(1));
    users(95, 105, 50, 50.0);
    users(106, 109, 100, null);
    users(110, 113, 100, 0.0);
    users(114, 114, 52, 48.0);
    users(115, 118, 54, 46.0);
    users(119, 130, 51, 49.0);

    assertThat(seen(every.usersEven(second(105), second(130))))
        .isEqualTo(
            new Evidence(
                second(118),
                second(119),
                "each replica within 5 % of an equal share, scraped every 1.0 s"));
    assertThat(every.usersEven(second(105), second(112)).absence())
        .startsWith("not by ")
        .endsWith(": each replica within 5 % of an equal share");
    assertThat(every.usersEven(second(120), second(130)).absence())
        .isEqualTo("they were all the time");
    assertThat(every.usersEven(second(30), second(50)).absence())
        .isEqualTo("no replica said how many it has");
  }

  @Test
  void oneUserMoreOfAFewIsEven() {
    users(102, 110, 3, 2.0);

    assertThat(evidence(Duration.ofSeconds(1)).usersEven(second(102), second(110)).absence())
        .isEqualTo("they were all the time");
  }

  @Test
  void withoutAPrometheusThereAreNoAlerts() {
    assertThat(evidence.alerts(Optional.of("backend-2"), AT, UNTIL))
        .extracting(LedgerEntry::absence)
        .containsExactly("there is no Prometheus here", "there is no Prometheus here");
  }

  @Test
  void sourceThatDoesNotAnswerIsAskedOnce() {
    var asked = new AtomicInteger();
    QueryResult silence = new QueryResult.Unreachable(new IOException("away"));
    var silent =
        new MetricEvidence(
            (expression, start, end, step) -> silence,
            (selector, after, until) -> {
              asked.incrementAndGet();
              return silence;
            },
            metric("p99"),
            metric("users"),
            Duration.ofSeconds(1),
            Optional.empty());

    assertThat(
            List.of(
                silent.scrapeFailed("backend-2", AT, UNTIL),
                silent.newProcess("backend-2", AT, AT, UNTIL),
                silent.p99Back(AT, UNTIL),
                silent.usersEven(AT, UNTIL)))
        .extracting(LedgerEntry::absence)
        .containsOnly("the metrics' source did not answer");
    assertThat(asked).hasValue(1);
  }
}
