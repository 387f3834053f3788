package switchboard.console.platform.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("locales")
class EnvFileTest {
  @TempDir private Path folder;

  @Test
  void freshSecretsAreTheirOwnersOnlyAndNeverTheSameTwice() throws IOException {
    var file = folder.resolve(".env");
    var other = folder.resolve("other");

    EnvFile.ensure(file, Map.of());
    EnvFile.ensure(other, Map.of());

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(read(file))
        .containsOnlyKeys(
            "STORE_PASSWORD",
            "STORE_ADMIN_PASSWORD",
            "JWT_SECRET",
            "ADMIN_TOKEN",
            "LOAD_TOKEN",
            "GRAFANA_PASSWORD");
    assertThat(read(file).values())
        .doesNotHaveDuplicates()
        .allMatch(secret -> secret.matches("[0-9a-f]{64}"))
        .doesNotContainAnyElementsOf(read(other).values());
    assertThat(folder).isDirectoryNotContaining(each -> each.toString().contains(".env."));
  }

  @Test
  void fileThatIsThereStays() throws IOException {
    var file = Files.writeString(folder.resolve(".env"), "STORE_PASSWORD=mine\n");

    EnvFile.ensure(file, Map.of());

    assertThat(file).hasContent("STORE_PASSWORD=mine");
  }

  @Test
  void fileOfBeforeIsGivenALoadTokenAndKeepsItsLines() throws IOException {
    var file = Files.writeString(folder.resolve(".env"), "# mine\nJWT_SECRET=mine");

    EnvFile.addLoadToken(file);

    var added = Files.readAllLines(file);
    assertThat(added).startsWith("# mine", "JWT_SECRET=mine").hasSize(3);
    assertThat(added.getLast()).matches("LOAD_TOKEN=[0-9a-f]{64}");
  }

  @Test
  void settingReplacesItsOwnLineAndLeavesTheOthers() throws IOException {
    var file =
        Files.writeString(
            folder.resolve(".env"), "# mine\nBACKEND_CPUS=1\n#BACKEND_CPUS=2\nSECRET=a b\n");

    EnvFile.set(file, Map.of("BACKEND_CPUS", "0.5", "BACKEND_MEMORY", "256m"));

    assertThat(file)
        .hasContent("# mine\n#BACKEND_CPUS=2\nSECRET=a b\nBACKEND_CPUS=0.5\nBACKEND_MEMORY=256m");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void secretsThatAreInUseAreKeptAndTheOthersAreFresh() throws IOException {
    var file = folder.resolve(".env");

    EnvFile.ensure(file, Map.of("JWT_SECRET", "in-use", "LOAD_TOKEN", ""));

    assertThat(read(file))
        .containsEntry("JWT_SECRET", "in-use")
        .containsEntry("LOAD_TOKEN", "")
        .hasEntrySatisfying("STORE_PASSWORD", secret -> assertThat(secret).hasSize(64));
  }

  @Test
  void symbolicLinkIsWrittenThrough() throws IOException {
    var there = Files.writeString(folder.resolve("elsewhere"), "JWT_SECRET=mine\n");
    var link = Files.createSymbolicLink(folder.resolve(".env"), Path.of("elsewhere"));

    EnvFile.set(link, Map.of("BACKEND_CPUS", "0.5"));

    assertThat(link).isSymbolicLink();
    assertThat(there).hasContent("JWT_SECRET=mine\nBACKEND_CPUS=0.5");
  }

  @Test
  void fileIsMadeWhereASymbolicLinkLeads() throws IOException {
    var there = folder.resolve("elsewhere/settings");
    var inner = Files.createSymbolicLink(folder.resolve("inner"), there);
    var link = Files.createSymbolicLink(folder.resolve(".env"), inner);

    EnvFile.ensure(link, Map.of());

    assertThat(link).isSymbolicLink();
    assertThat(there).isRegularFile().content().contains("STORE_PASSWORD=");
  }

  @Test
  void otherLinesKeepTheirEndsAndEncoding() throws IOException {
    var before = "# Gr\u00fc\u00dfe\r\nA=1\r\n".getBytes(StandardCharsets.ISO_8859_1);
    var file = Files.write(folder.resolve(".env"), before);

    EnvFile.set(file, Map.of("B", "2"));

    assertThat(Files.readAllBytes(file))
        .startsWith(before)
        .endsWith("B=2\n".getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, String> read(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(line -> line.split("=", 2))
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
  }
}
