package switchboard.console.platform.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComposeFilesTest {
  private static final ComposeFiles FOLDER = new ComposeFiles(Path.of("/opt/product"));

  @AfterEach
  void clear() {
    System.clearProperty(ComposeFiles.INSTALLED);
  }

  @Test
  void secretsAreBesideTheComposeFile() {
    assertThat(FOLDER.envFile(Map.of())).isEqualTo(Path.of("/opt/product/compose/.env"));
    assertThat(FOLDER.envFiles(Map.of())).isEmpty();
  }

  @Test
  void filesThatTheUserNamesAreSeenFromTheWorkingDirectoryAsComposeSeesThem() {
    assertThat(FOLDER.envFiles(Map.of(ComposeFiles.ENV_FILES, "one.env,/etc/two.env")))
        .containsExactly(Path.of("one.env").toAbsolutePath(), Path.of("/etc/two.env"));
  }

  @Test
  void secretsOfAnInstalledConsoleAreInTheUsersConfiguration() {
    System.setProperty(ComposeFiles.INSTALLED, "true");

    assertThat(FOLDER.envFile(Map.of("XDG_CONFIG_HOME", "/home/ada/settings")))
        .isEqualTo(Path.of("/home/ada/settings/switchboard/compose.env"));
    assertThat(FOLDER.envFile(Map.of()))
        .isEqualTo(
            Path.of(System.getProperty("user.home"), ".config", "switchboard", "compose.env"));
  }

  @Test
  void fileThatTheUserNamesIsTheOneOfAnInstalledConsoleToo() {
    System.setProperty(ComposeFiles.INSTALLED, "true");

    assertThat(FOLDER.envFile(Map.of(ComposeFiles.ENV_FILES, "/etc/a.env,/etc/b.env")))
        .isEqualTo(Path.of("/etc/b.env"));
  }

  @Test
  void folderOfTheSecretsIsMadeWithThem(@TempDir Path home) throws IOException {
    var file = home.resolve("settings/switchboard/compose.env");

    EnvFile.ensure(file, Map.of());

    assertThat(file).content().contains("STORE_PASSWORD=", "JWT_SECRET=", "ADMIN_TOKEN=");
  }
}
