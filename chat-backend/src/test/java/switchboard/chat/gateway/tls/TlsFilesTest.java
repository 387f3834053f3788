package switchboard.chat.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.chat.gateway.RunningGateway;
import switchboard.chat.management.Environment;
import switchboard.chat.management.InvalidSetting;
import switchboard.chat.testing.TestAuthority;

/** Certificates and keys with which a gateway does not start, and why. */
final class TlsFilesTest {
  private final TestAuthority authority = new TestAuthority();
  @TempDir Path folder;
  private Path certificate;
  private Path key;

  @BeforeEach
  void write() {
    certificate = folder.resolve("certificate.pem");
    key = folder.resolve("key.pem");
    authority.write(authority.issue("localhost"), certificate, key);
  }

  private void assertRefused(String reason) {
    var settings = Map.of("TLS_CERTIFICATE", certificate.toString(), "TLS_KEY", key.toString());
    assertThatThrownBy(() -> RunningGateway.with(settings).close())
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith("TLS_CERTIFICATE")
        .hasMessageContaining(reason)
        .hasMessageContaining("expected a certificate and its key in PEM files");
  }

  @Test
  void keyOfAnotherCertificateIsRefused() throws Exception {
    Files.writeString(key, authority.issue("localhost").privateKeyPkcs8Pem());

    assertRefused("is not that of the certificate in");
  }

  @Test
  void fileThatIsMissingIsNamed() throws Exception {
    Files.delete(key);

    assertRefused("key.pem does not exist");
  }

  @Test
  void fileWithoutACertificateIsNamed() throws Exception {
    Files.writeString(certificate, "none");

    assertRefused("certificate.pem holds no certificate");
  }

  @Test
  void fileWithoutAKeyIsNamed() throws Exception {
    Files.copy(certificate, key, StandardCopyOption.REPLACE_EXISTING);

    assertRefused("key.pem holds no RSA or EC key");
  }

  @Test
  void certificateWithoutAKeyIsRefused() {
    assertThatThrownBy(() -> TlsFiles.of(new Environment(Map.of("TLS_CERTIFICATE", "a.pem"))))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage(
            "TLS_KEY: found nothing, expected the path of a PEM file, as TLS_CERTIFICATE is set");
  }

  @Test
  void keyWithoutACertificateIsRefused() {
    assertThatThrownBy(() -> TlsFiles.of(new Environment(Map.of("TLS_KEY", "a.pem"))))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith("TLS_CERTIFICATE: found nothing");
  }

  @Test
  void neitherMeansPlainHttp() {
    assertThat(TlsFiles.of(new Environment(Map.of()))).isEmpty();
  }
}
