package switchboard.console.platform.compose;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The file of secrets and settings that Compose reads beside compose.yaml. */
final class Secrets {
  private static final List<String> NAMES =
      List.of("STORE_PASSWORD", "JWT_SECRET", "ADMIN_TOKEN", "GRAFANA_PASSWORD");
  private static final int BYTES = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Secrets() {}

  /**
   * Makes the file with fresh secrets, readable by its owner only. One that is there stays as it
   * is: the operator's settings are in it.
   */
  static void ensure(Path file) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    var text = new StringBuilder();
    for (var name : NAMES) {
      var secret = new byte[BYTES];
      RANDOM.nextBytes(secret);
      text.append(name).append('=').append(HexFormat.of().formatHex(secret)).append('\n');
    }
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
      var text = line.strip();
      var equals = text.indexOf('=');
      if (equals > 0 && !text.startsWith("#")) {
        values.put(text.substring(0, equals).strip(), unquoted(text.substring(equals + 1).strip()));
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
