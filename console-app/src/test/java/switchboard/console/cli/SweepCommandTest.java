package switchboard.console.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import switchboard.console.bundle.KeptRuns;
import switchboard.console.load.FakeSimulator;
import switchboard.console.loadtest.LoadTests;
import switchboard.console.platform.Action;
import switchboard.console.platform.Destination;
import switchboard.console.platform.FakePlatform;
import switchboard.console.platform.SystemState.Phase;
import switchboard.console.session.FakeSessions;
import switchboard.console.session.Session;
import switchboard.console.sweep.SweepFolder;

@Tag("locales")
class SweepCommandTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();
  private final FakeSimulator simulator = new FakeSimulator();
  private final FakePlatform memory = new FakePlatform(Clock.systemUTC(), simulator.address());
  private final Session session = new Session(memory, new OkHttpClient(), Clock.systemUTC());
  private final FakeSessions sessions = new FakeSessions(session);
  private final AbortOnSignal signal = new AbortOnSignal();

  @BeforeEach
  void start() {
    FakeSessions.start(session);
  }

  @AfterEach
  void close() {
    signal.close();
    simulator.close();
  }

  private int sweep(String... arguments) {
    var command =
        new SweepCommand(
            sessions,
            new KeptRuns(folder.resolve("runs"), KeptRuns.MAX_BYTES),
            new SweepFolder(folder.resolve("sweeps")),
            () -> signal);
    return new CommandLine(command)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(errors))
        .execute(
            Stream.concat(Stream.of("--platform=memory"), Stream.of(arguments))
                .toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--replicas=0,1 | --replicas: 0; expected 1 to 10",
        "--cpu=0 | --cpu: 0.0; expected a number of cores, such as 0.5",
        "--cpu=64 | 64.00 cores and 192 MiB is out of range on memory",
        "--memory=1GB | --memory: '1GB'; expected an amount of memory, such as 384MiB",
        "--users=0 | --users: 0; expected 1 to 10000",
        "--weights=disk=1 | --weights: 'disk' is unknown; use cpu and memory",
        "--weights=cpu=-1 | Use numbers that are not negative",
        "--duration=2h | --duration: 2h; expected 1s to 1h",
        "--objective=fast | --objective: Invalid objective",
        "--resume | --resume: no sweep with these options was interrupted; leave it out",
        "--json=/no/such/folder/out.json | cannot be written; name a file in a folder that exists"
      })
  void badArgumentSaysWhatIsExpectedAndNothingIsLaunched(String argument, String message) {
    assertThat(sweep(argument)).isEqualTo(2);
    assertThat(errors.toString()).contains(message);
    assertThat(memory.state().instances()).isEmpty();
  }

  @Test
  void gridAndAdaptiveExcludeEachOther() {
    assertThat(sweep("--grid", "--adaptive")).isEqualTo(2);
    assertThat(errors.toString()).contains("--grid and --adaptive exclude each other");
  }

  @Test
  void systemOfAnOpenConsoleIsRefused() {
    sessions.running(new LoadTests(new OkHttpClient(), simulator.address()));

    assertThat(sweep()).isEqualTo(1);

    assertThat(errors.toString()).contains("A console that is open operates the system.");
    assertThat(sessions.openedIds()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"SCALE, --grid", "LIMIT, --grid", "LAUNCH, --grid", "KILL, --kill"})
  void whatTheSweepMayNotDoIsToldBeforeAnythingIsLaunched(Action action, String argument) {
    memory.forbid(action, "You may not.");

    assertThat(sweep(argument)).isEqualTo(1);

    assertThat(errors.toString().strip()).isEqualTo("Nothing was done. You may not.");
    assertThat(memory.state().instances()).isEmpty();
  }

  @Test
  void clusterOfOthersIsSweptOnlyAfterANotice() {
    memory.goTo(List.of(new Destination("prod", "elsewhere", true, true)));
    signal.tell();

    assertThat(sweep("--context=prod", "--kill")).isEqualTo(5);

    assertThat(out.toString())
        .contains(
            "This restarts all replicas, and kills some, again and again on a cluster that Minikube"
                + " did not make. Begins in 5 s; Ctrl+C cancels.");
    assertThat(memory.state().instances()).isEmpty();
    assertThat(folder.resolve("sweeps")).doesNotExist();
  }

  @Test
  void cheapestIsNamedAndWhatItsCertificateLacks() throws IOException {
    var file = folder.resolve("out.json");

    var code =
        sweep(
            "--replicas=2",
            "--cpu=0.5",
            "--memory=256MiB",
            "--users=100",
            "--duration=1s",
            "--warm-up=0s",
            "--seed=7",
            "--json=" + file);

    assertThat(code).isEqualTo(3);
    assertThat(out.toString())
        .contains(
            "1 configuration, adaptive, cost replicas × (cores × 1 + GiB × 0.25)",
            "Seed: 7",
            "The cheapest that passed: 2 replicas × 0.50 cores × 256 MiB",
            "passed 3 of 3: ",
            "Not tried: 2 replicas are the fewest that were searched",
            "- No replica was killed while it was measured: use --kill");
    assertThat(memory.state().phase()).isEqualTo(Phase.STOPPED);

    var json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    assertThat(json.getAsJsonObject("cheapest").get("replicas").getAsInt()).isEqualTo(2);
    assertThat(json.getAsJsonObject("certificate").get("issued").getAsBoolean()).isFalse();
    assertThat(
            JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("../docs/sweep-result.schema.json")))
                .validate(json.toString(), InputFormat.JSON))
        .isEmpty();
  }
}
