package switchboard.console.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
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

      assertThat(Verification.of(flipped).objections()).as("byte %d", at).isNotEmpty();
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
  void pageThatDoesNotShowItsReportIsNamed() throws Exception {
    forge(EntryName.PAGE, text -> text.replace("Kill backend-2", "Kill nobody"));

    assertThat(Verification.of(file).objections())
        .containsExactly("report.html is not the page of report.json");
  }
}
