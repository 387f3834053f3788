package switchboard.console.bundle;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.zip.ZipInputStream;
import org.apache.commons.io.input.BoundedInputStream;
import switchboard.console.Build;
import switchboard.console.load.LatencyLog;
import switchboard.console.text.Format;
import switchboard.console.verdict.Result;

/**
 * Whether a bundle is as it was written, and whether its report is what comes out of its notes.
 *
 * @param objections what is not as it should be, a sentence each; empty when it agrees
 * @param entries how many were whole
 * @param notes how many were replayed
 * @param figures how many values of the report came out again
 * @param result the verdict that came out again; empty when it was not made again
 */
public record Verification(
    List<String> objections, int entries, long notes, long figures, Optional<Result> result) {
  private static final int MAX_NAMED = 20;

  public Verification {
    objections = List.copyOf(objections);
  }

  public boolean agrees() {
    return objections.isEmpty();
  }

  /** What agrees, to follow a colon; only of one that does. */
  public String sentence() {
    return "all "
        + Format.count(entries, "entry is", "entries are")
        + " as they were written; "
        + Format.count(notes, "note")
        + " of the run, and what was read at its end, gave all "
        + Format.count(figures, "value")
        + " of its report and the verdict "
        + result.orElseThrow()
        + " again";
  }

  private static Verification failed(List<String> objections) {
    return new Verification(objections, 0, 0, 0, Optional.empty());
  }

  /**
   * Verifies a bundle; nothing but the file is needed.
   *
   * @throws UnreadableBundleException when it is none
   * @throws IOException when the file cannot be read at all
   */
  public static Verification of(Path file) throws IOException {
    if (!isSealed(file)) {
      return failed(changed(file));
    }
    var bundle = Bundle.open(file);
    var record = bundle.record();
    var manifest = bundle.manifest().orElseThrow();
    var report = bundle.report(record, manifest.version());
    var told = JsonParser.parseString(bundle.text(EntryName.REPORT));
    var found = new Comparison();
    found.compare("", told, JsonParser.parseString(report.toJson()));
    var objections = new ArrayList<>(found.differences());
    if (manifest.result() != record.result().verdict().result()) {
      objections.add(
          "manifest.json says %s, and %s came out"
              .formatted(manifest.result(), record.result().verdict().result()));
    }
    objections.addAll(entries(bundle, manifest));
    var version = Build.nameAndNumber();
    if (manifest.version().equals(version)) {
      if (!bundle.text(EntryName.PAGE).equals(report.toHtml())) {
        objections.add("report.html is not the page of report.json");
      }
    } else if (!objections.isEmpty()) {
      objections.add(
          "%s made it, and this is %s: verify it with that version, too"
              .formatted(manifest.version(), version));
    }
    return new Verification(
        objections,
        manifest.entries().size() + 1,
        count(bundle),
        found.compared(),
        Optional.of(record.result().verdict().result()));
  }

  /** What follows from others, and what the manifest says of them. */
  private static List<String> entries(Bundle bundle, Manifest manifest) throws IOException {
    var objections = new ArrayList<String>();
    for (var entry : manifest.entries()) {
      var name = EntryName.of(entry.name());
      if (name.isEmpty()) {
        objections.add(entry.name() + " is not part of a bundle");
        continue;
      }
      try (var in = bundle.stream(name.get())) {
        if (!Sha256.of(in).equals(entry.sha256())) {
          objections.add(entry.name() + " is not what manifest.json says");
        }
      }
    }
    if (!LatencyLog.isSame(latencies(bundle), bundle.text(EntryName.LATENCIES))) {
      objections.add("latencies.hlog is not that of the notes in journal.jsonl");
    }
    if (!bundle.failures().equals(bundle.text(EntryName.FAILURES))) {
      objections.add("failures.csv is not that of run.json");
    }
    return objections;
  }

  private static long count(Bundle bundle) throws IOException {
    try (var notes = bundle.notes()) {
      return notes.count();
    }
  }

  private static String latencies(Bundle bundle) throws IOException {
    var log = new ByteArrayOutputStream();
    try (var notes = bundle.notes();
        var intervals = new Latencies(log)) {
      notes.forEach(each -> intervals.note(each.note()));
    }
    return log.toString(StandardCharsets.UTF_8);
  }

  /** Whether the hash at its end is that of all before it. */
  private static boolean isSealed(Path file) throws IOException {
    try (var open = new RandomAccessFile(file.toFile(), "r");
        var in = new BufferedInputStream(Files.newInputStream(file))) {
      var sealed = open.length() - ArchiveWriter.SEAL_BYTES;
      if (sealed < 0) {
        return false;
      }
      var seal = new byte[ArchiveWriter.SEAL_BYTES];
      open.seek(sealed);
      open.readFully(seal);
      var hash =
          Sha256.of(BoundedInputStream.builder().setInputStream(in).setMaxCount(sealed).get());
      return new String(seal, StandardCharsets.US_ASCII).equals(ArchiveWriter.SEAL + hash);
    }
  }

  /** Which part of a file that is not as it was written is to blame. */
  private static List<String> changed(Path file) throws IOException {
    var hashes = new HashMap<String, String>();
    var manifest = new ByteArrayOutputStream();
    var at = "the beginning of the archive";
    try (var zip = new ZipInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        at = entry.getName();
        if (EntryName.of(at).isEmpty()) {
          return List.of("'" + at + "' is not part of a bundle: the archive was changed there");
        }
        if (at.equals(EntryName.MANIFEST.file())) {
          zip.transferTo(manifest);
        } else {
          hashes.put(at, Sha256.of(zip));
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      return List.of(at + " was changed, or the file is not complete: " + e.getMessage());
    }
    if (hashes.isEmpty()) {
      // Whoever opens it says what it is instead.
      Bundle.open(file);
    }
    if (manifest.size() == 0) {
      return List.of(
          new ArchiveReader(file).isWhole()
              ? "what comes after " + at + " was changed"
              : "manifest.json is missing: the run is not finished, or the end of the file was"
                  + " cut");
    }
    return changed(hashes, manifest.toString(StandardCharsets.UTF_8));
  }

  private static List<String> changed(Map<String, String> hashes, String manifest) {
    var told = new HashMap<String, String>();
    try {
      for (var entry :
          JsonParser.parseString(manifest).getAsJsonObject().getAsJsonArray("entries")) {
        var fields = entry.getAsJsonObject();
        told.put(fields.get("name").getAsString(), fields.get("sha256").getAsString());
      }
    } catch (RuntimeException e) {
      return List.of("manifest.json was changed: " + e.getMessage());
    }
    var names = new TreeSet<>(told.keySet());
    names.addAll(hashes.keySet());
    var changed =
        names.stream()
            .filter(name -> !told.getOrDefault(name, "").equals(hashes.getOrDefault(name, "")))
            .map(name -> name + (hashes.containsKey(name) ? " was changed" : " is missing"))
            .toList();
    return changed.isEmpty()
        ? List.of("the archive's own records were changed; what is in it is as it was written")
        : changed;
  }

  /** Compares two documents value by value. */
  private static final class Comparison {
    private final List<String> differences = new ArrayList<>();
    private long compared;
    private long different;

    long compared() {
      return compared;
    }

    List<String> differences() {
      var all = new ArrayList<>(differences);
      if (different > MAX_NAMED) {
        all.add("and " + Format.count(different - MAX_NAMED, "more difference"));
      }
      return all;
    }

    void compare(String path, JsonElement told, JsonElement made) {
      if (told != null && made != null && told.isJsonObject() && made.isJsonObject()) {
        var names = new TreeSet<>(told.getAsJsonObject().keySet());
        names.addAll(made.getAsJsonObject().keySet());
        names.forEach(
            name ->
                compare(
                    path.isEmpty() ? name : path + "." + name,
                    told.getAsJsonObject().get(name),
                    made.getAsJsonObject().get(name)));
      } else if (told != null
          && made != null
          && told.isJsonArray()
          && made.isJsonArray()
          && told.getAsJsonArray().size() == made.getAsJsonArray().size()) {
        for (var i = 0; i < told.getAsJsonArray().size(); i++) {
          compare(path + "[" + i + "]", told.getAsJsonArray().get(i), made.getAsJsonArray().get(i));
        }
      } else {
        compared++;
        if (told == null || !told.equals(made)) {
          different++;
          if (different <= MAX_NAMED) {
            differences.add(
                "report.json says %s of %s, and %s came out of the notes"
                    .formatted(text(told), path, text(made)));
          }
        }
      }
    }

    private static String text(JsonElement value) {
      if (value == null) {
        return "nothing";
      }
      return value.isJsonArray()
          ? Format.count(value.getAsJsonArray().size(), "value")
          : value.toString();
    }
  }
}
