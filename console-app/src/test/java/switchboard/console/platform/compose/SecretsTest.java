package switchboard.console.platform.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @TempDir private Path folder;

  @Test
  void freshSecretsAreTheirOwnersOnlyAndNeverTheSameTwice() throws IOException {
    var file = folder.resolve(".env");
    var other = folder.resolve("other");

    Secrets.ensure(file);
    Secrets.ensure(other);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Secrets.read(file))
        .containsOnlyKeys("STORE_PASSWORD", "JWT_SECRET", "ADMIN_TOKEN", "GRAFANA_PASSWORD");
    assertThat(Secrets.read(file).values())
        .doesNotHaveDuplicates()
        .allMatch(secret -> secret.matches("[0-9a-f]{48}"))
        .doesNotContainAnyElementsOf(Secrets.read(other).values());
    assertThat(folder).isDirectoryNotContaining(each -> each.toString().contains(".env."));
  }

  @Test
  void fileThatIsThereStays() throws IOException {
    var file = Files.writeString(folder.resolve(".env"), "STORE_PASSWORD=mine\n");

    Secrets.ensure(file);

    assertThat(file).hasContent("STORE_PASSWORD=mine");
  }

  @Test
  void valuesAreReadAsComposeReadsThem() throws IOException {
    var file =
        Files.writeString(
            folder.resolve(".env"), "# a comment\n\nGATEWAY_PORT=5180\nQUOTED=\"a b\"\nEMPTY=\n");

    assertThat(Secrets.read(file))
        .containsEntry("GATEWAY_PORT", "5180")
        .containsEntry("QUOTED", "a b")
        .containsEntry("EMPTY", "")
        .hasSize(3);
  }
}
