package switchboard.chat.store.connection;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import switchboard.chat.management.Environment;
import switchboard.chat.management.InvalidSetting;

/**
 * Checks the certificate of the store: its authority and, where the connection asks for that, its
 * name. What is wrong with it is said in an operator's words, by {@link UntrustedStore}.
 */
public final class StoreTrust extends X509ExtendedTrustManager {
  private static final String VARIABLE = "STORE_CA";
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;

  private final String description;
  private final X509ExtendedTrustManager authorities;

  private StoreTrust(String description, X509ExtendedTrustManager authorities) {
    this.description = description;
    this.authorities = authorities;
  }

  /**
   * Trusts the authorities in the PEM file that {@code STORE_CA} names, or those of the JVM where
   * it is empty or not set.
   *
   * @throws InvalidSetting when there are none in that file
   */
  static StoreTrust from(Environment environment) {
    var file = environment.text(VARIABLE, "");
    return file.isEmpty()
        ? new StoreTrust("an authority that the JVM trusts", manager(null))
        : new StoreTrust("an authority in " + file, manager(keyStore(certificates(file))));
  }

  private static Collection<? extends Certificate> certificates(String file) {
    try {
      var pem = new ByteArrayInputStream(Files.readAllBytes(Path.of(file)));
      var found = CertificateFactory.getInstance("X.509").generateCertificates(pem);
      if (found.isEmpty()) {
        throw invalid(file, "it holds no certificate", null);
      }
      return found;
    } catch (NoSuchFileException | InvalidPathException missing) {
      throw invalid(file, "there is no such file", missing);
    } catch (IOException unreadable) {
      throw invalid(file, "it cannot be read: " + unreadable.getMessage(), unreadable);
    } catch (CertificateException malformed) {
      throw invalid(file, "it holds no certificates in PEM", malformed);
    }
  }

  private static InvalidSetting invalid(String file, String reason, Throwable cause) {
    return (InvalidSetting)
        new InvalidSetting(
                VARIABLE,
                "\"%s\" (%s)".formatted(file, reason),
                "a PEM file with the certificate of the store's authority, which this process may"
                    + " read")
            .initCause(cause);
  }

  private static KeyStore keyStore(Collection<? extends Certificate> certificates) {
    try {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (var certificate : certificates) {
        store.setCertificateEntry("authority-" + store.size(), certificate);
      }
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("A key store in memory could not be filled", e);
    }
  }

  /**
   * @param trusted null for the authorities of the JVM
   */
  private static X509ExtendedTrustManager manager(KeyStore trusted) {
    try {
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(trusted);
      return Arrays.stream(factory.getTrustManagers())
          .filter(X509ExtendedTrustManager.class::isInstance)
          .map(X509ExtendedTrustManager.class::cast)
          .findFirst()
          .orElseThrow();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The JVM cannot check certificates", e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String keyType, SSLEngine engine)
      throws CertificateException {
    try {
      authorities.checkServerTrusted(chain, keyType, engine);
    } catch (CertificateException refused) {
      throw new UntrustedStore(reason(chain, keyType, engine.getPeerHost()), refused);
    }
  }

  private String reason(X509Certificate[] chain, String keyType, String host) {
    return outdated(chain)
        .or(() -> foreign(chain, keyType))
        .orElseGet(
            () ->
                ("The store's certificate is for %s, expected one for %s, the host in STORE_URL."
                        + " Give the store a certificate for that name, or put a name of its"
                        + " certificate into STORE_URL.")
                    .formatted(names(chain[0]), host));
  }

  private static Optional<String> outdated(X509Certificate[] chain) {
    var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    return Arrays.stream(chain)
        .filter(
            each ->
                now.isBefore(each.getNotBefore().toInstant())
                    || now.isAfter(each.getNotAfter().toInstant()))
        .findFirst()
        .map(
            each ->
                ("The store's certificate of %s is valid from %s to %s, expected one that is valid"
                        + " at %s. Renew it and start the store again, or correct the clock.")
                    .formatted(
                        each.getSubjectX500Principal(),
                        each.getNotBefore().toInstant(),
                        each.getNotAfter().toInstant(),
                        now));
  }

  private Optional<String> foreign(X509Certificate[] chain, String keyType) {
    try {
      authorities.checkServerTrusted(chain, keyType);
      return Optional.empty();
    } catch (CertificateException refused) {
      Throwable cause = refused;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      return Optional.of(
          ("The store's certificate is signed by %s, expected %s (%s). Give the store a certificate"
                  + " of that authority, or name its own in STORE_CA.")
              .formatted(
                  chain[chain.length - 1].getIssuerX500Principal(),
                  description,
                  cause.getMessage()));
    }
  }

  private static String names(X509Certificate certificate) {
    try {
      var names = certificate.getSubjectAlternativeNames();
      return names == null
          ? "no name"
          : names.stream()
              .filter(each -> List.of(DNS_NAME, IP_ADDRESS).contains(each.get(0)))
              .map(each -> each.get(1).toString())
              .collect(Collectors.joining(", "));
    } catch (CertificateParsingException malformed) {
      return "names that cannot be read";
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String keyType, Socket socket)
      throws CertificateException {
    authorities.checkServerTrusted(chain, keyType, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String keyType)
      throws CertificateException {
    authorities.checkServerTrusted(chain, keyType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String keyType, Socket socket)
      throws CertificateException {
    authorities.checkClientTrusted(chain, keyType, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String keyType, SSLEngine engine)
      throws CertificateException {
    authorities.checkClientTrusted(chain, keyType, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String keyType)
      throws CertificateException {
    authorities.checkClientTrusted(chain, keyType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return authorities.getAcceptedIssuers();
  }

  @Override
  public String toString() {
    return description;
  }
}
