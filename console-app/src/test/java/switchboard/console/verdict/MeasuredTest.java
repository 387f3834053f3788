package switchboard.console.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import switchboard.console.load.LoadStats.Requests;
import switchboard.console.load.LoadStats.Users;
import switchboard.console.load.SampleStats;
import switchboard.console.verdict.ObjectiveResult.State;

class MeasuredTest {
  private static final SampleStats BEFORE = SampleStats.UNHARMED;
  private static final String P99 = "requests.p99<=250ms during fault";

  private static ObjectiveResult judge(String objective, SampleStats until) {
    return judge(objective, BEFORE, until);
  }

  private static ObjectiveResult judge(String objective, SampleStats from, SampleStats until) {
    return measured(from, until).judge(Objective.parse(objective));
  }

  private static Measured measured(SampleStats from, SampleStats until) {
    var between = Population.between(from.stats(), until.stats());
    return new Measured(
        Map.of(Phase.FAULT, between), List.of(), Optional.empty(), Optional.empty(), Map.of());
  }

  private static Measured without(List<Optional<Duration>> recoveries, Double spread) {
    return new Measured(
        Map.of(), recoveries, Optional.ofNullable(spread), Optional.empty(), Map.of());
  }

  private static List<Long> requests(int quick, int slow) {
    return Stream.concat(
            SampleStats.times(quick, 12_000).stream(), SampleStats.times(slow, 400_000).stream())
        .toList();
  }

  private static ObjectiveResult times(int quick, int slow) {
    return judge(P99, BEFORE.withMoreRequests(requests(quick, slow)));
  }

  @Test
  void enoughQuickRequestsMeetTheirLimit() {
    var result = times(299, 0);

    assertThat(result.state()).isEqualTo(State.MET);
    assertThat(result.measured().orElseThrow()).isCloseTo(0.012, within(1e-3));
    assertThat(result.sentence())
        .isEqualTo("requests.p99<=250ms during fault: 12 ms of 299 samples");
  }

  /** Of 1 000 timers, 10 may have been later still: that alone explains 10 slow requests. */
  @Test
  void missIsBeyondTheLatenessWhenMoreAreOverBothThanTheLatestTimersExplain() {
    var timers = new Timers(Duration.ofMillis(100), 1_000);
    Predicate<SampleStats> beyond =
        until -> measured(BEFORE, until).isMissedBeyond(timers, Objective.parse(P99));

    assertThat(beyond.test(BEFORE.withMoreRequests(requests(960, 40)))).isTrue();
    assertThat(beyond.test(BEFORE.withMoreRequests(requests(980, 20)))).isFalse();
    assertThat(beyond.test(BEFORE.withMoreRequests(SampleStats.times(1_000, 340_000)))).isFalse();
    assertThat(beyond.test(BEFORE)).isFalse();
  }

  /** One timer that is late delays the message to everybody in its room. */
  @Test
  void deliveriesAreNeverBeyondTheLateness() {
    var slow = BEFORE.withMoreDeliveries(SampleStats.times(1_000, 5_000_000));
    var objective = Objective.parse("deliveries.p99<=250ms during fault");

    assertThat(
            measured(BEFORE, slow).isMissedBeyond(new Timers(Duration.ofMillis(20), 9), objective))
        .isFalse();
  }

  @Test
  void oneFewerIsTooFewAndSaysHowManyItTakes() {
    var result = times(298, 0);

    assertThat(result.state()).isEqualTo(State.TOO_FEW);
    assertThat(result.sentence())
        .isEqualTo(
            "requests.p99<=250ms during fault: 12 ms of 298 samples, and with 0 samples above the"
                + " limit it takes at least 299");
  }

  @Test
  void eachSlowRequestTakesMoreQuickOnes() {
    assertThat(times(472, 1).state()).isEqualTo(State.MET);
    assertThat(times(471, 1).state()).isEqualTo(State.TOO_FEW);
    assertThat(times(471, 1).sentence()).endsWith("it takes at least 473");
  }

  @Test
  void slowRequestsMissTheLimitHoweverFewTheyAre() {
    assertThat(times(300, 100).state()).isEqualTo(State.MISSED);
    assertThat(times(0, 5).state()).isEqualTo(State.MISSED);
    assertThat(times(300, 100).sentence())
        .matches("requests\\.p99<=250ms during fault: 40\\d ms of 400 samples");
  }

  @Test
  void intervalThatCrossesTheLimitIsUndecided() {
    var result = times(296, 4);

    assertThat(result.state()).isEqualTo(State.UNDECIDED);
    assertThat(result.sentence())
        .endsWith("with 4 samples above the limit that is too close to the limit to tell");
  }

  @Test
  void samplesThatCannotBeToldFromTheLimitCountAsAbove() {
    var atTheLimit =
        judge(
            "requests.p99<=250ms during fault",
            BEFORE.withMoreRequests(SampleStats.times(400, 250_500)));

    assertThat(atTheLimit.state()).isEqualTo(State.MISSED);
    assertThat(atTheLimit.evidence().orElseThrow().events()).isEqualTo(400);
  }

  @Test
  void phaseWithoutRequestsShowsNothing() {
    assertThat(judge("requests.p99<=250ms during recovery", BEFORE).state())
        .isEqualTo(State.TOO_FEW);
    assertThat(judge("requests.failed<=1% during recovery", BEFORE).state())
        .isEqualTo(State.TOO_FEW);
    assertThat(judge("requests.failed == 0 during recovery", BEFORE).state())
        .isEqualTo(State.TOO_FEW);
  }

