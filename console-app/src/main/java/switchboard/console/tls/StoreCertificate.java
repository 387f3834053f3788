package switchboard.console.tls;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import switchboard.console.tls.Issuer.Purpose;

/**
 * The certificate of a launch's store. Its authority vouches for this one and no other: nobody has
 * the authority's key.
 */
public final class StoreCertificate {
  /** Nothing renews it while the system runs, however long that is. */
  static final Duration VALID = Duration.ofDays(3_650);

  /** Also in its own container, by name or address. */
  static final List<String> NAMES =
      Stream.concat(Purpose.STORE.names().stream(), Stream.of("127.0.0.1")).toList();

  private StoreCertificate() {}

  /** Makes a certificate, its key, and the authority that replicas trust. */
  public static ServerCertificate issue(Instant now) {
    try {
      var authority = Issuer.authority(Purpose.STORE, now, VALID);
      var server = Issuer.server(Purpose.STORE, authority, NAMES, now, VALID);
      return new ServerCertificate(
          server.certificatePem(),
          server.privateKeyPkcs8Pem(),
          authority.certificatePem(),
          false,
          "");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JVM cannot make certificates", e);
    }
  }
}
