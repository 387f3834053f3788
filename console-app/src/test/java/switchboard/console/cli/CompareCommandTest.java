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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import switchboard.console.bundle.SampleBundle;
import switchboard.console.calibration.Calibrations;

class CompareCommandTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<String> five = new ArrayList<>();
  private final List<String> others = new ArrayList<>();

  @BeforeEach
  void write() throws IOException {
    for (var i = 1; i <= 5; i++) {
      five.add(bundle("a" + i, new SampleBundle()));
      others.add(bundle("b" + i, new SampleBundle()));
    }
  }

  private String bundle(String name, SampleBundle sample) throws IOException {
    var file = folder.resolve(name + ".swb");
    sample.write(file);
    return file.toString();
  }

  private int compare(List<String> a, List<String> b, String... options) {
    var arguments = new ArrayList<>(a);
    arguments.add("--with");
    arguments.addAll(b);
    arguments.addAll(List.of(options));
    return new CommandLine(new CompareCommand(new Calibrations(folder.resolve("none"))))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments.toArray(String[]::new));
  }

  @Test
  void equalRunsAreTheSameAndTheFileSaysSo() throws Exception {
    var file = folder.resolve("out.json");

    assertThat(compare(five, others, "--json", file.toString())).isZero();

    assertThat(out.toString()).contains("B is the same in").contains("95 % interval");
    var json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    assertThat(json.get("answer").getAsString()).isEqualTo("same");
    assertThat(json.getAsJsonArray("figures")).hasSize(4);
  }

  @Test
  void fileIsAsItsSchemaSays() throws Exception {
    var file = folder.resolve("out.json");
    compare(five, others, "--json", file.toString());

    var schema =
        JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(Files.readString(Path.of("../docs/comparison.schema.json")));

    assertThat(schema.validate(Files.readString(file), InputFormat.JSON)).isEmpty();
  }

  @Test
  void oneRunEachIsNoComparison() {
    assertThat(compare(five.subList(0, 1), others.subList(0, 1))).isEqualTo(3);

    assertThat(out.toString()).endsWith("One run each: no comparison.\n");
  }

  @Test
  void unlikeRunsAreRefusedAndNoFigureIsShown() throws Exception {
    var longer = new SampleBundle();
    longer.run.lasts = Duration.ofSeconds(90);

    assertThat(compare(five, List.of(bundle("long", longer)))).isEqualTo(4);

    assertThat(out.toString())
        .contains("Not compared, because the runs are unlike: duration: 1m in A, 90s in B")
        .doesNotContain("Request p99");
  }

  /** No file system takes a name that is so long, which shows when it is written. */
  @Test
  void errorIsNoAnswer() {
    var file = folder.resolve("x".repeat(300) + ".json");

    assertThat(compare(five, others, "--json", file.toString())).isEqualTo(2);
  }

  @Test
  void otherReplicasAreComparedAndNamed() throws Exception {
    var more = new ArrayList<String>();
    for (var i = 1; i <= 5; i++) {
      var sample = new SampleBundle();
      sample.run.replicas = 4;
      more.add(bundle("more" + i, sample));
    }

    compare(five, more);

    assertThat(out.toString())
        .contains("Differs, and may be the reason: replicas: 3 in A, 4 in B")
        .contains("Request p99");
  }

  @Test
  void runThatIsNamedTwiceIsRefused() {
    assertThat(compare(five, five)).isEqualTo(2);

    assertThat(err.toString()).contains("a1.swb is named twice; every run counts once");
  }

  @Test
  void fileThatIsNoBundleIsNamed() throws Exception {
    var other = Files.writeString(folder.resolve("other.swb"), "hello");

    assertThat(compare(five, List.of(other.toString()))).isEqualTo(2);

    assertThat(err.toString()).contains("other.swb: this is not a bundle");
  }

  @Test
  void figureThatThereIsNotIsRefusedWithThoseThatThereAre() {
    assertThat(compare(five, others, "--figures", "requests.p98")).isEqualTo(2);

    assertThat(err.toString())
        .contains("--figures: 'requests.p98' is unknown; use one of requests.p99, deliveries.p99");
  }
}
