package switchboard.console.experiment.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of files that are no experiments. */
class WrongFilesTest {
  private static final String HEAD = "apiVersion: switchboard/v1\nname: test\n";

  private static List<String> mistakes(String yaml) {
    var thrown = catchThrowableOfType(InvalidFileException.class, () -> ExperimentFile.read(yaml));
    assertThat(thrown).as(yaml).isNotNull();
    return thrown.mistakes().stream().map(Mistake::text).toList();
  }

  /** The third line and what follows of a file, and what is wrong with it. */
  static Stream<Arguments> wrong() {
    return Stream.of(
        arguments(
            "usres: 5",
            "3:1: unknown key 'usres' in an experiment; expected apiVersion, name, hypothesis,"
                + " seed, setup, load, phases, steps, allowOutage, probes, objectives, abort,"
                + " quietMachine, claims"),
        arguments(
            "load: { usres: 500, users: 5 }",
            "3:9: unknown key 'usres' in a load; expected users, spawnRate,"
                + " messagesPerUserPerMinute, readsPerUserPerMinute, roomSize; did you mean"
                + " 'users'?"),
        arguments(
            "load: { users: many }", "3:16: found 'many'; expected a whole number from 0 to 50000"),
        arguments("load: { users: -1 }", "3:16: found -1; expected a whole number from 0 to 50000"),
        arguments(
            "load: { users: 50001 }", "3:16: found 50001; expected a whole number from 0 to 50000"),
        arguments(
            "load: { users: 12000 }",
            "3:7: found 12000 users; expected at most 10000 with the setup's simulators"),
        arguments(
            "load: { users: '500' }", "3:16: found '500'; expected a whole number from 0 to 50000"),
        arguments(
            "load: { users: 1.5 }", "3:16: found 1.5; expected a whole number from 0 to 50000"),
        arguments("load: { spawnRate: 5 }", "3:7: missing 'users' in a load"),
        arguments("load: { users: 5, users: 6 }", "3:19: 'users' stands twice in a load"),
        arguments(
            "load: 500",
            "3:7: found 500; expected a load with users, spawnRate, messagesPerUserPerMinute,"
                + " readsPerUserPerMinute, roomSize"),
        arguments(
            "load: { users: 5, messagesPerUserPerMinute: .inf }",
            "3:45: found .inf; expected a number from 0 to 600"),
        arguments(
            "setup: { replicas: 11 }", "3:20: found 11; expected a whole number from 0 to 10"),
        arguments(
            "setup: { replicas:  }", "3:19: found nothing; expected a whole number from 0 to 10"),
        arguments(
            "setup: { fsync: sometimes }",
            "3:17: found 'sometimes'; expected one of always, everysec"),
        arguments(
            "setup: { fsync: alwais }",
            "3:17: found 'alwais'; expected one of always, everysec; did you mean 'always'?"),
        arguments("setup: { limits: { cpu: 1 } }", "3:18: missing 'memory' in limits"),
        arguments(
            "setup: { limits: { cpu: 1, memory: 384 } }",
            "3:36: found 384; expected an amount of memory, such as 384MiB"),
        arguments(
            "setup: { limits: { cpu: 1, memory: 384MB } }",
            "3:36: found '384MB'; expected an amount of memory, such as 384MiB"),
        arguments("phases: { baseline: 30 }", "3:21: found 30; expected a duration from 1s to 60m"),
        arguments(
            "phases: { baseline: 30sec }",
            "3:21: Invalid duration '30sec'. Use a number and a unit: 500ms, 60s, 5m, 1h."),
        arguments(
            "phases: { warmUp: 30s }",
            "3:11: unknown key 'warmUp' in phases; expected warmup, baseline, recovery; did you"
                + " mean 'warmup'?"),
        arguments("phases: { recovery: 2h }", "3:21: found 2h; expected a duration from 1s to 60m"),
        arguments("seed: -4", "3:7: found -4; expected a whole number from 0 to 2147483647"),
        arguments("steps: []", "3:8: found an empty list; expected a list of steps"),
        arguments("steps:\n  - at: 0s\n", "4:5: expected exactly one of fault, do, wait in a step"),
        arguments(
            "steps:\n  - at: 0s\n    do: { scale: 2 }\n    fault: { kind: kill, target: random }",
            "4:5: expected exactly one of fault, do, wait in a step"),
        arguments(
            "steps:\n  - fault: { kind: kill, target: random }", "4:5: missing 'at' in a step"),
        arguments(
            "steps:\n  - at: 0s\n    fault: { kind: kil, target: backend-1 }",
            "5:20: found 'kil'; expected one of kill, crash, stop, freeze, slow, errors, cut, burn,"
                + " fill, skew; did you mean 'kill'?"),
        arguments(
            "steps:\n  - at: 0s\n    fault: { kind: kill, target: backend-4 }",
            "5:12: there is no backend-4 among 3 replicas"),
        arguments(
            "steps:\n  - at: 0s\n    fault: { kind: kill, target: backnd }",
            "5:34: Unknown target 'backnd'. Use a replica, such as backend-2, or several, such as"
                + " backend-1+backend-2, all, random, store or gateway."),
        arguments(
            "steps:\n  - at: 0s\n    fault: { kind: stop, target: store }",
            "5:12: stop is not possible on the store; use a replica, such as backend-2"),
        arguments(
            "steps:\n  - at: 0s\n    fault: { kind: kill, target: all }",
            "5:12: the kill of all would leave no replica; add allowOutage: true if you want that"),
        arguments(
            "steps:\n  - at: 0s\n    fault: { kind: kill, target: backend-1, duration: 5s }",
            "5:12: kill has no duration; leave it out"),
        arguments(
            "steps:\n  - at: 0s\n    fault: { kind: kill, target: backend-1, delay: 5s }",
            "5:52: kill has no delay"),
        arguments(
            "steps:\n  - at: 0s\n    fault: { kind: slow, target: backend-1, delay: fast }",
            "5:52: found 'fast'; expected the delay, such as 200ms"),
        arguments(
            "steps:\n  - at: 0s\n    fault: { kind: slow, target: backend-1, delay: 40s }",
            "5:12: slow: the delay is 1ms to 30s"),
        arguments(
            "steps:\n  - at: 0s\n    do: { start: random }",
            "5:9: start: the target is a stopped replica, such as backend-2, or all"),
        arguments(
            "steps:\n  - at: 0s\n    do: { scale: 2, load: { users: 5 } }",
            "5:9: expected exactly one of start, scale, limits, load, loadTest in do"),
        arguments(
            "steps:\n  - at: 0s\n    do: { loadTest: { concurrency: 50 } }",
            "5:21: expected exactly one of requests, rate in a load test"),
        arguments(
            "steps:\n  - at: 0s\n    do: { loadTest: { requests: 100, duration: 5s } }",
            "5:48: duration is of a constant rate; leave it out with requests"),
        arguments(
            "steps:\n  - at: 0s\n    do: { loadTest: { requests: 100, path: //elsewhere } }",
            "5:21: path is '//elsewhere'; expected one of the system's gateway, such as"
                + " /api/messages?room=lobby"),
        arguments(
            """
            steps:
              - at: 0s
                wait: { until: evn }
            probes:
              - { id: even, promql: up, min: 1 }
            """,
            "5:11: there is no probe 'evn'; expected the id of one of the probes; did you mean"
                + " 'even'?"),
        arguments("probes:\n  - { id: even, promql: up }", "4:5: a probe needs a min or a max"),
        arguments(
            "probes:\n  - { id: even, min: 1 }",
            "4:5: expected exactly one of sim, promql, http, engine in a probe"),
        arguments(
            "probes:\n  - { id: even, promql: up, min: 2, max: 1 }",
            "4:5: the min of a probe is at most its max"),
        arguments(
            "probes:\n  - { id: even, sim: spread, max: 1 }",
            "4:22: spread is not known while a run lasts. Use requests.failed, requests.p99,"
                + " deliveries.p99 or another percentile, or users.disconnectedSeconds."),
        arguments(
            "probes:\n  - { id: even, promql: up, min: 1, when: [befor] }",
            "4:44: found 'befor'; expected one of before, during, after, continuous; did you mean"
                + " 'before'?"),
        arguments(
            "probes:\n  - { id: a, promql: up, min: 1 }\n  - { id: a, promql: up, max: 1 }",
            "4:3: two probes have the id 'a'"),
        arguments(
            "probes:\n  - { id: a b, promql: up, min: 1 }",
            "4:11: found 'a b'; expected a word of letters, digits, - and _ with a letter first"),
        arguments(
            "probes:\n  - { id: a, http: { path: healthz }, max: 0 }",
            "4:20: found 'healthz'; expected a path, such as /healthz"),
        arguments(
            "objectives: [ requests.p99 ]",
            "3:15: Invalid objective 'requests.p99'. Use FIGURE<=LIMIT [during PHASE], such as"
                + " requests.p99<=250ms during fault."),
        arguments(
            "objectives: requests.p99<=250ms",
            "3:13: found 'requests.p99<=250ms'; expected a list of objectives"),
        arguments(
            "objectives: [ requests.p99<=1s, requests.p99<=2s ]",
            "3:13: Two limits of requests.p99<=2s during run. Use one of them."),
        arguments(
            "abort: [ requests.failed>5% ]",
            "3:10: Invalid abort condition 'requests.failed>5%'. Use FIGURE>LIMIT for DURATION,"
                + " such as requests.failed>5% for 10s."),
        arguments(
            "claims:\n  - { source: B, claim: fast, figure: requests.p99 }",
            "4:5: expected exactly one of min, max in a claim"),
        arguments(
            "claims:\n  - { source: B, claim: fast, figure: speed, max: 1 }",
            "4:5: Unknown figure 'speed' in 'speed <= 1'. Use requests.p99, deliveries.p99 or"
                + " another percentile, requests.failed, users.disconnectedSeconds, users.spread,"
                + " recovery, spread or promql(\"QUERY\")."),
        arguments("hypothesis: 42", "3:13: found 42; expected a text"),
        arguments("quietMachine: maybe", "3:15: found 'maybe'; expected true or false"),
        arguments("steps: [", "3:9: no YAML: expected the node content, but found '<stream end>'"),
        arguments("load: { users: *all }", "3:16: no YAML: found undefined alias all"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void mistakeIsNamedWithItsPlaceAndWhatIsExpected(String rest, String mistake) {
    assertThat(mistakes(HEAD + rest)).containsExactly(mistake);
  }

  @Test
  void allMistakesOfAFileAreNamedAtOnce() {
    assertThat(
            mistakes(
                """
                apiVersion: switchboard/v2
                name: test
                load: { usres: 500 }
                steps:
                  - at: soon
                    fault: { kind: kill, target: backend-2 }
                """))
        .satisfiesExactly(
            version -> assertThat(version).startsWith("1:13: found 'switchboard/v2'"),
            missing -> assertThat(missing).isEqualTo("3:7: missing 'users' in a load"),
            load -> assertThat(load).startsWith("3:9: unknown key 'usres'"),
            at -> assertThat(at).startsWith("5:9: Invalid duration 'soon'"));
  }

  @Test
  void emptyFileAndAnythingElseThanAMappingAreRefused() {
    assertThat(mistakes("")).containsExactly("1:1: the file is empty");
    assertThat(mistakes("# nothing\n")).containsExactly("1:1: the file is empty");
    assertThat(mistakes("- a\n- b\n").getFirst())
        .startsWith("1:1: found a list; expected an experiment");
    assertThat(mistakes("name: x\n---\nname: y\n").getFirst()).contains("no YAML");
  }

  @Test
  void eachStepThatIsNotPossibleIsNamed() {
    assertThat(
            mistakes(
                HEAD
                    + """
                    steps:
                      - { at: 0s, fault: { kind: kill, target: backend-8 } }
                      - { at: 1s, fault: { kind: kill, target: backend-9 } }
                    """))
        .containsExactly(
            "4:22: there is no backend-8 among 3 replicas",
            "5:22: there is no backend-9 among 3 replicas");
  }

  @Test
  void stepsAreCheckedInOrderOfTime() {
    assertThat(
            mistakes(
                HEAD
                    + """
                    steps:
                      - { at: 60s, do: { scale: 5 } }
                      - { at: 10s, fault: { kind: kill, target: backend-5 } }
                    """))
        .containsExactly("5:23: there is no backend-5 among 3 replicas");
  }

  @Test
  void tagThatSaysWhatAValueIsNotIsAMistake() {
    assertThat(mistakes(HEAD + "load: { users: !!int 1.5 }").getFirst())
        .startsWith("3:16: found 1.5; expected a whole number");
    assertThat(mistakes(HEAD + "allowOutage: !!bool yes"))
        .containsExactly("3:14: found yes; expected true or false");
  }

  @Test
  void nestingWithoutAnEndIsRefused() {
    assertThat(mistakes("[".repeat(200_000))).containsExactly("1:1: no YAML: nested too deeply");
  }

  @Test
  void fileWithoutAnEndIsRefused() {
    assertThat(mistakes("#".repeat(300_000)))
        .containsExactly("1:1: the file is too long; expected at most 262144 characters");
  }

  @Test
  void aliasesThatGrowAreOnlyTextsThatAreWrong() {
    var yaml =
        """
        a: &a [x, x, x, x, x, x, x, x, x]
        b: &b [*a, *a, *a, *a, *a, *a, *a]
        c: &c [*b, *b, *b, *b, *b, *b, *b]
        steps: [*c, *c, *c, *c, *c, *c, *c]
        """;
    assertThat(mistakes(yaml)).hasSizeLessThan(20);
  }
}
