package switchboard.console.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.Outcome;

class AuthorityTest {
  private static final Set<String> LOOPBACK = Set.of("localhost");

  /** Of the real clock: what checks the certificates has no other. */
  private final Instant now = Instant.now();

  @TempDir private Path configuration;
  private Path folder;
  private Authority authority;

  @BeforeEach
  void inAFolderThatIsNotThereYet() {
    folder = configuration.resolve("switchboard").resolve("authority");
    authority = new Authority(folder);
  }

  private ServerCertificate issued(Instant at) {
    return issued(Set.of(), at);
  }

  private ServerCertificate issued(Set<String> welcome, Instant at) {
    var outcome = authority.certificate(LOOPBACK, welcome, at);
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return outcome.toOptional().orElseThrow();
  }

  @Test
  void authorityIsMadeOnceAndUsedAgain() {
    var first = issued(now);
    var second = issued(now);

    assertThat(second.trusted()).isEqualTo(first.trusted());
    assertThat(second.chain()).isNotEqualTo(first.chain());
  }

  @Test
  void nothingIsWrittenBeforeACertificateIsNeeded() {
    assertThat(authority.trusted()).isEmpty();
    assertThat(folder).doesNotExist();
  }

  @Test
  void keyIsReadByItsUserOnly() throws IOException {
    assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
    issued(now);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    assertThat(folder.resolve("authority-key.pem"))
        .satisfies(
            key ->
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                    .isEqualTo("rw-------"));
  }

  @Test
  void fileForBrowsersHasNoKey() {
    issued(now);

    assertThat(authority.certificateFile())
        .content()
        .contains("BEGIN CERTIFICATE")
        .doesNotContain("PRIVATE KEY");
  }

  @Test
  void authorityThatEndsBeforeItsCertificateWouldIsReplaced() {
    var former = issued(now);
    var late = now.plus(Authority.VALID).minus(Authority.SERVER_VALID).plus(Duration.ofDays(1));

    var fresh = issued(late);

    assertThat(fresh.trusted()).isNotEqualTo(former.trusted());
    assertThat(fresh.notice()).contains("was replaced: browsers have to trust");
    assertThat(former.notice()).isEmpty();
    assertThat(authority.certificateFile()).content().isEqualTo(fresh.trusted());
  }

  @Test
  void damagedAuthorityIsReportedAndStaysAsItIs() throws IOException {
    issued(now);
    var file = folder.resolve("authority-key.pem");
    Files.writeString(file, "damaged");

    assertThat(authority.certificate(LOOPBACK, Set.of(), now))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.failure().sentence())
                    .contains(file.toString(), "damaged", "delete it"));
    assertThat(file).content().isEqualTo("damaged");
  }

  @Test
  void certificateIsForEveryNameOfTheGatewayAndAnAddressOfANode() {
    var certificate = issued(Set.of("192.168.49.2"), now);

    assertThat(Hosts.of(Pem.parse(certificate.chain()).getFirst()))
        .contains(
            "localhost",
            "127.0.0.1",
            "gateway",
            "gateway.chat-app.svc.cluster.local",
            "192.168.49.2");
  }

  @Test
  void certificateIsForNoAddressOfTheInternet() {
    var certificate = issued(Set.of("203.0.113.7", "chat.example.org"), now);

    assertThat(Hosts.of(Pem.parse(certificate.chain()).getFirst()))
        .doesNotContain("203.0.113.7", "chat.example.org");
  }

  @Test
  void clientThatTrustsTheAuthorityBelievesItsServer() throws IOException {
    var certificate = issued(now);
    try (var server = serving(certificate)) {
      var client = TrustingClient.of(new OkHttpClient(), authority.trusted());

      try (var answer = client.newCall(request(server)).execute()) {
        assertThat(answer.code()).isEqualTo(200);
      }
    }
  }

  @Test
  void clientThatDoesNotTrustItRefusesTheServer() throws IOException {
    var certificate = issued(now);
    try (var server = serving(certificate)) {
      var client = TrustingClient.of(new OkHttpClient(), List.of());

      assertThat(catchThrowable(() -> client.newCall(request(server)).execute()))
          .isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void authorityIsLimitedToTheNamesOfAGateway() {
    var certificate = Pem.parse(issued(now).trusted()).getFirst();

    assertThat(certificate.getCriticalExtensionOIDs()).contains("2.5.29.30");
  }

  private static MockWebServer serving(ServerCertificate certificate) throws IOException {
    var held = HeldCertificate.decode(certificate.chain() + certificate.key());
    var handshake = new HandshakeCertificates.Builder().heldCertificate(held).build();
    var server = new MockWebServer();
    server.useHttps(handshake.sslSocketFactory());
    server.enqueue(new MockResponse.Builder().code(200).build());
    server.start();
    return server;
  }

  private static Request request(MockWebServer server) {
    return new Request.Builder().url("https://127.0.0.1:" + server.getPort() + "/").build();
  }
}
