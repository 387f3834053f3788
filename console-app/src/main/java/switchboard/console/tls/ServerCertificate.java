package switchboard.console.tls;

import java.util.Objects;

/**
 * The certificate of a gateway or a store.
 *
 * @param chain its certificate and those between it and the authority, PEM
 * @param key its private key, PKCS#8 in PEM; not in {@link #toString}
 * @param trusted what a client trusts to believe it, PEM
 * @param operators whether it is the operator's own, and browsers may be told to insist on HTTPS
 * @param notice what the operator has to know of it, in one sentence without a full stop; "" for
 *     nothing
 */
public record ServerCertificate(
    String chain, String key, String trusted, boolean operators, String notice) {
  public ServerCertificate {
    Objects.requireNonNull(chain);
    Objects.requireNonNull(key);
    Objects.requireNonNull(trusted);
    Objects.requireNonNull(notice);
  }

  /** Whether it is for a host name or an IP address. */
  public boolean isFor(String host) {
    return Hosts.cover(Hosts.of(Pem.parse(chain).getFirst()), host);
  }

  @Override
  public String toString() {
    return "a certificate" + (operators ? " of the operator's own" : "");
  }
}
