package switchboard.simulator.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.UpgradeRejectedException;
import java.io.IOException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class ReasonTest {
  private static final Buffer PROBLEM =
      Buffer.buffer("{\"title\":\"Too Many Requests\",\"detail\":\"at most 10 a second\"}");

  @Test
  void failureIsTheFirstLineOfItsMessage() {
    assertThat(Reason.of(new IOException("Connection reset\nby peer")))
        .isEqualTo("Connection reset");
  }

  @Test
  void failureWithoutAMessageIsItsName() {
    assertThat(Reason.of(new IOException())).isEqualTo("IOException");
  }

  @Test
  void refusedSocketSaysItsStatusAndTheProblem() {
    var refused =
        new UpgradeRejectedException("refused", 429, MultiMap.caseInsensitiveMultiMap(), PROBLEM);

    assertThat(Reason.of(refused)).isEqualTo("refused with status 429 (at most 10 a second)");
  }

  @Test
  void problemIsItsDetailOrElseItsTitle() {
    assertThat(Reason.detail(PROBLEM)).isEqualTo(" (at most 10 a second)");
    assertThat(Reason.detail(Buffer.buffer("{\"title\":\"Gone\"}"))).isEqualTo(" (Gone)");
    assertThat(Reason.detail(Buffer.buffer("{}"))).isEmpty();
  }

  @Test
  void bodyThatIsNoProblemSaysNothing() {
    assertThat(Reason.detail(null)).isEmpty();
    assertThat(Reason.detail(Buffer.buffer())).isEmpty();
    assertThat(Reason.detail(Buffer.buffer("<html>"))).isEmpty();
    assertThat(Reason.detail(Buffer.buffer("{broken"))).isEmpty();
  }

  @Test
  void longReasonIsCut() {
    assertThat(Reason.of(new IOException("x".repeat(200)))).isEqualTo("x".repeat(200));
    assertThat(Reason.of(new IOException("x".repeat(201)))).isEqualTo("x".repeat(200) + "…");
  }

  @Test
  void failureOfTlsIsItsCauseAndNotTheNamesOfClasses() {
    var cause = new CertificateException("No name matching localhost found");
    var failure = new SSLHandshakeException("java.security.cert.CertificateException: No name");
    failure.initCause(cause);

    assertThat(Reason.of(failure))
        .isEqualTo("the server's certificate is refused: No name matching localhost found");
    assertThat(Reason.of(new SSLHandshakeException("Received fatal alert: protocol_version")))
        .isEqualTo("TLS: Received fatal alert: protocol_version");
  }
}
