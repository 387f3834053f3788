package switchboard.chat.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.chat.testing.TestAuthority;

/**
 * Behind the gateway of our own, in browsers that trust its authority as docs/platforms.md says.
 */
class TwoBrowsersOverHttpsTest extends TwoBrowsersContract {
  private static final Path CERTUTIL = Path.of("/usr/bin/certutil");

  private final TestAuthority authority = new TestAuthority();
  @TempDir private Path folder;
  private OwnSystem system;

  @Override
  void startSystem() {
    assumeTrue(
        Files.isExecutable(CERTUTIL),
        "This test lets a browser trust an authority: install the Debian package"
            + " \"libnss3-tools\".");
    var certificate = folder.resolve("certificate.pem");
    var key = folder.resolve("key.pem");
    authority.write(authority.issue("localhost"), certificate, key);
    system =
        opened(
            new OwnSystem(
                Map.of("TLS_CERTIFICATE", certificate.toString(), "TLS_KEY", key.toString())));
  }

  @Override
  URI gateway() {
    return URI.create("https://localhost:" + system.port());
  }

  @Override
  void kill(String replica) {
    system.replicas().get(replica).kill();
  }

  @Override
  Optional<String> authority() {
    return Optional.of(authority.pem());
  }

  @Test
  void browserThatDoesNotTrustTheAuthorityDoesNotShowThePage() throws IOException {
    var stranger = open("/?room=lobby&name=eve", Optional.empty());

    stranger.awaitTrue("document.body.innerText.includes('ERR_CERT_AUTHORITY_INVALID')");
    assertThat(stranger.evaluate("document.getElementById('log')")).isNull();
  }
}
