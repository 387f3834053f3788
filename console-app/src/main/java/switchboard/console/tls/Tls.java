package switchboard.console.tls;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import switchboard.console.Outcome;

/** Where the certificate of a gateway that serves HTTPS comes from. */
public sealed interface Tls permits Authority, OperatorCertificate {

  /**
   * The certificate for a launch. Reads files, and may write some.
   *
   * @param needed host names that it has to be for
   * @param welcome addresses that it is for if that can be
   */
  Outcome<ServerCertificate> certificate(Set<String> needed, Set<String> welcome, Instant now);

  /** What a client has to trust beside its system's authorities; empty while it cannot be read. */
  List<X509Certificate> trusted();
}
