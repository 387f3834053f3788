package switchboard.console.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TimeZone;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.verdict.Result;

class VerificationTest {
  private static final int FLIPS = 1_000;

  private final SampleBundle sample = new SampleBundle();
  @TempDir private Path folder;
  private Path file;
  private Optional<Result> forgedResult = Optional.empty();

  @BeforeEach
  void write() throws Exception {
    file = folder.resolve("run.swb");
    sample.write(file);
  }

  @Test
  void bundleAgreesWithItsReport() throws Exception {
    var verification = Verification.of(file);

    assertThat(verification.objections()).isEmpty();
    assertThat(verification.entries()).isEqualTo(EntryName.values().length);
    assertThat(verification.notes()).isEqualTo(sample.notes().size() - 2L);
    assertThat(verification.figures()).isGreaterThan(300);
    assertThat(verification.result()).contains(sample.record().result().verdict().result());
  }

  @Test
  void eachOfAThousandFlippedBytesIsNoticed() throws Exception {
    var whole = Files.readAllBytes(file);
    var random = new SplittableRandom(7);
    var flipped = folder.resolve("flipped.swb");
    for (var i = 0; i < FLIPS; i++) {
      var at = random.nextInt(whole.length);
      var changed = whole.clone();
      changed[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(flipped, changed);

      assertThat(objections(flipped))
          .as("byte %d", at)
          .isNotEmpty()
          .allMatch(VerificationTest::isNamed);
    }
  }

  /** A part of the bundle, or the archive around them. */
  private static boolean isNamed(String objection) {
    return objection.contains("archive")
        || objection.contains("not a bundle")
        || Arrays.stream(EntryName.values()).anyMatch(each -> objection.contains(each.file()));
  }

  private static List<String> objections(Path changed) throws IOException {
    try {
      return Verification.of(changed).objections();
    } catch (UnreadableBundleException e) {
      return List.of(e.getMessage());
    }
  }

  @Test
  void entryWhoseByteWasFlippedIsNamed() throws Exception {
    var whole = Files.readAllBytes(file);
    // The page is in the archive as it was compressed; its header stands before it.
    var header = indexOf(whole, "report.html".getBytes(StandardCharsets.US_ASCII));
    whole[header + 200] ^= 1;
    Files.write(file, whole);

    assertThat(Verification.of(file).objections())
        .singleElement()
        .asString()
        .startsWith("report.html was changed");
  }

  private static int indexOf(byte[] all, byte[] part) {
    return new String(all, StandardCharsets.ISO_8859_1)
        .indexOf(new String(part, StandardCharsets.ISO_8859_1));
  }

  /** Somebody who rewrites the bundle can make all hashes right again. */
  private void forge(EntryName name, UnaryOperator<String> change) throws IOException {
    var texts = new LinkedHashMap<EntryName, String>();
    var bundle = Bundle.open(file);
    for (var each : EntryName.values()) {
      texts.put(each, bundle.text(each));
    }
    var manifest = bundle.manifest().orElseThrow();
    texts.compute(name, (entry, text) -> change.apply(text));
    texts.remove(EntryName.MANIFEST);
    try (var forged = new ArchiveWriter(file)) {
      for (Map.Entry<EntryName, String> each : texts.entrySet()) {
        forged.write(each.getKey(), each.getValue());
      }
      forged.write(
          EntryName.MANIFEST,
          JsonFormat.of(UnaryOperator.identity())
              .toJson(
                  new Manifest(
                      manifest.format(),
                      manifest.version(),
                      manifest.name(),
                      manifest.platform(),
                      manifest.begunAt(),
                      forgedResult.orElse(manifest.result()),
                      forged.entries())));
      forged.seal();
    }
  }

  @Test
  void figureThatWasForgedInTheReportIsNamedWithWhatCameOut() throws Exception {
    var failed = sample.record().stats().requests().failed();
    forge(EntryName.REPORT, text -> text.replaceFirst("\"failed\": \\d+", "\"failed\": 77"));

    assertThat(Verification.of(file).objections())
        .contains(
            "report.json says 77 of failures.failed, and " + failed + " came out of the notes");
  }

  @Test
  void noteThatWasForgedDoesNotAgreeWithTheReport() throws Exception {
    forge(EntryName.JOURNAL, text -> text.replace("\"lost\":0", "\"lost\":3"));

    assertThat(Verification.of(file).objections())
        .anyMatch(sentence -> sentence.contains("messages.lost, and 3 came out of the notes"));
  }

  @Test
  void verdictThatWasForgedInTheManifestIsNamed() throws Exception {
    sample.run.recovers = false;
    sample.write(file);
    forgedResult = Optional.of(Result.PASSED);
    forge(EntryName.PAGE, UnaryOperator.identity());

    assertThat(Verification.of(file).objections())
        .containsExactly("manifest.json says PASSED, and FAILED came out");
  }

  @Test
  void failedRequestsThatWereForgedAreNamed() throws Exception {
    forge(EntryName.FAILURES, text -> text + "2026-01-01T12:00:00.000Z,\"nobody\"\r\n");

    assertThat(Verification.of(file).objections())
        .containsExactly("failures.csv is not that of run.json");
  }

  @Test
  void latenciesThatWereForgedAreNamed() throws Exception {
    forge(EntryName.LATENCIES, text -> text.substring(0, text.strip().lastIndexOf('\n') + 1));

    assertThat(Verification.of(file).objections())
        .containsExactly("latencies.hlog is not that of the notes in journal.jsonl");
  }

  @Test
  void whereItIsVerifiedDoesNotMatter() throws Exception {
    var here = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
      assertThat(Verification.of(file).objections()).isEmpty();
    } finally {
      TimeZone.setDefault(here);
    }
  }

  @Test
  void textIsNoBundle() throws Exception {
    Files.writeString(file, "hello");

    assertThatThrownBy(() -> Verification.of(file))
        .isInstanceOf(UnreadableBundleException.class)
        .hasMessageStartingWith("run.swb: this is not a bundle");
  }

  @Test
  void pageThatDoesNotShowItsReportIsNamed() throws Exception {
    forge(EntryName.PAGE, text -> text.replace("Kill backend-2", "Kill nobody"));

    assertThat(Verification.of(file).objections())
        .containsExactly("report.html is not the page of report.json");
  }
}
