package switchboard.chat.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of the certificate that change while the gateway runs. */
final class CertificateReloadTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Held here: one that nobody holds is collected, with its handlers. */
  private static final Logger LOGGER = Logger.getLogger(Tls.class.getName());

  @TempDir Path folder;
  private final Log log = new Log();
  private SecureGateway system;

  /** What is logged of TLS. */
  private static final class Log extends Handler {
    private final List<String> messages = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord entry) {
      messages.add(new SimpleFormatter().formatMessage(entry));
    }

    @Override
    public void flush() {
      // Nothing is held back.
    }

    @Override
    public void close() {
      // Nothing is open.
    }

    long with(String text) {
      return messages.stream().filter(each -> each.contains(text)).count();
    }
  }

  @BeforeEach
  void start() {
    LOGGER.addHandler(log);
    system = new SecureGateway(folder);
  }

  @AfterEach
  void stop() {
    system.close();
    LOGGER.removeHandler(log);
  }

  private HeldCertificate replace() {
    var next = system.authority.issue(Duration.ofDays(7), "127.0.0.1");
    system.authority.write(next, system.certificate, system.key);
    return next;
  }

  private void awaitServed(HeldCertificate certificate) {
    await()
        .atMost(TIMEOUT)
        .untilAsserted(() -> assertThat(system.shown()).isEqualTo(certificate.certificate()));
  }

  @Test
  void newCertificateIsForNewConnectionsAndOpenWebSocketsStay() throws Exception {
    var user = system.connect();
    user.next();

    var next = replace();

    awaitServed(next);
    assertThat(user.ask("still here")).isEqualTo("still here");
    assertThat(system.gateway.metric("tls_certificate_not_after_seconds"))
        .isEqualTo((double) next.certificate().getNotAfter().toInstant().getEpochSecond());
  }

  @Test
  void brokenNewCertificateIsReportedOnceAndTheOneBeforeItServed() throws Exception {
    var first = system.shown();

    Files.writeString(system.key, "no key");

    await().atMost(TIMEOUT).untilAsserted(() -> assertThat(log.with("is not used")).isPositive());
    assertThat(system.shown()).isEqualTo(first);
    awaitServed(replace());
    assertThat(log.with("key.pem holds no RSA or EC key")).isEqualTo(1);
  }

  @Test
  void certificateThatIsGoneIsReportedOnceAndServedOn() throws Exception {
    var first = system.shown();

    Files.delete(system.certificate);

    await().atMost(TIMEOUT).untilAsserted(() -> assertThat(log.with("is not used")).isPositive());
    assertThat(system.shown()).isEqualTo(first);
    awaitServed(replace());
    assertThat(log.with("certificate.pem does not exist")).isEqualTo(1);
  }
}
