package switchboard.console.platform.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.commons.io.FileUtils;
import switchboard.console.UserFolder;
import switchboard.console.platform.base.GatewayCertificate;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.tls.ServerCertificate;

/**
 * The certificate of a launch, in a folder that the containers mount. They run as users of their
 * own and have to read it; on this machine only the user can enter the folder above it.
 */
final class GatewayTls {
  private static final String SWITCH = "GATEWAY_TLS";
  private static final String ON = "on";

  private GatewayTls() {}

  private static Path privateFolder(Map<String, String> environment) {
    return UserFolder.configuration(environment).resolve("compose-tls");
  }

  /**
   * Writes the certificate.
   *
   * @return the settings of compose.yaml that serve it
   */
  static Map<String, String> write(ServerCertificate certificate, Map<String, String> environment)
      throws IOException, StepFailed {
    var outer = Files.createDirectories(privateFolder(environment));
    if (outer.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(outer, PosixFilePermissions.fromString("rwx------"));
    }
    var folder = outer.resolve("gateway");
    GatewayCertificate.write(certificate, folder);
    SharedFiles.makeReadable(Set.of(folder));
    var settings = new HashMap<String, String>();
    settings.put(SWITCH, ON);
    settings.put("GATEWAY_TLS_FOLDER", folder.toString());
    settings.put("SIMULATOR_SERVER_URL", "https://gateway");
    settings.put("HSTS", Boolean.toString(certificate.operators()));
    return settings;
  }

  /** Deletes it, when nothing reads it any more. */
  static void delete(Map<String, String> environment) throws IOException {
    FileUtils.deleteDirectory(privateFolder(environment).toFile());
  }

  /** Whether a gateway with these variables serves HTTPS. */
  static boolean isServedBy(Map<String, String> gateway) {
    return ON.equals(gateway.get(SWITCH));
  }
}
