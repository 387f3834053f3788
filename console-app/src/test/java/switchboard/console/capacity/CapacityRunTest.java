package switchboard.console.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.bundle.KeptRuns;
import switchboard.console.capacity.Bracket.End;
import switchboard.console.load.FakeSimulator;
import switchboard.console.load.LoadPlan;
import switchboard.console.load.LoadStats;
import switchboard.console.load.SampleStats;
import switchboard.console.platform.FakePlatform;
import switchboard.console.platform.SystemState;
import switchboard.console.session.FakeSessions;
import switchboard.console.session.Session;
import switchboard.console.session.timeline.TimelineEvent;
import switchboard.console.verdict.Criteria;
import switchboard.console.verdict.Objective;
import switchboard.console.verdict.Objectives;
import switchboard.console.verdict.Result;

/** Searches on a system in memory. */
@Timeout(120)
class CapacityRunTest {
  private static final LoadPlan OPERATORS = LoadPlan.DEFAULT.withUsers(60);

  private final FakeSimulator simulator = new FakeSimulator();
  private final FakePlatform platform = new FakePlatform(Clock.systemUTC(), simulator.address());
  private final Session session = new Session(platform, new OkHttpClient(), Clock.systemUTC());
  private final List<Found> progress = new ArrayList<>();
  private final List<Failure> failures = new CopyOnWriteArrayList<>();
  private CapacityRun run;
  @TempDir Path folder;

  @BeforeEach
  void start() {
    FakeSessions.start(session);
    run = run(progress::add);
  }

  private CapacityRun run(Consumer<Found> told) {
    return new CapacityRun(
        session, new KeptRuns(folder, KeptRuns.MAX_BYTES), told, failures::add, step -> {});
  }

  @AfterEach
  void close() {
    session.close();
    simulator.close();
  }

  private static CapacityPlan plan(LoadUnit unit, int replicas, boolean minusOne, int most) {
    return new CapacityPlan(
        unit,
        replicas,
        minusOne,
        List.of(),
        Criteria.DEFAULT,
        new SearchRange(1, 1, most),
        Duration.ZERO,
        Duration.ofSeconds(1));
  }

  private static CapacityPlan users(int most) {
    return plan(new LoadUnit.Users(CapacityPlan.DEFAULT_USERS), 2, false, most);
  }

  private CapacityResult execute(CapacityPlan plan) throws IOException, InterruptedException {
    return run.execute(plan).toOptional().orElseThrow();
  }

  /** A simulator whose users' requests fail when there are more than these, from a moment on. */
  private void carry(int users) {
    var failed = new AtomicLong();
    simulator.tell(
        stats -> {
          var there = simulator.load().orElse(LoadPlan.DEFAULT).users();
          return SampleStats.UNHARMED
              .with(new LoadStats.Users(there, there, there))
              .withDeliveries(SampleStats.times((int) stats.requests().total(), 3_000))
              .withTotal(stats.requests().total())
              .withFailed(there > users ? failed.addAndGet(1) : failed.get())
              .stats();
        });
  }

  private List<String> timeline() {
    return session.snapshot().timeline().stream().map(TimelineEvent::text).toList();
  }

  @Test
  void usersAreFoundByRunsThatAreMarkedAndKept() throws IOException, InterruptedException {
    session.launch(2, OPERATORS, step -> {});
    carry(3);

    var result = execute(users(8));

    assertThat(result.result()).as(result.toJson()).isEqualTo(Result.PASSED);
    var found = result.found().getFirst();
    assertThat(found.bracket().passed()).hasValue(3);
    assertThat(found.bracket().failed()).hasValue(4);
    assertThat(found.bracket().cause()).hasValue("requests.failed == 0");
    assertThat(found.trials())
        .isNotEmpty()
        .allSatisfy(
            trial -> assertThat(folder.resolve(trial.result().bundle().orElseThrow())).exists());
    assertThat(progress).hasSameSizeAs(found.trials());
    assertThat(timeline()).contains("capacity: 2 users passed", "capacity: 4 users missed");
    assertThat(failures).isEmpty();
  }

  @Test
  void systemThatRanHasItsReplicasAndItsUsersAgain() throws IOException, InterruptedException {
    session.launch(3, OPERATORS, step -> {});
    carry(8);

    var result = execute(users(1));

    assertThat(result.found().getFirst().bracket().end()).isEqualTo(End.MAXIMUM);
    assertThat(result.result()).isEqualTo(Result.INCONCLUSIVE);
    assertThat(platform.state().phase()).isEqualTo(SystemState.Phase.RUNNING);
    assertThat(platform.state().backends()).hasSize(3);
    assertThat(simulator.load().orElseThrow().users()).isEqualTo(60);
  }

