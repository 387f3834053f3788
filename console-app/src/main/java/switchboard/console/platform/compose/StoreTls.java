package switchboard.console.platform.compose;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import switchboard.console.AtomicFile;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.tls.ServerCertificate;

/** The certificate of a launch's store, and its authority in a folder that replicas mount alone. */
final class StoreTls {
  private StoreTls() {}

  /**
   * Writes the certificate.
   *
   * @return the settings of compose.yaml with which the store has TLS, and replicas use it
   */
  static Map<String, String> write(ServerCertificate certificate, Map<String, String> environment)
      throws IOException, StepFailed {
    var folder = CertificateFolder.make("store", environment);
    var trusted = Files.createDirectories(folder.resolve("trusted"));
    AtomicFile.write(folder.resolve("key.pem"), certificate.key(), StandardCharsets.US_ASCII);
    AtomicFile.write(
        folder.resolve("certificate.pem"), certificate.chain(), StandardCharsets.US_ASCII);
    AtomicFile.write(
        trusted.resolve("authority.pem"), certificate.trusted(), StandardCharsets.US_ASCII);
    SharedFiles.makeReadable(Set.of(folder));
    return Map.of(
        "STORE_SCHEME",
        "rediss",
        "STORE_TLS_FOLDER",
        folder.toString(),
        "STORE_CA",
        "/etc/store-tls/trusted/authority.pem");
  }
}
