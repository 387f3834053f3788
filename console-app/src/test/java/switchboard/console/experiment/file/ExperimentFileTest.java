package switchboard.console.experiment.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import switchboard.console.experiment.Experiment;
import switchboard.console.experiment.probe.Probe;
import switchboard.console.experiment.schedule.ScheduledChange;
import switchboard.console.experiment.schedule.ScheduledFault;
import switchboard.console.experiment.schedule.ScheduledStart;
import switchboard.console.experiment.schedule.ScheduledWait;
import switchboard.console.experiment.schedule.Timing;
import switchboard.console.fault.kind.Slow;
import switchboard.console.load.LoadPlan;
import switchboard.console.loadtest.Arrivals;
import switchboard.console.loadtest.LoadTestPlan;
import switchboard.console.loadtest.Preset;
import switchboard.console.platform.Limits;

class ExperimentFileTest {
  private static final String WHOLE =
      """
      apiVersion: switchboard/v1
      name: stop one of three
      hypothesis: Nobody notices.
      seed: 42
      setup: { replicas: 3, limits: { cpu: 1.0, memory: 384MiB } }
      load: { users: 10000, spawnRate: 500, messagesPerUserPerMinute: 3, readsPerUserPerMinute: 6, roomSize: 50 }
      phases: { warmup: 20s, baseline: 30s, recovery: 40s }
      steps:
        - at: 0s                     # after the baseline
          fault: { kind: stop, target: backend-2 }
        - at: 5s
          fault: { kind: slow, target: backend-1, delay: 200ms, jitter: 50ms, share: 20%, duration: 20s }
        - at: 20s
          wait: { until: even, timeout: 30s }
        - at: 21s
          do: { scale: 5 }
        - at: 22s
          do: { limits: { cpu: 0.5, memory: 256MiB } }
        - at: 23s
          do: { load: { users: 500 } }
        - at: 30s
          do: { start: backend-2 }
      probes:
        - id: even
          promql: max(rate(http_requests_total[30s])) / min(rate(http_requests_total[30s]))
          max: 1.1
          when: [before, after]
        - { id: page, http: { path: /, requests: 5 }, max: 0, when: [during], onNoData: fail }
        - { id: quick, sim: requests.p99, max: 0.25 }
        - { id: up, engine: replicas.ready, min: 2, when: [continuous] }
      objectives: [ "requests.failed == 0", "deliveries.p99 <= 100ms during baseline" ]
      abort: [ "requests.failed > 5% for 10s" ]
      claims:
        - { source: "system B, 7.1", claim: "about 200 requests/s each, ±5 %", figure: spread, max: 5% }
      """;

  private static Experiment read(String yaml) throws InvalidFileException {
    return ExperimentFile.read(yaml);
  }

  static List<String> shipped() {
    return ShippedExperiments.names();
  }

  @Test
  void fileSaysTheSystemItsLoadAndWhatItIsJudgedBy() throws InvalidFileException {
    var experiment = read(WHOLE);

    assertThat(experiment.name()).isEqualTo("stop one of three");
    assertThat(experiment.hypothesis()).contains("Nobody notices.");
    var plan = experiment.plan();
    assertThat(plan.replicas()).isEqualTo(3);
    assertThat(plan.limits()).contains(new Limits(1, 384L << 20));
    assertThat(plan.load()).isEqualTo(new LoadPlan(10_000, 500, 3, 50, 6));
    assertThat(plan.schedule().seed()).isEqualTo(42);
    assertThat(plan.schedule().aborts()).hasSize(1);
    assertThat(experiment.criteria().objectives().all())
        .filteredOn(each -> each.named())
        .extracting(each -> each.text())
        .containsExactly(
            "requests.failed == 0 during run", "deliveries.p99<=100ms during baseline");
    assertThat(experiment.probes())
        .extracting(Probe::id)
        .containsExactly("even", "page", "quick", "up");
    assertThat(experiment.probes().get(1).failsWithoutData()).isTrue();
    assertThat(experiment.probes().get(2).when())
        .containsExactlyInAnyOrder(Probe.When.BEFORE, Probe.When.AFTER);
    assertThat(experiment.claims().getFirst().limit().condition()).isEqualTo("spread<=5%");
  }

