package switchboard.console.tls;

import java.security.cert.X509Certificate;
import java.util.Collection;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;

/** Clients that trust chosen certificates; names are checked as ever. */
public final class TrustingClient {
  private TrustingClient() {}

  /** The same client, which trusts these beside its system's authorities. */
  public static OkHttpClient of(OkHttpClient client, Collection<X509Certificate> trusted) {
    var certificates = new HandshakeCertificates.Builder().addPlatformTrustedCertificates();
    trusted.forEach(certificates::addTrustedCertificate);
    var handshake = certificates.build();
    return client
        .newBuilder()
        .sslSocketFactory(handshake.sslSocketFactory(), handshake.trustManager())
        .build();
  }
}