  @Test
  void systemThatOutlivesItsSessionIsAsItWasWhenThatIsClosed() throws InterruptedException {
    platform.runElsewhere(3);
    session.launch(3, OPERATORS, step -> {});
    carry(8);
    var searching = new CountDownLatch(1);
    var closing = new CountDownLatch(1);
    // What is owed comes in turn: the search goes on once the session is being closed.
    session.owe(closing::countDown);
    run =
        run(
            found -> {
              searching.countDown();
              awaitUnlessInterrupted(closing);
            });
    var search = new FutureTask<>(() -> execute(users(8)));
    Thread.ofPlatform().start(search);
    searching.await();

    session.close();

    assertThat(platform.state().backends()).hasSize(3);
    assertThat(simulator.load().orElseThrow().users()).isEqualTo(60);
    assertThat(search)
        .succeedsWithin(Duration.ofMinutes(1))
        .returns(Result.ABORTED, CapacityResult::result);
    assertThat(failures).isEmpty();
  }

  private static void awaitUnlessInterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void replicasThatCannotBeBroughtBackAreReportedAndUsersComeBackAllTheSame()
      throws IOException, InterruptedException {
    session.launch(3, OPERATORS, step -> {});
    carry(8);
    var why = new Failure("Scaling", "there is no room", "Make some.");
    run = run(found -> platform.failChanges(why));

    execute(users(1));

    assertThat(failures).containsExactly(why);
    assertThat(platform.state().backends()).hasSize(2);
    assertThat(simulator.load().orElseThrow().users()).isEqualTo(60);
  }

  @Test
  void rateIsFoundByLoadTestsAlsoWithOneReplicaFewer() throws IOException, InterruptedException {
    session.launch(2, OPERATORS, step -> {});
    simulator.loadTests().carry(13);

    var result = execute(plan(LoadUnit.Requests.READS, 2, true, 100));

    assertThat(result.found()).extracting(Found::replicas).containsExactly(2, 1);
    assertThat(result.sentences())
        .containsExactly(
            "2 replicas carry 13 to 14 requests/s. 13 requests/s passed in 3 of 3 windows. At 14"
                + " requests/s requests.failed == 0 was missed in 3 of 3 windows.",
            "1 replica carries 13 to 14 requests/s. 13 requests/s passed in 3 of 3 windows. At 14"
                + " requests/s requests.failed == 0 was missed in 3 of 3 windows.",
            "When a replica is lost, the others carry 13 requests/s within the objectives.");
    assertThat(platform.state().backends()).hasSize(2);
    assertThat(simulator.load().orElseThrow().users()).isEqualTo(60);
    assertThat(schemaErrors(result)).isEmpty();
  }

  @Test
  void simulatorThatIsTheLimitLeavesTheUpperEndOpen() throws IOException, InterruptedException {
    session.launch(1, OPERATORS, step -> {});
    simulator.loadTests().carry(1_000);
    simulator.loadTests().limit("the event loop used 0.97 of the one core");

    var result = execute(plan(LoadUnit.Requests.READS, 1, false, 100));

    assertThat(result.result()).isEqualTo(Result.INVALID);
    assertThat(result.sentences())
        .containsExactly(
            "What 1 replica can carry is not known. Limited by the simulator from 1 request/s on:"
                + " what the system carries beyond that is not known.");
    assertThat(schemaErrors(result)).isEmpty();
  }

  @Test
  void lateSimulatorIsNoFailureOfTheUsersSystem() throws IOException, InterruptedException {
    session.launch(1, OPERATORS, step -> {});
    simulator.tell(
        stats -> {
          var there = simulator.load().orElse(LoadPlan.DEFAULT).users();
          return SampleStats.UNHARMED
              .with(new LoadStats.Users(there, there, there))
              .withLatenessMillis(500)
              .withTotal(stats.requests().total())
              .stats();
        });

    var result = execute(plan(new LoadUnit.Users(CapacityPlan.DEFAULT_USERS), 1, false, 1));

    assertThat(result.result()).isEqualTo(Result.INVALID);
    assertThat(result.sentences().getFirst()).contains("Limited by the simulator from 1 user on:");
  }

