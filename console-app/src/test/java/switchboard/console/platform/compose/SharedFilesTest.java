package switchboard.console.platform.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.platform.base.NginxErrors;
import switchboard.console.text.Durations;

class SharedFilesTest {
  @TempDir private Path home;

  private static String modes(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void whatWasMadeWithAStrictUmaskCanBeReadByContainersAndNothingElseCan() throws Exception {
    var folder = Files.createDirectory(home.resolve("store"));
    var script = Files.createFile(folder.resolve("start"));
    var beside = Files.createFile(home.resolve(".env"));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    Files.setPosixFilePermissions(beside, PosixFilePermissions.fromString("rw-------"));

    SharedFiles.makeReadable(Set.of(folder, home.resolve("not-there")));

    assertThat(modes(script)).isEqualTo("rwx---r--");
    assertThat(modes(folder)).isEqualTo("rwx---r-x");
    assertThat(modes(beside)).isEqualTo("rw-------");
  }

  @Test
  void everyFileThatTheShippedComposeFileMountsIsFound() throws Exception {
    var settings = home.resolve("settings");
    EnvFile.ensure(settings, Map.of());
    var product = ComposeFiles.find();
    var mounts =
        new ComposeCli(product, product.installation(), List.of(settings), Map.of())
            .settings()
            .mounts();

    assertThat(mounts)
        .contains(
            product.composeFolder().resolve("store"),
            product.composeFolder().resolve("prometheus"),
            product.composeFolder().resolve("gateway/nginx.conf"))
        .allMatch(Files::exists);
  }

  @Test
  void gatewayLeavesOutAReplicaForAsLongAsTheLedgerBelieves() throws Exception {
    var gateway =
        Files.readString(ComposeFiles.find().composeFolder().resolve("gateway/nginx.conf"));

    assertThat(Pattern.compile("fail_timeout=(\\w+)").matcher(gateway).results())
        .isNotEmpty()
        .allMatch(each -> Durations.parse(each.group(1)).equals(NginxErrors.FAIL_TIMEOUT));
  }
}
