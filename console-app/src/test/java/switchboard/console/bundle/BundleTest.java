package switchboard.console.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.experiment.SampleRecord;
import switchboard.console.fault.Fault;
import switchboard.console.fault.kind.FaultKind;
import switchboard.console.load.FailedRequest;
import switchboard.console.report.Machine;
import switchboard.console.report.Report;
import switchboard.console.verdict.Result;

class BundleTest {
  private final SampleBundle sample = new SampleBundle();
  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("run.swb");
  }

  @Test
  void whatIsReadIsWhatWasWritten() throws Exception {
    var bundle = sample.write(file());

    var machine = Machine.ofThisConsole();
    assertThat(Report.of(bundle.record(), SampleBundle.VERSION, machine).toJson())
        .isEqualTo(Report.of(sample.record(), SampleBundle.VERSION, machine).toJson());
    assertThat(bundle.isWhole()).isTrue();
    assertThat(bundle.experiment()).isEqualTo(sample.run.record().remains().experiment());
    assertThat(bundle.manifest().orElseThrow())
        .returns("Kill backend-2 under 100 users", Manifest::name)
        .returns("This machine", Manifest::platform)
        .returns(SampleRecord.AT, Manifest::begunAt)
        .returns(sample.record().result().verdict().result(), Manifest::result)
        .satisfies(
            manifest ->
                assertThat(manifest.entries())
                    .extracting(Manifest.Entry::name)
                    .containsExactlyElementsOf(
                        Arrays.stream(EntryName.values())
                            .filter(each -> each != EntryName.MANIFEST)
                            .map(EntryName::file)
                            .toList()));
    assertThat(bundle.text(EntryName.PAGE)).contains("Kill backend-2 under 100 users");
  }

  @Test
  void whatWasNotFinishedIsReadAsFarAsItGoes() throws Exception {
    try (var writer = sample.begin(file())) {
      assertThat(writer).isNotNull();
    }

    var early = Bundle.open(file());

    assertThat(early.isWhole()).isFalse();
    assertThat(early.manifest()).isEmpty();
    assertThat(early.experiment().name()).isEqualTo("Kill backend-2 under 100 users");
    assertThatThrownBy(early::record).hasMessageContaining("it ended early, and has no run.json");
    assertThat(Verification.of(file()).objections())
        .singleElement()
        .asString()
        .contains("not complete");
  }

  @Test
  void aFileThatWasCutIsReadAsFarAsItGoes() throws Exception {
    sample.write(file());
    var bytes = Files.readAllBytes(file());
    Files.write(file(), Arrays.copyOf(bytes, bytes.length / 3));

    var early = Bundle.open(file());

    assertThat(early.isWhole()).isFalse();
    try (var notes = early.notes()) {
      assertThat(notes.count()).isPositive();
    }
  }

  @Test
  void latenciesAreReadByTheLibrarysOwnReader() throws Exception {
    var log = sample.write(file()).text(EntryName.LATENCIES);

    var counts = new TreeMap<String, Long>();
    try (var reader =
        new HistogramLogReader(new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)))) {
      while (reader.hasNext()) {
        EncodableHistogram interval = reader.nextIntervalHistogram();
        counts.merge(interval.getTag(), ((AbstractHistogram) interval).getTotalCount(), Long::sum);
      }
    }

    var seconds = sample.run.lasts.toSeconds() - 1;
    assertThat(counts)
        .containsEntry("requests", 300 * seconds)
        .containsEntry("deliveries", 50 * seconds);
  }

  @Test
  void samplesAreOpenMetrics() throws Exception {
    var series = sample.write(file()).text(EntryName.SERIES);

    assertThat(series)
        .startsWith("http_requests_total{instance=\"backend-1\",job=\"backend\"} 0.0 1.7672688E9\n")
        .endsWith("\n# EOF\n");
  }

  @Test
  void nothingOfTheMachineOrItsUserIsInIt() throws Exception {
    var home = System.getProperty("user.home") + "/canary-in-a-path/secret.pem";
    sample.printed = "cannot read " + home;
    sample.job = home;
    sample.run.store = "Redis 7 in " + home;
    sample.run.evidence = "read in " + home;
    sample.run.failures =
        List.of(
            new FailedRequest(
                SampleRecord.AT, "user-1", "/api/messages", "GET", "gateway", 503, home, 12, 1));

    var bundle = sample.write(file());

    for (var name : EntryName.values()) {
      assertThat(bundle.text(name)).as(name.file()).doesNotContain("canary-in-a-path");
    }
    assertThat(Verification.of(file()).objections()).isEmpty();
  }

  @Test
  void labelsThatAreNotTheProductsOwnAreLeftOut() throws Exception {
    sample.labels = Map.of("node", "canary-of-a-host", "instance", "db.canary.example.com:9100");

    var bundle = sample.write(file());

    for (var name : EntryName.values()) {
      assertThat(bundle.text(name)).as(name.file()).doesNotContain("canary");
    }
    assertThat(bundle.text(EntryName.SERIES)).contains("instance=\"(name):9100\"");
  }

  @Test
  void recordedFaultIsJudgedLikeTheOneThatItIsOf() throws Exception {
    var said =
        Arrays.stream(Fault.class.getMethods())
            .filter(method -> method.getParameterCount() == 0 && !method.isSynthetic())
            .filter(method -> !Modifier.isStatic(method.getModifiers()))
            // What undoes it is of no use later.
            .filter(method -> !Set.of("backendFault", "remedy").contains(method.getName()))
            .toList();
    assertThat(said).hasSizeGreaterThan(10);
    for (var kind : FaultKind.all()) {
      var fault = kind.on("backend-1");
      for (var method : said) {
        assertThat(method.invoke(RecordedFault.of(fault)))
            .as("%s of %s", method.getName(), kind.name())
            .isEqualTo(method.invoke(fault));
      }
    }
  }

  @Test
  void whatIsNoBundleIsRefusedWithWhatWasExpected() throws Exception {
    Files.writeString(file(), "hello");

    assertThatThrownBy(() -> Bundle.open(file()))
        .isInstanceOf(UnreadableBundleException.class)
        .hasMessage(
            "run.swb: this is not a bundle; expected a file that 'switchboard run --bundle' wrote");
    assertThatThrownBy(() -> Bundle.open(folder)).hasMessageEndingWith(": this is not a file");
    assertThatThrownBy(() -> Bundle.open(folder.resolve("none.swb")))
        .hasMessage("none.swb: there is no such file");
  }

  @Test
  void resultOfTheRunIsThatOfItsManifest() throws Exception {
    sample.run.recovers = false;

    assertThat(sample.write(file()).manifest().orElseThrow().result()).isEqualTo(Result.FAILED);
  }
}
