package switchboard.console.platform.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.tls.ServerCertificate;

class GatewayTlsTest {
  @TempDir private Path folder;

  private Map<String, String> environment() {
    return Map.of("XDG_CONFIG_HOME", folder.toString(), "APPDATA", folder.toString());
  }

  private Map<String, String> written(boolean operators) throws Exception {
    return GatewayTls.write(
        new ServerCertificate("chain", "key", "authority", operators, ""), environment());
  }

  @Test
  void containersReadTheKeyAndOtherUsersOfThisMachineDoNot() throws Exception {
    assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
    var mounted = Path.of(written(false).get("GATEWAY_TLS_FOLDER"));

    assertThat(Files.getPosixFilePermissions(mounted.resolve("key.pem")))
        .contains(PosixFilePermission.OTHERS_READ);
    assertThat(Files.getPosixFilePermissions(mounted.getParent()))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void gatewayServesHttpsAndTheSimulatorComesByIt() throws Exception {
    assertThat(written(false))
        .containsEntry("GATEWAY_TLS", "on")
        .containsEntry("HSTS", "false")
        .containsEntry("SIMULATOR_SERVER_URL", "https://gateway");
  }

  @Test
  void onlyTheOperatorsOwnCertificateMakesBrowsersInsistOnHttps() throws Exception {
    assertThat(written(true)).containsEntry("HSTS", "true");
  }

  @Test
  void stoppedSystemLeavesNoKey() throws Exception {
    var mounted = Path.of(written(false).get("GATEWAY_TLS_FOLDER"));

    CertificateFolder.delete(environment());

    assertThat(mounted).doesNotExist();
  }
}
