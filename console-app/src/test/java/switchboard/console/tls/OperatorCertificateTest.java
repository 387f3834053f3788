package switchboard.console.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.Failure;
import switchboard.console.Outcome;

class OperatorCertificateTest {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final Set<String> LOOPBACK = Set.of("localhost");

  @TempDir private Path folder;
  private Path certificate;
  private Path key;

  @BeforeEach
  void files() {
    certificate = folder.resolve("chat.pem");
    key = folder.resolve("chat-key.pem");
  }

  private void write(HeldCertificate held) throws IOException {
    Files.writeString(certificate, held.certificatePem());
    Files.writeString(key, held.privateKeyPkcs8Pem());
  }

  private static HeldCertificate.Builder made(String... names) {
    var builder =
        new HeldCertificate.Builder()
            .validityInterval(
                NOW.minus(Duration.ofDays(1)).toEpochMilli(),
                NOW.plus(Duration.ofDays(1)).toEpochMilli());
    List.of(names).forEach(builder::addSubjectAlternativeName);
    return builder;
  }

  private String refusal() {
    return refusal(LOOPBACK, NOW);
  }

  private String refusal(Set<String> needed, Instant at) {
    return new OperatorCertificate(certificate, key).certificate(needed, Set.of(), at)
            instanceof Outcome.Failed<ServerCertificate>(Failure why)
        ? why.sentence()
        : "";
  }

  @Test
  void certificateWithItsKeyIsTakenAsItIs() throws IOException {
    var held = made("localhost").build();
    write(held);

    var taken =
        new OperatorCertificate(certificate, key)
            .certificate(LOOPBACK, Set.of(), NOW)
            .toOptional()
            .orElseThrow();

    assertThat(taken.chain()).isEqualTo(held.certificatePem());
    assertThat(taken.key()).isEqualTo(held.privateKeyPkcs8Pem());
    assertThat(taken.operators()).isTrue();
  }

  @Test
  void rsaIsTakenToo() throws IOException {
    write(made("localhost").rsa2048().build());

    assertThat(refusal()).isEmpty();
  }

  @Test
  void starIsOneLabel() throws IOException {
    write(made("*.example.org").build());

    assertThat(refusal(Set.of("chat.example.org"), NOW)).isEmpty();
    assertThat(refusal(Set.of("a.chat.example.org"), NOW)).isNotEmpty();
  }

  @Test
  void keyOfAnotherCertificateIsRefused() throws IOException {
    write(made("localhost").build());
    Files.writeString(key, made("localhost").build().privateKeyPkcs8Pem());

    assertThat(refusal()).contains("chat-key.pem is not the key of");
  }

  @Test
  void keyOfAnotherKindIsRefused() throws IOException {
    write(made("localhost").build());
    Files.writeString(key, made("localhost").rsa2048().build().privateKeyPkcs8Pem());

    assertThat(refusal()).contains("chat-key.pem is not the key of");
  }

  @Test
  void keyThatNeedsAPasswordIsRefusedWithTheCommandThatConvertsIt() throws IOException {
    write(made("localhost").build());
    Files.writeString(
        key, "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");

    assertThat(refusal()).contains("holds a ENCRYPTED PRIVATE KEY", "openssl pkcs8");
  }

  @Test
  void certificateThatHasExpiredIsRefused() throws IOException {
    write(made("localhost").build());

    assertThat(refusal(LOOPBACK, NOW.plus(Duration.ofDays(2)))).contains("expired on", "Renew it");
  }

  @Test
  void certificateForOtherHostsIsRefusedWithWhatIsNeeded() throws IOException {
    write(made("chat.example.org").build());

    assertThat(refusal(Set.of("gateway"), NOW))
        .contains("it is for chat.example.org, and not for gateway");
  }

  @Test
  void fileWithoutACertificateIsRefused() throws IOException {
    Files.writeString(certificate, "hello");
    Files.writeString(key, "hello");

    assertThat(refusal()).contains("holds no certificate in PEM");
  }

  @Test
  void missingFileIsRefused() {
    assertThat(refusal()).contains("chat.pem cannot be read (NoSuchFileException)");
  }
}
