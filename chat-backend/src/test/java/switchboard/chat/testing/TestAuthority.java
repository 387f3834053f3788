package switchboard.chat.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** A certificate authority of one test, whose certificates nobody else trusts. */
public final class TestAuthority {
  private final HeldCertificate root =
      new HeldCertificate.Builder()
          .certificateAuthority(0)
          .commonName("test authority")
          .duration(365, TimeUnit.DAYS)
          .build();

  public X509Certificate certificate() {
    return root.certificate();
  }

  /** Its own certificate, in PEM. */
  public String pem() {
    return root.certificatePem();
  }

  /** A certificate of a server with these names or addresses, for a day. */
  public HeldCertificate issue(String... names) {
    return issue(Duration.ofDays(1), names);
  }

  /** One that ends after so long from now. */
  public HeldCertificate issue(Duration valid, String... names) {
    var now = Instant.now();
    var server =
        new HeldCertificate.Builder()
            .signedBy(root)
            .validityInterval(now.minusSeconds(60).toEpochMilli(), now.plus(valid).toEpochMilli());
    for (var name : names) {
      server.addSubjectAlternativeName(name);
    }
    return server.build();
  }

  /** Trusts this authority alone. */
  public SSLContext trust() {
    return new HandshakeCertificates.Builder()
        .addTrustedCertificate(root.certificate())
        .build()
        .sslContext();
  }

  /** Writes a certificate with its authority, and its key, as a server is given them. */
  public void write(HeldCertificate server, Path certificate, Path key) {
    try {
      Files.writeString(certificate, server.certificatePem() + root.certificatePem());
      Files.writeString(key, server.privateKeyPkcs8Pem());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
