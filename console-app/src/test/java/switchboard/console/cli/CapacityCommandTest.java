package switchboard.console.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import switchboard.console.bundle.KeptRuns;
import switchboard.console.load.FakeSimulator;
import switchboard.console.loadtest.LoadTests;
import switchboard.console.platform.FakePlatform;
import switchboard.console.platform.SystemState.Phase;
import switchboard.console.session.FakeSessions;
import switchboard.console.session.Session;

class CapacityCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();
  private final FakeSimulator simulator = new FakeSimulator();
  private final FakePlatform memory = new FakePlatform(Clock.systemUTC(), simulator.address());
  private final FakeSessions sessions =
      new FakeSessions(new Session(memory, new OkHttpClient(), Clock.systemUTC()));
  @TempDir Path folder;

  @AfterEach
  void close() {
    simulator.close();
  }

  private CommandLine command() {
    return new CommandLine(new CapacityCommand(sessions, new KeptRuns(folder, KeptRuns.MAX_BYTES)))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(errors));
  }

  private int capacity(String... arguments) {
    return command()
        .execute(
            Stream.concat(Stream.of("--platform=memory"), Stream.of(arguments))
                .toArray(String[]::new));
  }

  /** Of a rate, whose trials take no time here. */
  private int rate(String... arguments) {
    return capacity(
        Stream.concat(
                Stream.of("--rate", "--first=1", "--max=4", "--window=1s"), Stream.of(arguments))
            .toArray(String[]::new));
  }

  @Tag("locales")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--replicas=0 | --replicas: 0; expected 1 to 10",
        "--growth=1,11 | --replicas: 11; expected 1 to 10",
        "--growth=1,x | 'x' is not an int",
        "--first=0 | --first: 0; expected 1 to 10000",
        "--first=20000 | --first: 20000; expected 1 to 10000",
        "--max=10001 | --max: 10001; expected 1 to 10000",
        "--window=6m | --window: 6m; expected 1s to 5m",
        "--window=3 | Invalid duration '3'. Use a number and a unit: 500ms, 60s, 5m, 1h.",
        "--warm-up=6m | --warm-up: 6m; expected up to 5m",
        "--messages=601 | messagesPerUserPerMinute is 601; expected 0 to 600",
        "--objective=recovery<=5s | 'recovery<=5s', but no trial has a fault; leave it out",
        "--objective=requests.p99<=5s during fault | but a trial has no phases; leave the phase",
        "--objective=requests.p99<5s | Invalid operator '<'",
        "--json=/no/such/folder/out.json | cannot be written; name a file in a folder that exists"
      })
  void badArgumentSaysWhatIsExpectedAndNothingIsLaunched(String argument, String message) {
    assertThat(capacity(argument)).isEqualTo(2);
    assertThat(errors.toString()).contains(message);
    assertThat(memory.state().instances()).isEmpty();
  }

  @Test
  void optionsThatDoNotGoTogetherAreRefused() {
    assertThat(capacity("--users", "--rate")).isEqualTo(2);
    assertThat(errors.toString()).contains("Use either --users or --rate");
    assertThat(capacity("--minus-one", "--replicas=1")).isEqualTo(2);
    assertThat(errors.toString())
        .contains("--minus-one: for at least 2 replicas; use more or leave it out");
    assertThat(rate("--objective=deliveries.p99<=100ms")).isEqualTo(2);
    assertThat(errors.toString()).contains("or requests.failed with a rate");
    assertThat(capacity("--rate", "--max=50000", "--window=1m")).isEqualTo(2);
    assertThat(errors.toString()).contains("--max: 50000; expected up to 8333 with a window of 1m");
  }

  @Test
  @Tag("locales")
  void trialsAreATableAndTheBracketIsTheResult() throws IOException {
    simulator.loadTests().carry(2);
    var file = folder.resolve("out.json");

    assertThat(rate("--replicas=2", "--json=" + file)).isZero();

    assertThat(out.toString())
        .contains(
            "Launching 2 replicas on Memory …",
            "  Load               Window    Result     Known then                 Found",
            "  1 request/s        1         passed     at least 1 request/s       requests.p99",
            "  4 requests/s       1         missed     2 to 4 requests/s          requests.failed",
            "2 replicas carry 2 to 3 requests/s. 2 requests/s passed in 3 of 3 windows.",
            "PASSED");
    var json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    var first = json.getAsJsonArray("capacities").get(0).getAsJsonObject();
    assertThat(first.get("passed").getAsInt()).isEqualTo(2);
    assertThat(first.get("failed").getAsInt()).isEqualTo(3);
    assertThat(memory.state().phase()).isEqualTo(Phase.STOPPED);
  }

  @Test
  @Tag("locales")
  void growthOfFewReplicasIsNotFittedAndSaysSo() {
    simulator.loadTests().carry(2);

    assertThat(rate("--growth=1,2")).isZero();

    assertThat(out.toString())
        .contains(
            "1 replica carries 2 to 3 requests/s.",
            "2 replicas carry 2 to 3 requests/s.",
            "Growth is not fitted: 2 points, and it takes 6.");
  }

  @Test
  void largestLoadThatPassesIsInconclusive() {
    simulator.loadTests().carry(100);

    assertThat(rate()).isEqualTo(3);
    assertThat(out.toString()).contains("3 replicas carry at least 4 requests/s.", "INCONCLUSIVE");
  }

  @Test
  void systemThatCarriesNothingFails() {
    simulator.loadTests().carry(0);

    assertThat(rate()).isEqualTo(1);
    assertThat(out.toString()).contains("3 replicas carry less than 1 request/s.", "FAILED");
  }

  @Test
  void runningSystemIsUsedWithItsReplicas() {
    memory.runElsewhere(4);
    simulator.loadTests().carry(100);

    assertThat(rate()).isEqualTo(3);

    assertThat(out.toString())
        .contains("The running system is used, and keeps its replicas", "4 replicas carry");
    assertThat(memory.state().phase()).isEqualTo(Phase.RUNNING);
    assertThat(memory.state().backends()).hasSize(4);
  }

  @Test
  void systemOfAnOpenConsoleIsRefused() {
    sessions.running(new LoadTests(new OkHttpClient(), simulator.address()));

    assertThat(rate()).isEqualTo(1);

    assertThat(errors.toString()).contains("A console that is open operates the system.");
    assertThat(sessions.openedIds()).isEmpty();
  }

  @Test
  void launchThatFailsSaysWhy() {
    memory.failLaunches(new Failure("Launching", "there is no room", "Make some."));

    assertThat(rate()).isEqualTo(1);
    assertThat(errors.toString()).contains("Launching failed: there is no room. Make some.");
  }

  @Test
  void documentNamesEveryOptionAndNoOther() throws IOException {
    var options =
        command().getCommandSpec().options().stream()
            .filter(option -> !option.usageHelp() && !option.versionHelp())
            .map(CapacityCommandTest::label)
            .toList();
    var document = Files.readString(Path.of("../docs/command-line.md"));
    var beginning = document.indexOf("## Capacity");
    var section = document.substring(beginning, document.indexOf("\n## ", beginning));
    var documented =
        Pattern.compile("(?m)^\\| `(--[^`]+)` \\|")
            .matcher(section)
            .results()
            .map(row -> row.group(1))
            .toList();

    assertThat(documented).containsExactlyElementsOf(options);
  }

  private static String label(OptionSpec option) {
    return option.longestName() + (option.arity().max() == 0 ? "" : " " + option.paramLabel());
  }
}
