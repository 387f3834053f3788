package switchboard.console.platform.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.tls.ServerCertificate;

class StoreTlsTest {
  @TempDir private Path folder;
  private Map<String, String> settings;
  private Path mounted;

  @BeforeEach
  void write() throws Exception {
    settings =
        StoreTls.write(
            new ServerCertificate("chain", "key", "authority", false, ""),
            Map.of("XDG_CONFIG_HOME", folder.toString(), "APPDATA", folder.toString()));
    mounted = Path.of(settings.get("STORE_TLS_FOLDER"));
  }

  @Test
  void replicasReachTheStoreByTls() {
    assertThat(settings)
        .containsEntry("STORE_SCHEME", "rediss")
        .containsEntry("STORE_CA", "/etc/store-tls/trusted/authority.pem");
  }

  @Test
  void folderOfReplicasHoldsTheAuthorityAndNoKey() {
    assertThat(mounted.resolve("certificate.pem")).content().isEqualTo("chain");
    assertThat(mounted.resolve("trusted")).isDirectoryNotContaining("glob:**key*");
    assertThat(mounted.resolve("trusted/authority.pem")).content().isEqualTo("authority");
  }

  @Test
  void storeReadsTheKeyAndOtherUsersOfThisMachineDoNot() throws Exception {
    assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");

    assertThat(Files.getPosixFilePermissions(mounted.resolve("key.pem")))
        .contains(PosixFilePermission.OTHERS_READ);
    assertThat(Files.getPosixFilePermissions(mounted.getParent()))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }
}
