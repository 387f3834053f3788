package switchboard.console.platform.compose;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import switchboard.console.AtomicFile;
import switchboard.console.platform.base.Secrets;

/** The file of secrets and settings that Compose reads beside compose.yaml. */
final class EnvFile {
  private static final List<String> SECRETS =
      List.of(
          "STORE_PASSWORD",
          "STORE_ADMIN_PASSWORD",
          "JWT_SECRET",
          "ADMIN_TOKEN",
          "LOAD_TOKEN",
          "GRAFANA_PASSWORD");

  /** What a system runs without, too; files of earlier versions lack it. */
  private static final String LOAD_TOKEN = "LOAD_TOKEN";

  /** Operators may write in any encoding: one that has a character for each byte keeps them all. */
  private static final Charset BYTES_AS_THEY_ARE = StandardCharsets.ISO_8859_1;

  private static final Pattern WITH_ENDS = Pattern.compile("(?<=\\n)");
  private static final Pattern ASSIGNMENT =
      Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=.*");

  private EnvFile() {}

  /**
   * Makes the file with secrets, readable by its owner only. One that is there stays as it is: the
   * operator's settings are in it.
   *
   * @param known secrets that are in use already; the others are fresh
   */
  static void ensure(Path link, Map<String, String> known) throws IOException {
    var file = AtomicFile.target(link);
    if (Files.exists(file)) {
      return;
    }
    var text = new StringBuilder();
    for (var name : SECRETS) {
      var value = known.containsKey(name) ? quoted(known.get(name)) : Secrets.next();
      text.append(name).append('=').append(value).append('\n');
    }
    Files.createDirectories(file.getParent());
    var fresh = Files.createTempFile(file.getParent(), ".env", "");
    try {
      Files.writeString(fresh, text);
      // A link fails when somebody else was faster; a move would overwrite theirs.
      Files.createLink(file, fresh);
    } catch (FileAlreadyExistsException e) {
      // Theirs stays.
    } catch (UnsupportedOperationException e) {
      Files.move(fresh, file);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** As Compose takes it literally: the product's own secrets need no quotes. */
  private static String quoted(String value) {
    return value.matches("[A-Za-z0-9_-]*") ? value : "'" + value.replace("'", "\\'") + "'";
  }

  /**
   * Adds the secret that simulators show to a file that lacks it; every line that is there stays.
   * Not for a system that runs: its components know no other secrets than they were started with.
   */
  static void addLoadToken(Path file) throws IOException {
    set(file, Map.of(LOAD_TOKEN, Secrets.next()));
  }

  /**
   * Changes or adds settings; every other line stays as it is, byte by byte. All is written, or
   * nothing. What is written stands last, and Compose lets the last one win.
   */
  static void set(Path file, Map<String, String> settings) throws IOException {
    var kept = new StringBuilder();
    var lines = WITH_ENDS.splitAsStream(Files.readString(file, BYTES_AS_THEY_ARE)).toList();
    for (var line : lines) {
      if (!settings.containsKey(name(line))) {
        kept.append(line);
      }
    }
    if (!kept.isEmpty() && kept.charAt(kept.length() - 1) != '\n') {
      kept.append('\n');
    }
    new TreeMap<>(settings)
        .forEach((name, value) -> kept.append(name).append('=').append(value).append('\n'));
    AtomicFile.write(file, kept, BYTES_AS_THEY_ARE);
  }

  /** What a plain line assigns to; what Compose reads otherwise stays, and comes before ours. */
  private static String name(String line) {
    var assignment = ASSIGNMENT.matcher(line.strip());
    return assignment.matches() ? assignment.group(1) : "";
  }
}
