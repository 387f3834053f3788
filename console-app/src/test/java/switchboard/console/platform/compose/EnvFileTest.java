package switchboard.console.platform.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
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

    EnvFile.ensure(file);
    EnvFile.ensure(other);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(EnvFile.read(file))
        .containsOnlyKeys(
            "STORE_PASSWORD",
            "STORE_ADMIN_PASSWORD",
            "JWT_SECRET",
            "ADMIN_TOKEN",
            "LOAD_TOKEN",
            "GRAFANA_PASSWORD");
    assertThat(EnvFile.read(file).values())
        .doesNotHaveDuplicates()
        .allMatch(secret -> secret.matches("[0-9a-f]{48}"))
        .doesNotContainAnyElementsOf(EnvFile.read(other).values());
    assertThat(folder).isDirectoryNotContaining(each -> each.toString().contains(".env."));
  }

  @Test
  void fileThatIsThereStays() throws IOException {
    var file = Files.writeString(folder.resolve(".env"), "STORE_PASSWORD=mine\n");

    EnvFile.ensure(file);

    assertThat(file).hasContent("STORE_PASSWORD=mine");
  }

  @Test
  void fileOfBeforeIsGivenALoadTokenAndKeepsItsLines() throws IOException {
    var file = Files.writeString(folder.resolve(".env"), "# mine\nJWT_SECRET=mine");

    EnvFile.addLoadToken(file);
    var added = Files.readAllLines(file);
    EnvFile.addLoadToken(file);

    assertThat(added).startsWith("# mine", "JWT_SECRET=mine").hasSize(3);
    assertThat(added.getLast()).matches("LOAD_TOKEN=[0-9a-f]{48}");
    assertThat(Files.readAllLines(file)).isEqualTo(added);
  }

  @Test
  void loadTokenThatAnOperatorLeftEmptyStaysEmpty() throws IOException {
    var file = Files.writeString(folder.resolve(".env"), "LOAD_TOKEN=\n");

    EnvFile.addLoadToken(file);

    assertThat(file).hasContent("LOAD_TOKEN=");
  }

  @Test
  void valuesAreReadAsComposeReadsThem() throws IOException {
    var file =
        Files.writeString(
            folder.resolve(".env"), "# a comment\n\nGATEWAY_PORT=5180\nQUOTED=\"a b\"\nEMPTY=\n");

    assertThat(EnvFile.read(file))
        .containsEntry("GATEWAY_PORT", "5180")
        .containsEntry("QUOTED", "a b")
        .containsEntry("EMPTY", "")
        .hasSize(3);
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
}
