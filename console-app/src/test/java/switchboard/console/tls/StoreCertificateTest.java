package switchboard.console.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;

class StoreCertificateTest {
  private final Instant now = Instant.now();
  private final ServerCertificate certificate = StoreCertificate.issue(now);

  @Test
  void clientThatTrustsItsAuthorityBelievesIt() throws Exception {
    var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry("store", Pem.parse(certificate.trusted()).getFirst());
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    var manager =
        Arrays.stream(factory.getTrustManagers())
            .map(X509TrustManager.class::cast)
            .findFirst()
            .orElseThrow();

    manager.checkServerTrusted(
        Pem.parse(certificate.chain()).toArray(X509Certificate[]::new), "ECDHE_ECDSA");
  }

  @Test
  void certificateIsForTheNamesByWhichReplicasReachTheStore() {
    assertThat(certificate.isFor("store")).isTrue();
    assertThat(certificate.isFor("store.chat-app.svc.cluster.local")).isTrue();
    assertThat(certificate.isFor("gateway")).isFalse();
  }

  @Test
  void eachLaunchHasAnAuthorityOfItsOwnWhoseKeyIsNowhere() {
    assertThat(StoreCertificate.issue(now).trusted()).isNotEqualTo(certificate.trusted());
    assertThat(certificate.trusted()).doesNotContain("PRIVATE KEY");
    assertThat(certificate.key()).containsOnlyOnce("BEGIN PRIVATE KEY");
  }

  @Test
  void systemThatRunsForYearsKeepsItsStore() {
    assertThat(Pem.parse(certificate.chain()).getFirst().getNotAfter().toInstant())
        .isAfter(now.plus(Duration.ofDays(3_600)));
  }
}