  @Test
  void deliveriesOfUnknownTimesAreUnknown() {
    var later = BEFORE.withMoreDeliveries(SampleStats.times(10, 1_000)).stats();
    var between = Population.between(BEFORE.stats(), SampleStats.withoutHistograms(later));

    var result =
        new Measured(
                Map.of(Phase.RUN, between), List.of(), Optional.empty(), Optional.empty(), Map.of())
            .judge(Objective.parse("deliveries.p99<=1s"));

    assertThat(result.state()).isEqualTo(State.UNKNOWN);
  }

  private static ObjectiveResult failed(long of, long failed, String limit) {
    return judge(
        "requests.failed" + limit + " during fault",
        BEFORE.with(new Requests(1_000 + of, failed, 0)));
  }

  @Test
  void shareOfFailedRequestsIsJudgedByItsInterval() {
    assertThat(failed(5_000, 1, "<=0.1%").state()).isEqualTo(State.MET);
    assertThat(failed(2_000, 0, "<=0.1%").state()).isEqualTo(State.TOO_FEW);
    assertThat(failed(2_000, 3, "<=0.1%").state()).isEqualTo(State.UNDECIDED);
    assertThat(failed(2_000, 20, "<=0.1%").state()).isEqualTo(State.MISSED);
    assertThat(failed(2_000, 2_000, "<=100%").state()).isEqualTo(State.MET);
  }

  @Test
  void oneFailedRequestIsTooManyForNoneAndNoneCarriesItsBound() {
    assertThat(failed(10, 0, " == 0").state()).isEqualTo(State.MET);
    assertThat(failed(10, 0, " == 0").sentence())
        .isEqualTo("requests.failed == 0 during fault: 0 of 10 requests failed (≤ 26 %)");
    assertThat(failed(10, 1, " == 0").state()).isEqualTo(State.MISSED);
  }

  @Test
  void secondsWithoutASocketAreThoseOfThePhase() {
    var from = BEFORE.with(new Users(100, 100, 100, 5.0));
    var until = BEFORE.with(new Users(100, 100, 100, 65.5));

    assertThat(judge("users.disconnectedSeconds<=60 during fault", from, until).state())
        .isEqualTo(State.MISSED);
    assertThat(judge("users.disconnectedSeconds<=61 during fault", from, until).state())
        .isEqualTo(State.MET);
    assertThat(judge("users.disconnectedSeconds<=61 during fault", BEFORE, until).state())
        .isEqualTo(State.UNKNOWN);
  }

  @Test
  void slowestRecoveryCounts() {
    var recoveries =
        List.of(Optional.of(Duration.ofSeconds(2)), Optional.of(Duration.ofSeconds(6)));

    assertThat(without(recoveries, null).judge(Objective.parse("recovery<=5s")).state())
        .isEqualTo(State.MISSED);
    assertThat(without(recoveries, null).judge(Objective.parse("recovery<=6s")).state())
        .isEqualTo(State.MET);
    assertThat(
            without(List.of(Optional.empty()), null).judge(Objective.parse("recovery<=6s")).state())
        .isEqualTo(State.MISSED);
    assertThat(without(List.of(), null).judge(Objective.parse("recovery<=6s")).state())
        .isEqualTo(State.TOO_FEW);
  }

  @Test
  void spreadOfTheUsersIsOneOfItsOwn() {
    var even = new Measured(Map.of(), List.of(), Optional.of(40.0), Optional.of(4.9), Map.of());
    assertThat(even.judge(Objective.parse("users.spread<=5%")).state()).isEqualTo(State.MET);
    assertThat(even.judge(Objective.parse("users.spread<=4%")).state()).isEqualTo(State.MISSED);
    assertThat(without(List.of(), 1.0).judge(Objective.parse("users.spread<=5%")).state())
        .isEqualTo(State.TOO_FEW);
  }

  @Test
  void spreadIsThatOfTheRequests() {
    assertThat(without(List.of(), 4.9).judge(Objective.parse("spread<=5%")).state())
        .isEqualTo(State.MET);
    assertThat(without(List.of(), 5.1).judge(Objective.parse("spread<=5%")).state())
        .isEqualTo(State.MISSED);
    assertThat(without(List.of(), null).judge(Objective.parse("spread<=5%")).state())
        .isEqualTo(State.TOO_FEW);
  }

  @Test
  void queryWithoutAnAnswerShowsNothing() {
    var up = Objective.parse("promql(\"up\")<=1");
    var answered =
        new Measured(
            Map.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Map.of(new Figure.Query("up"), 1.0));

    assertThat(answered.judge(up).state()).isEqualTo(State.MET);
    assertThat(without(List.of(), null).judge(up).state()).isEqualTo(State.TOO_FEW);
  }

  @Test
  void eachStateHasItsGate() {
    assertThat(decidedBy(times(300, 100))).isEqualTo(Gate.OBJECTIVES);
    assertThat(decidedBy(times(296, 4))).isEqualTo(Gate.OBJECTIVES);
    assertThat(decidedBy(times(10, 0))).isEqualTo(Gate.EVIDENCE);
    assertThat(
            decidedBy(
                judge(
                    "users.disconnectedSeconds<=6 during fault", BEFORE.with(new Users(1, 1, 1)))))
        .isEqualTo(Gate.BOOKS);
  }

  private static Gate decidedBy(ObjectiveResult result) {
    var judgement = new Judgement();
    result.judge(judgement);
    return judgement.conclude().gate().orElseThrow();
  }

  @Test
  void quotientIsWrittenWithSixDigits() {
    var query = new Figure.Query("up");
    var seen =
        new Measured(
            Map.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Map.of(query, 586.1868867310992));

    assertThat(seen.judge(Objective.parse("promql(\"up\")<=600")).found()).isEqualTo("586.187");
  }
}