  @Test
  void rateThatMissesClearlyIsEndedEarly() throws IOException, InterruptedException {
    session.launch(1, OPERATORS, step -> {});
    simulator.loadTests().carry(3);
    simulator.loadTests().last();

    var result = execute(plan(LoadUnit.Requests.READS, 1, false, 8));

    assertThat(simulator.loadTests().isCancelled()).isTrue();
    assertThat(result.result()).isEqualTo(Result.PASSED);
    assertThat(result.found().getFirst().trials())
        .filteredOn(trial -> trial.load() == 4)
        .extracting(trial -> trial.result().sentence())
        .first()
        .asString()
        .startsWith("ended early by requests.failed == 0");
  }

  @Test
  void searchThatIsEndedSaysWhatIsKnown() throws IOException, InterruptedException {
    session.launch(1, OPERATORS, step -> {});
    simulator.loadTests().carry(1_000);
    run =
        run(
            found -> {
              if (found.trials().size() == 3) {
                run.abort();
              }
            });

    var result = execute(plan(LoadUnit.Requests.READS, 1, false, 100));

    assertThat(result.result()).isEqualTo(Result.ABORTED);
    assertThat(result.sentences())
        .containsExactly("Ended early. 1 replica carries at least 4 requests/s.");
  }

  @Test
  void systemThatDoesNotRunIsLaunchedWithoutUsersAndKeepsRunning()
      throws IOException, InterruptedException {
    simulator.loadTests().carry(1);

    execute(plan(LoadUnit.Requests.READS, 2, false, 4));

    assertThat(platform.state().backends()).hasSize(2);
    assertThat(simulator.load().orElseThrow().users()).isZero();
  }

  @Test
  void loadTooSmallForItsPercentileIsNeitherTriedNorCalledAFailure() {
    var plan =
        new CapacityPlan(
            LoadUnit.Requests.READS,
            1,
            false,
            List.of(),
            new Criteria(
                Objectives.DEFAULT.with(List.of(Objective.parse("requests.p99<=50ms"))), false),
            new SearchRange(200, 1, 1_000),
            Duration.ZERO,
            Duration.ofSeconds(5));

    // 473 samples with one above the limit, in a minute.
    assertThat(plan.decidable().least()).isEqualTo(8);
    assertThat(plan.window(200, false)).isEqualTo(Duration.ofSeconds(5));
    assertThat(plan.window(200, true)).isEqualTo(Duration.ofSeconds(10));
    assertThat(plan.window(20, true)).isEqualTo(Duration.ofSeconds(24));

    var undecided =
        new Found(
            1,
            new Bracket(
                OptionalInt.empty(),
                OptionalInt.of(8),
                End.MISSED,
                Optional.of("requests.p99<=50ms"),
                true,
                List.of(),
                true),
            List.of());
    assertThat(undecided.result()).isEqualTo(Result.INCONCLUSIVE);
    assertThat(CapacityText.sentence(undecided, plan.unit()))
        .startsWith(
            "What 1 replica can carry is not known. At 8 requests/s requests.p99<=50ms was");
  }

  @Test
  void upperEndThatNoWindowMissedIsNotKnown() throws IOException {
    var bracket =
        new Bracket(
            OptionalInt.of(240),
            OptionalInt.of(252),
            End.UNDECIDED,
            Optional.of("requests.p99<=50ms"),
            true,
            List.of(),
            true);
    var plan = plan(LoadUnit.Requests.READS, 1, false, 1_000);
    var result = new CapacityResult(plan, "memory", List.of(new Found(1, bracket, List.of())));

    assertThat(result.result()).isEqualTo(Result.INCONCLUSIVE);
    assertThat(result.sentences())
        .containsExactly(
            "1 replica carries at least 240 requests/s. 240 requests/s passed in 3 of 3 windows."
                + " At 252 requests/s requests.p99<=50ms was not decided in 3 of 3 windows.");
    assertThat(result.toJson()).contains("\"undecidedFrom\"").doesNotContain("\"failed\"");
    assertThat(schemaErrors(result)).isEmpty();
    assertThat(new GrowthPoint(1, bracket).middle()).isEmpty();
  }

  @Test
  void launchThatFailsIsTheFailure() throws IOException, InterruptedException {
    var why = new Failure("Launching", "there is no room", "Make some.");
    platform.failLaunches(why);

    assertThat(run.execute(users(8))).isEqualTo(Outcome.failed(why));
  }

  private static List<String> schemaErrors(CapacityResult result) throws IOException {
    var schema = Files.readString(Path.of("../docs/capacity.schema.json"));
    return JsonSchemaFactory.getInstance(VersionFlag.V202012)
        .getSchema(schema)
        .validate(result.toJson(), InputFormat.JSON)
        .stream()
        .map(Object::toString)
        .toList();
  }
}
