package switchboard.console.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import switchboard.console.bundle.KeptRuns;
import switchboard.console.intent.HealReport;
import switchboard.console.loadtest.LoadTests;
import switchboard.console.platform.Action;
import switchboard.console.platform.FakePlatform;
import switchboard.console.platform.capability.Pausing;
import switchboard.console.session.FakeSessions;
import switchboard.console.session.Session;
import switchboard.console.session.Sessions;

class RunCommandTest {
  private final StringWriter errors = new StringWriter();
  @TempDir private Path runs;
  private final FakePlatform memory = new FakePlatform(Clock.systemUTC());

  private int run(String... arguments) {
    return run(new NoSessions(), arguments);
  }

  private int run(Sessions sessions, String... arguments) {
    return new CommandLine(new RunCommand(sessions, new KeptRuns(runs, KeptRuns.MAX_BYTES)))
        .setErr(new PrintWriter(errors))
        .execute(arguments);
  }

  private int runInMemory(String argument) {
    var session = new Session(memory, new OkHttpClient(), Clock.systemUTC());
    var sessions = new FakeSessions(session);
    return run(sessions, "--platform=memory", argument);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--platform=moon | 'moon' is unknown; use [local]",
        "--tls-certificate=chat.pem | --tls-certificate and --tls-key belong together; name both",
        "--replicas=11 | 11; expected 0 to 10",
        "--replicas=three | 'three' is not an int",
        "--users=10001 | --users: 10001; expected 0 to 10000 with --simulators 1",
        "--simulators=6 | --simulators: 6; expected 1 to 5",
        "--duration=60 | Invalid duration '60'. Use a number and a unit: 500ms, 60s, 5m, 1h.",
        "--duration=1s | 1s; expected 5s to 24h",
        "--kill=backend-2 | Use a replica and a time: backend-2@20s or random@20s.",
        "--kill=backend-4@20s | there is no backend-4 among 3 replicas",
        "--kill=backend-2@60s | --kill: the kill of backend-2 would come after the end of the run",
        "--fault=slow | Use KIND[=PARAMETER]:TARGET@TIME[/DURATION], such as"
            + " slow=200ms:backend-2@20s/10s",
        "--fault=drown:backend-2@20s | Unknown fault 'drown'. Use one of kill, crash, stop, freeze,"
            + " slow, errors, cut, burn, fill, skew, start.",
        "--fault=slow:house@20s | Unknown target 'house'. Use a replica, such as backend-2, or"
            + " several, such as backend-1+backend-2, all, random, store or gateway.",
        "--fault=slow:backend-1+backend-1@20s | A replica is named twice",
        "--fault=slow:gateway@20s | slow is not possible on the gateway; use a replica, such as"
            + " backend-2",
        "--fault=crash:store@20s | crash is not possible on the store",
        "--fault=slow=1m:backend-2@20s | slow: the delay is 1ms to 30s",
        "--fault=slow=fast:backend-2@20s | slow: found 'fast'; expected the delay, such as 200ms,"
            + " or the jitter, such as ±50ms, or the share of requests, such as 20%",
        "--fault=slow=:backend-2@20s | slow: found ''; expected the delay",
        "--fault=slow=1s,2s:backend-2@20s | slow: the delay is given twice in '1s,2s'",
        "--fault=slow=100ms±1s:backend-2@20s | slow: the jitter is at most the delay",
        "--fault=slow:backend-2@20s/11m | slow: the duration is 100ms to 10m",
        "--fault=slow:backend-2@20s/10 | Invalid duration '10'",
        "--fault=errors=0%:backend-2@20s | errors: the share of requests is 0.1% to 100%",
        "--fault=errors=20:backend-2@20s | errors: found '20'; expected the share of requests, such"
            + " as 20%",
        "--fault=burn=65:backend-2@20s | burn: the cores is 0.05 to 64",
        "--fault=fill=200MB:backend-2@20s | fill: found '200MB'; expected the memory, such as"
            + " 200MiB",
        "--fault=fill=70000MiB:backend-2@20s | fill: the memory is 1MiB to 65536MiB",
        "--fault=skew=5s:backend-2@20s | skew: found '5s'; expected the offset, such as +5s",
        "--fault=skew=+0s:backend-2@20s | skew: the offset is not zero",
        "--fault=skew=-2h:backend-2@20s | skew: the offset is -60m to +60m",
        "--fault=kill=9:backend-2@20s | kill has no parameter; leave it out",
        "--fault=kill:backend-2@20s/5s | kill has no duration; leave it out",
        "--fault=start=1s:backend-2@20s | start has no parameter and no duration",
        "--fault=start:random@20s | start: the target is a stopped replica, such as backend-2, or"
            + " all",
        "--fault=freeze:backend-4@20s | --fault: there is no backend-4 among 3 replicas",
        "--fault=freeze:random@60s | --fault: the freeze of random would come after the end of the"
            + " run",
        "--fault=kill:all@20s | --fault: the kill of all would leave no replica; add --allow-outage"
            + " if you want that",
        "--fault=errors=100%:backend-1+backend-2+backend-3@20s | would leave no replica",
        "--seed=x | 'x' is not a long",
        "--json=/no/such/folder/out.json | cannot be written; name a file in a folder that exists",
        "--report=/dev/null/report | --report: /dev/null/report cannot be written, because"
            + " /dev/null is not a folder; name a folder that exists or can be made",
        "--warm-up=soon | Invalid duration 'soon'. Use a number and a unit: 500ms, 60s, 5m, 1h.",
        "--fsync=never | expected one of [ALWAYS, EVERYSEC] (case-sensitive) but was 'never'",
        "--objective=requests.p99<250ms | --objective: Invalid operator '<' in"
            + " 'requests.p99<250ms'. Use <=, or == before 0.",
        "--objective=p99<=250ms | --objective: Unknown figure 'p99'",
        "--objective=requests.p99<=1s during ramp | Use baseline, fault, recovery or run.",
        "--abort=requests.failed>5% | --abort: Invalid abort condition 'requests.failed>5%'. Use",
        "--frobnicate | Unknown option: '--frobnicate'"
      })
  void badArgumentSaysWhatIsExpectedAndNothingIsLaunched(String argument, String message) {
    assertThat(run(argument)).isEqualTo(2);
    assertThat(errors.toString()).contains(message);
  }

  @Test
  void certificateThatCannotBeUsedIsRefusedBeforeAnythingStarts() {
    var missing = runs.resolve("chat.pem");

    assertThat(run("--tls-certificate=" + missing, "--tls-key=" + missing)).isEqualTo(2);
    assertThat(errors.toString())
        .contains("--tls-certificate: " + missing + " cannot be read (NoSuchFileException)");
  }

  @Test
  void documentNamesEveryOptionAndNoOther() throws IOException {
    var options =
        new CommandLine(new RunCommand(new NoSessions(), new KeptRuns(runs, KeptRuns.MAX_BYTES)))
            .getCommandSpec().options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .map(option -> option.longestName() + label(option))
                .toList();
    var documented =
        Pattern.compile("(?m)^\\| `(--[^`]+)` \\|")
            .matcher(section("## A run"))
            .results()
            .map(row -> row.group(1))
            .toList();

    assertThat(documented).containsExactlyElementsOf(options);
  }

  private static String section(String heading) throws IOException {
    var document = Files.readString(Path.of("../docs/command-line.md"));
    return document.substring(document.indexOf(heading), document.indexOf("## A load test"));
  }

  private static String label(OptionSpec option) {
    return option.arity().max() == 0 ? "" : " " + option.paramLabel();
  }

  @Test
  void limitThatIsNamedTwiceIsRefused() {
    assertThat(run("--objective=spread<=5%", "--objective=spread<=6%")).isEqualTo(2);
    assertThat(errors.toString()).contains("--objective: Two limits of spread<=6%. Use one");
  }

  @Test
  void fsyncIsRefusedWhereTheStoreHasItsOwnSetting() {
    memory.canOnly(Pausing.class);

    assertThat(runInMemory("--fsync=EVERYSEC")).isEqualTo(2);
    assertThat(errors.toString()).contains("--fsync: the store of memory has its own setting");
  }

  @Test
  void faultIsRefusedWhereItIsNotPossible() {
    memory.canOnly(Pausing.class);

    assertThat(runInMemory("--fault=slow:backend-1@20s")).isEqualTo(2);
    assertThat(errors.toString()).contains("--fault: slow of backend-1 is not possible on memory");
  }

  @Test
  void severalSimulatorsAreRefusedWhereThereIsAlwaysOne() {
    memory.canOnly(Pausing.class);

    assertThat(runInMemory("--simulators=2")).isEqualTo(2);
    assertThat(errors.toString()).contains("--simulators: memory always has one; leave it out");
  }

  @Test
  void killThatIsNotAllowedIsToldBeforeAnythingIsLaunched() {
    memory.forbid(Action.KILL, "You may not delete pods.");

    assertThat(runInMemory("--kill=backend-1@20s")).isEqualTo(1);
    assertThat(errors.toString().strip()).isEqualTo("Nothing was done. You may not delete pods.");
    assertThat(memory.state().instances()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "SCALE_SIMULATORS, --simulators=2, 0",
    "SCALE, --replicas=2, 3",
    "STOP, --replicas=2, 0",
    "TAKE_OVER, --replicas=2, 2"
  })
  void whatTheRunMayNotDoIsToldBeforeAnythingIsLaunched(Action action, String argument, int found) {
    if (found > 0) {
      memory.runElsewhere(found);
    }
    memory.forbid(action, "You may not.");

    assertThat(runInMemory(argument)).isEqualTo(1);
    assertThat(errors.toString().strip()).isEqualTo("Nothing was done. You may not.");
    assertThat(memory.state().instances()).isEmpty();
  }

  /** Fails the test when anything is launched. */
  private static final class NoSessions implements Sessions {
    @Override
    public List<String> platforms() {
      return List.of("local");
    }

    @Override
    public String name(String id) {
      return "This machine";
    }

    @Override
    public Session open(String id) {
      throw new AssertionError("nothing should be launched");
    }

    @Override
    public Optional<LoadTests> elsewhere(String id) {
      throw new AssertionError("nothing should be looked for");
    }

    @Override
    public HealReport heal() {
      throw new AssertionError("nothing should be touched");
    }
  }

  private Path write(Path folder, String rest) throws IOException {
    var file = folder.resolve("own.yaml");
    return Files.writeString(file, "apiVersion: switchboard/v1\nname: own\n" + rest);
  }

  @Test
  void whatIsWrongInAFileIsNamedWithItsPlaceAndNothingIsLaunched(@TempDir Path folder)
      throws IOException {
    var file = write(folder, "load: { users: many }\nseed: x\n");

    assertThat(runInMemory(file.toString())).isEqualTo(2);
    assertThat(errors.toString())
        .contains(
            file + ":3:16: found 'many'; expected a whole number",
            file + ":4:7: found 'x'; expected a whole number");
    assertThat(memory.state().instances()).isEmpty();
  }

  @Test
  void experimentThatIsNotThereIsNamedBesideThoseThatAreShipped() {
    assertThat(runInMemory("sistem-b")).isEqualTo(2);
    assertThat(errors.toString())
        .contains("sistem-b: there is no such file", "system-a, system-b, rolling-limits");
  }

  @Test
  void optionThatAFileSaysItselfIsRefused(@TempDir Path folder) throws IOException {
    var file = write(folder, "").toString();

    assertThat(run("--platform=local", "--users=5", file)).isEqualTo(2);
    assertThat(errors.toString())
        .contains("--users: an experiment says that itself; leave the option out");
  }

  @Test
  void oneResultFileIsNotForSeveralExperiments(@TempDir Path folder) throws IOException {
    var file = write(folder, "").toString();

    assertThat(run("--json=" + folder.resolve("out.json"), file, file)).isEqualTo(2);
    assertThat(errors.toString()).contains("--json: one place cannot hold several results");
  }

  @Test
  void whatThePlatformCannotDoForAFileIsSaidBeforeAnythingIsLaunched(@TempDir Path folder)
      throws IOException {
    memory.canOnly(Pausing.class);
    var file =
        write(
            folder,
            """
            setup: { limits: { cpu: 0.5, memory: 256MiB } }
            steps: [ { at: 0s, fault: { kind: slow, target: backend-1 } } ]
            """);

    assertThat(runInMemory(file.toString())).isEqualTo(2);
    assertThat(errors.toString())
        .contains(
            "own: slow of backend-1 is not possible on memory",
            "own: replicas cannot be limited on memory");
    assertThat(memory.state().instances()).isEmpty();
  }
}
