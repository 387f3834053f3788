package switchboard.simulator.endpoint;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Checks the server's certificate as the JDK does, and notices when it ends. */
final class ServerTrust extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager jdk;
  private final Consumer<Instant> seen;

  /**
   * @param authorities to trust instead of the system's; none for the system's
   * @param seen is given the earliest end of each chain that a server shows, also of one that is
   *     not trusted; on any thread
   */
  ServerTrust(List<X509Certificate> authorities, Consumer<Instant> seen) {
    this.jdk = jdk(authorities);
    this.seen = seen;
  }

  private static X509ExtendedTrustManager jdk(List<X509Certificate> authorities) {
    try {
      KeyStore trusted = null;
      if (!authorities.isEmpty()) {
        trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        for (var authority : authorities) {
          trusted.setCertificateEntry("authority-" + trusted.size(), authority);
        }
      }
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(trusted);
      return Stream.of(factory.getTrustManagers())
          .filter(X509ExtendedTrustManager.class::isInstance)
          .map(X509ExtendedTrustManager.class::cast)
          .findFirst()
          .orElseThrow();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("The JDK's trust in certificates is not available", e);
    }
  }

  private void notice(X509Certificate[] chain) {
    Stream.of(chain)
        .map(each -> each.getNotAfter().toInstant())
        .min(Instant::compareTo)
        .ifPresent(seen);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
      throws CertificateException {
    notice(chain);
    jdk.checkServerTrusted(chain, kind, engine);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket)
      throws CertificateException {
    notice(chain);
    jdk.checkServerTrusted(chain, kind, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
    notice(chain);
    jdk.checkServerTrusted(chain, kind);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
      throws CertificateException {
    jdk.checkClientTrusted(chain, kind, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket)
      throws CertificateException {
    jdk.checkClientTrusted(chain, kind, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
    jdk.checkClientTrusted(chain, kind);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return jdk.getAcceptedIssuers();
  }
}
