package switchboard.console.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import switchboard.console.Failure;
import switchboard.console.load.FakeSimulator;
import switchboard.console.loadtest.LoadTests;
import switchboard.console.platform.FakePlatform;
import switchboard.console.platform.SystemState.Phase;
import switchboard.console.session.FakeSessions;
import switchboard.console.session.Session;

@Tag("locales")
class LoadCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();
  private final FakeSimulator simulator = new FakeSimulator();
  private final FakePlatform memory = new FakePlatform(Clock.systemUTC(), simulator.address());
  private final FakeSessions sessions =
      new FakeSessions(new Session(memory, new OkHttpClient(), Clock.systemUTC()));

  @AfterEach
  void close() {
    simulator.close();
  }

  private int load(String... arguments) {
    return new CommandLine(new LoadCommand(sessions))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(errors))
        .execute(arguments);
  }

  /** On the platform in memory. */
  private int loadThere(String... arguments) {
    return load(
        Stream.concat(Stream.of("--platform=memory"), Stream.of(arguments)).toArray(String[]::new));
  }

  private JsonObject plan() {
    return simulator.loadTests().plans().getLast();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--preset=wrk | --preset: 'wrk' is unknown; use ab, rate or messages",
        "--requests=0 | --requests: 0; expected 1 to 1000000",
        "--requests=many | 'many' is not an int",
        "--concurrency=1001 | --concurrency: 1001; expected 1 to 1000",
        "--rate=0 | --rate: 0; expected 1 to 50000",
        "--duration=11m | --duration: 11m; expected 1s to 10m",
        "--duration=30 | Invalid duration '30'. Use a number and a unit: 500ms, 60s, 5m, 1h.",
        "--path=//example.org/ | --path: '//example.org/'; expected one of the system's gateway",
        "--path=http://example.org/ | --path: 'http://example.org/'; expected one of",
        "--method=DELETE | --method: 'DELETE'; expected GET, HEAD or POST",
        "--sessions=1001 | --sessions: 1001; expected 0 to 1000",
        "--replicas=0 | --replicas: 0; expected 1 to 10",
        "--json=/no/such/folder/out.json | cannot be written; name a file in a folder that exists"
      })
  void badArgumentSaysWhatIsExpectedAndNothingIsLaunched(String argument, String message) {
    assertThat(loadThere(argument)).isEqualTo(2);
    assertThat(errors.toString()).contains(message);
    assertThat(memory.state().instances()).isEmpty();
  }

  @Test
  void unknownPlatformIsNamed() {
    assertThat(load("--platform=moon")).isEqualTo(2);
    assertThat(errors.toString()).contains("'moon' is unknown; use [memory]");
  }

  @Test
  void closedAndOpenShapesAreNotForOneTest() {
    assertThat(loadThere("--requests=10", "--rate=5")).isEqualTo(2);
    assertThat(errors.toString())
        .contains("Use either --requests and --concurrency, or --rate and --duration");
    assertThat(loadThere("--body={}", "--method=GET")).isEqualTo(2);
    assertThat(errors.toString()).contains("--body: for POST only; leave it out with GET");
  }

  @Test
  void systemIsLaunchedWithoutUsersAndStoppedAfterwards() {
    assertThat(loadThere("--replicas=2", "--requests=100", "--concurrency=5")).isZero();

    assertThat(out.toString())
        .contains(
            "Launching 2 replicas on Memory …",
            "GET /api/messages?room=load-test&limit=20",
            "100 requests, 5 at a time …",
            "Requests     100",
            "Failed       0",
            "Requests/s   200",
            "Latency      mean 2.5 ms · p50 2.0 ms · p90 4.0 ms · p95 5.0 ms · p99 9.0 ms · max 13"
                + " ms",
            "Passed: 0 of 100 requests failed");
    assertThat(simulator.load().orElseThrow().users()).isZero();
    assertThat(memory.state().phase()).isEqualTo(Phase.STOPPED);
  }

  @Test
  void systemThatRunsAlreadyKeepsItsReplicasAndItsUsers() {
    memory.runElsewhere(4);

    assertThat(loadThere()).isZero();

    assertThat(out.toString()).contains("The running system is used, and stays as it is.");
    assertThat(simulator.load()).isEmpty();
    assertThat(memory.state().phase()).isEqualTo(Phase.RUNNING);
    assertThat(memory.state().backends()).hasSize(4);
  }

  @Test
  void systemOfAnOpenConsoleIsUsedWithoutASessionOfItsOwn() {
    sessions.running(new LoadTests(new OkHttpClient(), simulator.address()));

    assertThat(loadThere()).isZero();

    assertThat(out.toString())
        .contains("The system of the console that is open is used, and stays as it is.");
    assertThat(sessions.openedIds()).isEmpty();
    assertThat(memory.state().instances()).isEmpty();
  }

  @Test
  void failedRequestsAreSaidByKindAndFailTheTest() {
    simulator.loadTests().fail(7, "{\"200\":93,\"401\":2,\"503\":5}");

    assertThat(loadThere()).isEqualTo(1);
    assertThat(out.toString())
        .contains("Failed       7 (5 × 503, 2 × 401)", "Failed: 7 of 100 requests failed");
  }

  @Test
  void testThatTheSimulatorLimitedIsInvalidAndSaysSo() {
    simulator.loadTests().limit("the event loop used 0.97 of the one core");

    assertThat(loadThere()).isEqualTo(4);
    assertThat(out.toString())
        .contains(
            "Simulator    0.97 of 1 core",
            "Invalid: limited by the generator: the event loop used 0.97 of the one core");
  }

  @Test
  void testThatCannotBeginSaysWhyAndWritesNoFile(@TempDir Path folder) {
    simulator.loadTests().notBegin("no session could be opened");
    var file = folder.resolve("out.json");

    assertThat(loadThere("--json=" + file)).isEqualTo(1);
    assertThat(errors.toString()).contains("The load test failed: no session could be opened.");
    assertThat(file).doesNotExist();
  }

  @Test
  void launchThatFailsSaysWhy() {
    memory.failLaunches(new Failure("Launching", "there is no room", "Make some."));

    assertThat(loadThere()).isEqualTo(1);
    assertThat(errors.toString()).contains("Launching failed: there is no room. Make some.");
  }

  @Test
  void resultFileHasTheFigures(@TempDir Path folder) throws IOException {
    var file = folder.resolve("out.json");

    assertThat(loadThere("--requests=100", "--json=" + file)).isZero();

    var json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    assertThat(json.get("platform").getAsString()).isEqualTo("memory");
    assertThat(json.get("requestsPerSecond").getAsDouble()).isEqualTo(200);
    assertThat(json.getAsJsonObject("plan").get("requests").getAsInt()).isEqualTo(100);
  }

  @Test
  void withoutOptionsItIsWhatAbDoes() {
    loadThere();

    assertThat(plan())
        .hasToString(
            "{\"method\":\"GET\",\"path\":\"/api/messages?room=load-test&limit=20\",\"sessions\":1,\"requests\":20000,\"concurrency\":50}");
  }

  @Test
  void optionsChangeThePreset() {
    loadThere("--preset=rate", "--rate=100", "--path=/", "--sessions=0");

    assertThat(plan())
        .hasToString(
            "{\"method\":\"GET\",\"path\":\"/\",\"sessions\":0,\"rate\":100,\"duration\":\"30s\"}");
  }

  @Test
  void presetOfMessagesPostsThemWithIdsOfTheirOwn() {
    loadThere("--preset=messages", "--requests=10");

    assertThat(plan().get("method").getAsString()).isEqualTo("POST");
    assertThat(plan().get("body").getAsString()).contains("\"id\":\"{run}-{n}\"");
    assertThat(plan().get("concurrency").getAsInt()).isEqualTo(10);
  }

  @Test
  void bodyMakesItAPostOfAnyPath() {
    loadThere("--path=/api/session", "--body={\"name\":\"Ada\"}", "--requests=10");

    assertThat(plan().get("method").getAsString()).isEqualTo("POST");
    assertThat(plan().get("body").getAsString()).isEqualTo("{\"name\":\"Ada\"}");
  }

  @Test
  void documentNamesEveryOptionAndNoOther() throws IOException {
    var options =
        new CommandLine(new LoadCommand(sessions))
            .getCommandSpec().options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .map(LoadCommandTest::label)
                .toList();
    var document = Files.readString(Path.of("../docs/command-line.md"));
    var begin = document.indexOf("## A load test");
    var section = document.substring(begin, document.indexOf("\n## ", begin));
    var documented =
        Pattern.compile("(?m)^\\| `(--[^`]+)` \\|")
            .matcher(section)
            .results()
            .map(row -> row.group(1))
            .toList();

    assertThat(documented).containsExactlyInAnyOrderElementsOf(options);
  }

  private static String label(OptionSpec option) {
    return option.arity().max() == 0
        ? option.longestName()
        : option.longestName() + " " + option.paramLabel();
  }
}
