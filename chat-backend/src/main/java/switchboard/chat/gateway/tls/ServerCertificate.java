package switchboard.chat.gateway.tls;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509KeyManager;

/**
 * A certificate with its key, ready to be served: TLS 1.2 and 1.3 only, and HTTP/1.1 by ALPN.
 *
 * @param notAfter the earliest end of its chain
 */
record ServerCertificate(SslContext context, Instant notAfter) {
  /** What the two files held at one moment. */
  static final class Pem {
    private final byte[] certificate;
    private final byte[] key;

    private Pem(byte[] certificate, byte[] key) {
      this.certificate = certificate;
      this.key = key;
    }

    /**
     * Reads both files.
     *
     * @throws UnusableCertificate when one cannot be read
     */
    static Pem read(TlsFiles files) throws UnusableCertificate {
      return new Pem(bytes(files.certificate()), bytes(files.key()));
    }

    private static byte[] bytes(Path file) throws UnusableCertificate {
      try {
        return Files.readAllBytes(file);
      } catch (NoSuchFileException missing) {
        throw new UnusableCertificate(file + " does not exist", missing);
      } catch (IOException unreadable) {
        throw new UnusableCertificate(file + " cannot be read: " + unreadable, unreadable);
      }
    }

    boolean sameAs(Pem other) {
      return other != null
          && Arrays.equals(certificate, other.certificate)
          && Arrays.equals(key, other.key);
    }
  }

  /**
   * Makes it of what the files held.
   *
   * @throws UnusableCertificate when that is no certificate or no key, or they do not belong
   *     together
   */
  static ServerCertificate of(Vertx vertx, TlsFiles files, Pem pem) throws UnusableCertificate {
    var chain = chain(files.certificate(), pem.certificate);
    var factory = keys(vertx, files, pem);
    var owner = chain.getFirst().getPublicKey();
    if (!belongsTo(owner, key(factory, owner))) {
      throw new UnusableCertificate(
          "the key in %s is not that of the certificate in %s"
              .formatted(files.key(), files.certificate()));
    }
    var notAfter =
        chain.stream()
            .map(each -> each.getNotAfter().toInstant())
            .min(Instant::compareTo)
            .orElseThrow();
    return new ServerCertificate(context(factory), notAfter);
  }

  private static List<X509Certificate> chain(Path file, byte[] pem) throws UnusableCertificate {
    try {
      var chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (!chain.isEmpty()) {
        return chain;
      }
    } catch (CertificateException malformed) {
      throw new UnusableCertificate(file + " holds no certificates in PEM", malformed);
    }
    throw new UnusableCertificate(file + " holds no certificate");
  }

  private static KeyManagerFactory keys(Vertx vertx, TlsFiles files, Pem pem)
      throws UnusableCertificate {
    try {
      return new PemKeyCertOptions()
          .setCertValue(Buffer.buffer(pem.certificate))
          .setKeyValue(Buffer.buffer(pem.key))
          .getKeyManagerFactory(vertx);
    } catch (Exception malformed) { // Whatever its parser throws.
      throw new UnusableCertificate(
          files.key() + " holds no RSA or EC key in PEM (PKCS#8) without a password", malformed);
    }
  }

  /** Null when there is none of that kind. */
  private static PrivateKey key(KeyManagerFactory factory, PublicKey owner) {
    return Arrays.stream(factory.getKeyManagers())
        .filter(X509KeyManager.class::isInstance)
        .map(X509KeyManager.class::cast)
        .flatMap(
            manager -> {
              var names = manager.getServerAliases(owner.getAlgorithm(), null);
              return names == null
                  ? null
                  : Arrays.stream(names).map(manager::getPrivateKey).filter(Objects::nonNull);
            })
        .findFirst()
        .orElse(null);
  }

  /** Whether what one of them signs the other verifies. */
  private static boolean belongsTo(PublicKey owner, PrivateKey key) {
    if (key == null) {
      return false;
    }
    var algorithm = owner.getAlgorithm().equals("EC") ? "ECDSA" : owner.getAlgorithm();
    var content = new byte[] {1};
    try {
      var signer = Signature.getInstance("SHA256with" + algorithm);
      signer.initSign(key);
      signer.update(content);
      var signature = signer.sign();
      signer.initVerify(owner);
      signer.update(content);
      return signer.verify(signature);
    } catch (GeneralSecurityException ofDifferentKinds) {
      return false;
    }
  }

  private static SslContext context(KeyManagerFactory factory) throws UnusableCertificate {
    try {
      return SslContextBuilder.forServer(factory)
          .sslProvider(SslProvider.JDK)
          .protocols("TLSv1.3", "TLSv1.2")
          .applicationProtocolConfig(
              new ApplicationProtocolConfig(
                  Protocol.ALPN,
                  SelectorFailureBehavior.NO_ADVERTISE,
                  SelectedListenerFailureBehavior.ACCEPT,
                  ApplicationProtocolNames.HTTP_1_1))
          .build();
    } catch (SSLException refused) {
      throw new UnusableCertificate(
          "the certificate cannot be served: " + refused.getMessage(), refused);
    }
  }
}
