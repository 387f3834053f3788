package switchboard.console.load;

import static org.assertj.core.api.Assertions.assertThat;
import static switchboard.console.Outcomes.done;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import switchboard.console.Outcome;
import switchboard.console.load.LoadStats.Messages;
import switchboard.console.load.LoadStats.Requests;
import switchboard.console.load.LoadStats.Users;

/** Several simulators as if they were one. */
class SimulatorsTest {
  private static final LoadPlan PLAN = LoadPlan.DEFAULT.withUsers(600);

  private final List<FakeSimulator> fakes = Stream.generate(FakeSimulator::new).limit(3).toList();
  private final List<URI> addresses = new CopyOnWriteArrayList<>();
  private final Simulators simulators = new Simulators(new OkHttpClient(), () -> addresses);

  @BeforeEach
  void threeWithFiguresOfTheirOwn() {
    show(0, 100, 1_000, 5_000);
    show(1, 50, 2_000, 7_000);
    show(2, 20, 4_000, 90_000);
    addresses.addAll(fakes.stream().map(FakeSimulator::address).toList());
  }

  @AfterEach
  void close() {
    fakes.forEach(FakeSimulator::close);
  }

  private void show(int place, int connected, long total, long micros) {
    fakes.get(place).tell(stats -> figures("t0", connected, total, micros, true));
  }

  private static LoadStats figures(
      String startedAt, int connected, long total, long micros, boolean settled) {
    return new LoadStats(
        Instant.parse("2026-01-01T00:01:00.000Z"),
        startedAt,
        new Users(connected, connected, connected, 1.5),
        new Requests(total, 1, 2, total + 2, 4L),
        new Messages(total, total, total * 11, total * 10, 1, 0, 0, 5L, 6L, 7L, 3, 8L),
        4,
        9L,
        Recorded.all(micros),
        Recorded.all(micros),
        Recorded.all(micros),
        Recorded.all(micros),
        settled,
        null);
  }

  private LoadStats stats() {
    return done(simulators.stats());
  }

  @Test
  void countsAreAddedUpAndLatenessIsThatOfTheLatest() {
    var stats = stats();

    assertThat(stats.users()).isEqualTo(new Users(170, 170, 170, 4.5));
    assertThat(stats.requests()).isEqualTo(new Requests(7_000, 3, 6, 7_006L, 12L));
    assertThat(stats.messages())
        .isEqualTo(new Messages(7_000, 7_000, 77_000L, 70_000, 3, 0, 0, 15L, 18L, 21L, 9, 24L));
    assertThat(stats.reconnects()).isEqualTo(12);
    assertThat(stats.latencyMillis().sinceStart().count()).isEqualTo(3);
    assertThat(stats.latencyMillis().sinceStart().p50()).isBetween(6.9, 7.1);
    assertThat(stats.lateness().orElseThrow().toMillis()).isBetween(89L, 91L);
    assertThat(stats.settled()).isTrue();
  }

  @Test
  void oneSimulatorIsAskedAsItIs() {
    addresses.retainAll(List.of(addresses.getFirst()));

    assertThat(stats().startedAt()).isEqualTo("t0");
    done(simulators.share(PLAN));
    assertThat(fakes.getFirst().load()).contains(PLAN);
  }

  @Test
  void eachSimulatorHasItsShareOfTheLoad() {
    done(simulators.share(PLAN));

    assertThat(fakes).extracting(each -> each.load().orElseThrow().users()).containsOnly(200);
  }

