package switchboard.console.platform.compose;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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

  private static final int BYTES = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

  private EnvFile() {}

  /**
   * Makes the file with fresh secrets, readable by its owner only. One that is there stays as it
   * is: the operator's settings are in it.
   */
  static void ensure(Path file) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    var text = new StringBuilder();
    for (var name : SECRETS) {
      text.append(name).append('=').append(secret()).append('\n');
    }
    Files.createDirectories(file.getParent());
    var fresh = Files.createTempFile(file.getParent(), ".env", "", ownerOnly(file));
    try {
      Files.writeString(fresh, text, StandardOpenOption.WRITE);
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

  /**
   * Adds the secret that simulators show, where there is none; every line that is there stays. Not
   * for a system that runs: its parts know no other secrets than they were started with.
   */
  static void addLoadToken(Path file) throws IOException {
    if (read(file).containsKey(LOAD_TOKEN)) {
      return;
    }
    var text = Files.readString(file);
    var separator = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
    Files.writeString(
        file, separator + LOAD_TOKEN + "=" + secret() + "\n", StandardOpenOption.APPEND);
  }

  private static String secret() {
    var secret = new byte[BYTES];
    RANDOM.nextBytes(secret);
    return HexFormat.of().formatHex(secret);
  }

  /** Changes or adds settings; every other line stays as it is. All is written, or nothing. */
  static void set(Path file, Map<String, String> settings) throws IOException {
    var lines = new ArrayList<>(Files.readAllLines(file));
    lines.removeIf(line -> settings.containsKey(name(line)));
    new TreeMap<>(settings).forEach((name, value) -> lines.add(name + "=" + value));
    var fresh = Files.createTempFile(file.getParent(), ".env", "", ownerOnly(file));
    try {
      Files.write(fresh, lines, StandardOpenOption.WRITE);
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** What a line assigns to; empty for a comment and for what is no assignment. */
  private static String name(String line) {
    var text = line.strip();
    var equals = text.indexOf('=');
    return equals > 0 && !text.startsWith("#") ? text.substring(0, equals).strip() : "";
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    var mode = PosixFilePermissions.fromString("rw-------");
    return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(Set.copyOf(mode))};
  }

  /** The names and values in the file; comments and what is no assignment are left out. */
  static Map<String, String> read(Path file) throws IOException {
    var values = new HashMap<String, String>();
    for (var line : Files.readAllLines(file)) {
      var name = name(line);
      if (!name.isEmpty()) {
        values.put(name, unquoted(line.substring(line.indexOf('=') + 1).strip()));
      }
    }
    return values;
  }

  private static String unquoted(String value) {
    var quoted =
        value.length() >= 2
            && (value.startsWith("\"") || value.startsWith("'"))
            && value.charAt(0) == value.charAt(value.length() - 1);
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
