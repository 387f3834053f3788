package switchboard.console.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import switchboard.console.experiment.file.ShippedExperiments;
import switchboard.console.platform.Action;
import switchboard.console.platform.FakePlatform;
import switchboard.console.platform.capability.Pausing;
import switchboard.console.session.FakeSessions;
import switchboard.console.session.Session;

/** The commands about experiments that run none. */
class ExperimentCommandsTest {
  private final FakePlatform memory = new FakePlatform(Clock.systemUTC());
  private final StringWriter output = new StringWriter();
  private final StringWriter errors = new StringWriter();

  private int execute(Object command, String... arguments) {
    return new CommandLine(command)
        .setOut(new PrintWriter(output))
        .setErr(new PrintWriter(errors))
        .execute(arguments);
  }

  private int plan(String experiment) {
    var session = new Session(memory, new OkHttpClient(), Clock.systemUTC());
    return execute(new PlanCommand(new FakeSessions(session)), "--platform=memory", experiment);
  }

  @Test
  void validExperimentsAreSaidToBeAndOthersAreNot(@TempDir Path folder) throws IOException {
    var wrong = Files.writeString(folder.resolve("wrong.yaml"), "name: [");

    assertThat(execute(new ValidateCommand(), "system-b", "errors-20")).isZero();
    assertThat(output.toString()).isEqualToIgnoringNewLines("system-b: valid\nerrors-20: valid\n");
    assertThat(execute(new ValidateCommand(), "system-b", wrong.toString())).isEqualTo(2);
    assertThat(errors.toString()).startsWith(wrong + ":1:8: no YAML: ");
  }

  @Test
  void fileThatIsNoTextIsRefused(@TempDir Path folder) throws IOException {
    var wrong = Files.write(folder.resolve("wrong.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe});

    assertThat(execute(new ValidateCommand(), wrong.toString())).isEqualTo(2);
    assertThat(errors.toString()).contains("not a text; expected YAML in UTF-8");
  }

  @Test
  void schemaIsJson() {
    assertThat(execute(new SchemaCommand())).isZero();

    var schema = JsonParser.parseString(output.toString()).getAsJsonObject();
    assertThat(schema.get("$schema").getAsString())
        .isEqualTo("https://json-schema.org/draft/2020-12/schema");
    assertThat(schema.getAsJsonObject("properties").keySet()).contains("steps", "claims");
  }

  @Test
  void shippedExperimentsAreListedAndShown() {
    assertThat(execute(new ExperimentsCommand())).isZero();
    assertThat(output.toString().lines())
        .hasSize(ShippedExperiments.names().size())
        .anyMatch(line -> line.matches("system-b +stop one of three replicas under 10 000 users"));

    assertThat(execute(new ExperimentsCommand(), "--show=system-b")).isZero();
    assertThat(output.toString()).endsWith(ShippedExperiments.text("system-b").orElseThrow());
    assertThat(execute(new ExperimentsCommand(), "--show=system-c")).isEqualTo(2);
    assertThat(errors.toString())
        .contains("--show: 'system-c' is not shipped; use one of system-a");
  }

  @Test
  void planSaysWhatIsDoneToWhomAndForHowLongAndDoesNothing() {
    assertThat(plan("system-b")).isZero();

    assertThat(output.toString())
        .contains(
            "stop one of three replicas under 10 000 users",
            "At 30 s      stop backend-2; reaches 1 of 3 replicas, about 3\u202f333 users;",
            "At 1 min     start backend-2",
            "after 220 s at the earliest",
            "Rights       launch, stop");
    assertThat(memory.state().instances()).isEmpty();
  }

  @Test
  void planSaysWhatIsNotAllowed() {
    memory.forbid(Action.LAUNCH, "You may not launch.");

    assertThat(plan("errors-20")).isZero();
    assertThat(output.toString()).contains("Not allowed  You may not launch.");
  }

  @Test
  void planSaysWhatIsNotUndoneAndNotPossible(@TempDir Path folder) throws IOException {
    memory.canOnly(Pausing.class);
    var file =
        Files.writeString(
            folder.resolve("own.yaml"),
            """
            apiVersion: switchboard/v1
            name: own
            steps: [ { at: 0s, fault: { kind: stop, target: backend-1 } } ]
            """);

    assertThat(plan(file.toString())).isZero();
    assertThat(output.toString())
        .contains(
            "Not undone   backend-1 stays stopped until the end",
            "Not possible stop of backend-1 is not possible on memory");
  }
}