  @Test
  void stepsBeginAfterTheBaselineAndTheRunEndsARecoveryAfterTheLast() throws InvalidFileException {
    var plan = read(WHOLE).plan();

    assertThat(plan.timing())
        .isEqualTo(
            new Timing(
                Timing.Start.MEASURING, Duration.ofSeconds(20), Duration.ofSeconds(30 + 30 + 40)));
    var steps = plan.schedule().steps();
    assertThat(steps.getFirst().after()).isEqualTo(Duration.ofSeconds(30));
    assertThat(steps.getLast())
        .isInstanceOf(ScheduledStart.class)
        .returns(Duration.ofSeconds(60), each -> each.after());
    assertThat(steps.get(1))
        .isInstanceOfSatisfying(
            ScheduledFault.class,
            fault -> {
              assertThat(fault.kind().text(fault.amounts())).isEqualTo("200ms,±50ms,20%");
              assertThat(fault.on("backend-1", 1)).isInstanceOf(Slow.class);
              assertThat(fault.lasts()).contains(Duration.ofSeconds(20));
            });
    assertThat(steps.get(2))
        .isInstanceOfSatisfying(
            ScheduledWait.class,
            wait -> assertThat(wait.atMost()).isEqualTo(Duration.ofSeconds(30)));
    assertThat(steps.subList(3, 6))
        .extracting(step -> ((ScheduledChange) step).change())
        .containsExactly(
            new ScheduledChange.Scale(5),
            new ScheduledChange.Limit(new Limits(0.5, 256L << 20)),
            new ScheduledChange.Load(LoadPlan.DEFAULT.withUsers(500)));
  }

  @Test
  void loadTestReadsAsLongAsNothingElseIsSaid() throws InvalidFileException {
    var steps =
        read("""
        apiVersion: switchboard/v1
        name: load tests
        steps:
          - { at: 0s, do: { loadTest: { requests: 20000, concurrency: 50 } } }
          - { at: 9s, do: { loadTest: { rate: 200, method: HEAD, path: / } } }
          - { at: 9s, do: { loadTest: { preset: messages, requests: 20000 } } }
        """)
            .plan()
            .schedule()
            .steps();

    assertThat(steps)
        .extracting(step -> ((ScheduledChange) step).change())
        .containsExactly(
            new ScheduledChange.LoadTest(Preset.AB.plan()),
            new ScheduledChange.LoadTest(
                new LoadTestPlan(
                    "HEAD",
                    "/",
                    Optional.empty(),
                    1,
                    new Arrivals.Open(200, Duration.ofSeconds(30)))),
            new ScheduledChange.LoadTest(Preset.MESSAGES.plan()));
  }

  @Test
  void recoveryComesAfterALoadTestOfAKnownLength() throws InvalidFileException {
    var plan =
        read("""
        apiVersion: switchboard/v1
        name: load test at the end
        phases: { baseline: 10s, recovery: 20s }
        steps:
          - { at: 5s, do: { loadTest: { rate: 200, duration: 40s } } }
        """)
            .plan();

    assertThat(plan.timing().duration()).isEqualTo(Duration.ofSeconds(10 + 5 + 40 + 20));
  }

  @Test
  void shortestFileIsARunOfTheDefaults() throws InvalidFileException {
    var experiment = read("apiVersion: switchboard/v1\nname: idle");

    assertThat(experiment.plan().load()).isEqualTo(LoadPlan.DEFAULT);
    assertThat(experiment.plan().schedule().steps()).isEmpty();
    assertThat(experiment.hypothesis()).isEqualTo(Optional.empty());
  }

  @Test
  void replicaThatAScaleUpBringsCanBeATarget() throws InvalidFileException {
    var plan =
        read("""
        apiVersion: switchboard/v1
        name: test
        setup: { replicas: 1 }
        steps:
          - { at: 0s, do: { scale: 3 } }
          - { at: 30s, fault: { kind: kill, target: backend-3 } }
        """)
            .plan();

    assertThat(plan.faults()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void shippedOnesAreValidToReaderAndSchema(String name) throws Exception {
    var text = ShippedExperiments.text(name).orElseThrow();

    assertThat(read(text).name()).isNotBlank();
    assertThat(schemaErrors(text)).isEmpty();
  }

  @Test
  void schemaTakesWhatTheReaderTakes() throws IOException {
    assertThat(schemaErrors(WHOLE)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "usres: 5",
        "load: { users: many }",
        "load: { spawnRate: 5 }",
        "setup: { replicas: 11 }",
        "setup: { fsync: sometimes }",
        "phases: { baseline: 30sec }",
        "steps: []",
        "steps: [{ at: 0s }]",
        "steps: [{ at: 0s, fault: { kind: kil, target: random } }]",
        "probes: [{ id: even, min: 1 }]",
        "claims: [{ source: B, claim: fast, figure: requests.p99 }]",
        "hypothesis: 42"
      })
  void schemaRefusesWhatTheReaderRefuses(String rest) throws IOException {
    assertThat(schemaErrors("apiVersion: switchboard/v1\nname: test\n" + rest)).isNotEmpty();
  }

  private static Set<ValidationMessage> schemaErrors(String yaml) throws IOException {
    var json = new ObjectMapper();
    JsonNode schema = json.readTree(ExperimentFile.schema());
    var value = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(schema)
        .validate(json.valueToTree(value));
  }
}