  @Test
  void loadOfAllIsOneOfTheUsersOfEach() {
    done(simulators.share(PLAN));

    assertThat(done(simulators.load()).users()).isEqualTo(600);

    fakes.getLast().close();
    assertThat(simulators.load()).isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void moreUsersThanFitAreRefusedWithWhatToDo() {
    assertThat(simulators.refusal(LoadPlan.DEFAULT.withUsers(30_001)))
        .hasValueSatisfying(
            why ->
                assertThat(why.sentence())
                    .contains("30001", "carry 30000", "number of simulators first"));
    assertThat(simulators.refusal(LoadPlan.DEFAULT.withUsers(30_000))).isEmpty();
  }

  @Test
  void simulatorThatDoesNotAnswerIsNoSmallerSum() {
    fakes.get(1).close();

    assertThat(simulators.stats()).isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void othersHaveTheirShareThoughOneDoesNotTakeIts() {
    fakes.getFirst().failLoads();

    assertThat(simulators.share(PLAN)).isInstanceOf(Outcome.Failed.class);
    assertThat(fakes.getLast().load()).isPresent();
  }

  @Test
  void simulatorThatWasStartedAgainBreaksTheFiguresAndOneThatCameDoesNot() {
    var third = addresses.removeLast();
    var before = stats();
    addresses.add(third);
    var withOneMore = stats();
    fakes.get(1).tell(stats -> figures("t1", 50, 10, 7_000, true));
    var withOneRestarted = stats();

    assertThat(withOneMore.startedAt()).contains("t0#2", "t0#3");
    assertThat(withOneMore.continues(before)).isTrue();
    assertThat(before.continues(withOneMore)).isFalse();
    assertThat(withOneRestarted.continues(withOneMore)).isFalse();
  }

  @Test
  void booksOfSimulatorsThatGoStayInTheSums() throws InterruptedException {
    done(simulators.share(PLAN));
    var before = stats();

    simulators.settleBeyond(1);
    assertThat(stats().requests()).isEqualTo(before.requests());
    addresses.subList(1, 3).clear();
    assertThat(stats().requests()).isEqualTo(before.requests());
    simulators.left(true);

    var after = stats();
    assertThat(after.continues(before)).isTrue();
    assertThat(after.requests()).isEqualTo(before.requests());
    assertThat(after.messages()).isEqualTo(before.messages());
    assertThat(after.latencyMillis().sinceStart()).isEqualTo(before.latencyMillis().sinceStart());
    assertThat(after.users()).isEqualTo(new Users(100, 100, 170, 4.5));
    assertThat(after.latencyMillis().last10s().count()).isEqualTo(1);
  }

  @Test
  void booksThatHaveNotSettledAreWaitedFor() throws InterruptedException {
    var asked = new java.util.concurrent.atomic.AtomicInteger();
    fakes
        .get(2)
        .tell(
            stats -> {
              var again = asked.incrementAndGet();
              return figures("t0", 20, again < 3 ? 4_000 : 4_005, 9_000, again >= 3);
            });

    simulators.settleBeyond(2);

    assertThat(stats().requests().total()).isEqualTo(7_005);
  }

  @Test
  void simulatorsThatStayAfterAllAreAskedAgain() throws InterruptedException {
    simulators.settleBeyond(1);
    simulators.left(false);
    show(2, 20, 5_000, 90_000);

    assertThat(stats().requests().total()).isEqualTo(8_000);
    done(simulators.share(PLAN));
    assertThat(fakes.getLast().load().orElseThrow().users()).isEqualTo(200);
  }

  @Test
  void afterAMarkSimulatorsThatHaveGoneMeasuredNothing() throws InterruptedException {
    simulators.settleBeyond(2);
    addresses.removeLast();
    simulators.left(true);

    done(simulators.mark());

    assertThat(fakes.getFirst().marks()).isEqualTo(1);
    assertThat(stats().latencyMillis().sinceMark().count()).isEqualTo(2);
    assertThat(stats().latencyMillis().sinceStart().count()).isEqualTo(3);
  }

  private static FailedRequest failed(int second, String user) {
    return new FailedRequest(
        Instant.ofEpochSecond(second), user, "/api/messages", "GET", "gateway", 503, "why", 1.0, 1);
  }

  @Test
  void historyResetsOfAllAreAddedUp() {
    assertThat(stats().historyResets()).isEqualTo(27);
  }

  @Test
  void whatOneSimulatorDoesNotCountIsNotKnownOfAll() {
    var old =
        SampleStats.UNHARMED
            .withHistoryResets(null)
            .withMessages(was -> new Messages(1, 1, null, 1, 0, 0, 0, null, null, null, 0, null));
    fakes.get(1).tell(stats -> old.stats());

    assertThat(stats().uncounted())
        .containsExactly(
            "owed", "renumbered", "undelivered", "abandoned", "wrong pages", "history resets");
  }

  @Test
  void failedRequestsOfAllAreListedByTime() {
    fakes.get(0).fail(failed(1, "a"), failed(4, "b"));
    fakes.get(1).fail(failed(2, "c"));
    fakes.get(2).fail(failed(3, "d"));

    var failures = done(simulators.failures());

    assertThat(failures.failures())
        .extracting(FailedRequest::user)
        .containsExactly("a", "c", "d", "b");
    assertThat(failures.total()).isEqualTo(4);
    assertThat(failures.kept()).isEqualTo(4);
  }

  @Test
  void failedRequestsOfSimulatorsThatGoAreKept() throws InterruptedException {
    fakes.get(0).fail(failed(2, "stays"));
    fakes.get(2).fail(failed(1, "goes"));

    simulators.settleBeyond(2);
    assertThat(done(simulators.failures()).total()).isEqualTo(2);
    addresses.removeLast();
    simulators.left(true);

    assertThat(done(simulators.failures()).failures())
        .extracting(FailedRequest::user)
        .containsExactly("goes", "stays");
  }

  @Test
  void simulatorThatGoesWithoutTellingWhichFailedStillHasToldHowMany() throws InterruptedException {
    fakes.get(2).keepNoFailures();

    simulators.settleBeyond(2);
    addresses.removeLast();
    simulators.left(true);

    assertThat(done(simulators.failures())).isEqualTo(new FailedRequests(1, 0, List.of()));
  }

  @Test
  void failedRequestsAreNotKnownWhenOneDoesNotTell() {
    fakes.get(1).keepNoFailures();

    assertThat(simulators.failures()).isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void deliveriesOfOneSimulatorComeWithTheirHistogram() {
    addresses.retainAll(List.of(addresses.getFirst()));

    assertThat(Distribution.of(stats().deliveryMillis().sinceStart())).isPresent();
  }

  @Test
  void whetherSimulatorsCameOrWentIsKnownUntilTheLoadIsSharedAgain() throws InterruptedException {
    assertThat(simulators.haveChanged()).isFalse();
    done(simulators.share(PLAN));
    assertThat(simulators.haveChanged()).isFalse();

    addresses.removeLast();
    assertThat(simulators.haveChanged()).isTrue();
    done(simulators.share(PLAN));

    assertThat(simulators.haveChanged()).isFalse();
    assertThat(fakes.getFirst().load().orElseThrow().users()).isEqualTo(300);
    simulators.settleBeyond(1);
    assertThat(simulators.haveChanged()).isFalse();
  }

  @Test
  void everySimulatorEndsSending() {
    done(simulators.quiesce());

    assertThat(fakes).extracting(FakeSimulator::quiesces).containsExactly(1, 1, 1);
  }

  @Test
  void markThatOneDoesNotTakeHasFailed() {
    fakes.get(1).close();

    assertThat(simulators.mark()).isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void onlySimulatorsThatGoEndSendingAndTheOthersHaveTheLoad() throws InterruptedException {
    simulators.settleBeyond(1);
    done(simulators.share(PLAN));

    assertThat(fakes).extracting(FakeSimulator::quiesces).containsExactly(0, 1, 1);
    assertThat(fakes.getFirst().load()).contains(PLAN);
    assertThat(fakes.get(1).load()).isEmpty();
  }

  @Test
  void mostUsersAtOnceAreRememberedWhenAnotherSimulatorComes() {
    var others = List.copyOf(addresses.subList(1, 3));
    addresses.removeAll(others);
    stats();
    show(0, 10, 1_000, 5_000);
    addresses.addAll(others);

    assertThat(stats().users()).isEqualTo(new Users(80, 80, 100, 4.5));
  }

  @Test
  void loadThatTheOnlySimulatorDidNotTakeIsSharedWhenAnotherComes() {
    var others = List.copyOf(addresses.subList(1, 3));
    addresses.removeAll(others);
    fakes.getFirst().failLoads();
    assertThat(simulators.share(PLAN)).isInstanceOf(Outcome.Failed.class);

    addresses.addAll(others);

    assertThat(simulators.haveChanged()).isTrue();
  }

  @Test
  void withoutASimulatorThereAreNoFigures() {
    addresses.clear();

    assertThat(simulators.stats())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.failure().sentence()).contains("there is no simulator"));
  }

  @Test
  void histogramThatCannotBeReadIsAFailure() {
    var times = new LoadStats.Percentiles(1, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, "no histogram");
    var all = SampleStats.UNHARMED.stats();
    var unreadable =
        new LoadStats(
            all.at(),
            all.startedAt(),
            all.users(),
            all.requests(),
            all.messages(),
            all.reconnects(),
            all.historyResets(),
            all.latencyMillis(),
            new LoadStats.Windows(times, times, times),
            all.latenessMillis(),
            all.reconnectMillis(),
            all.settled(),
            all.lastFailure());
    fakes.get(1).tell(stats -> unreadable);

    assertThat(simulators.stats())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.failure().sentence()).contains("format is unexpected"));
  }
}
