package switchboard.simulator.endpoint;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The chat server, as configured.
 *
 * @param url http or https, a host and maybe a port, without a path
 * @param authorities whose certificates are trusted; none for those that the system trusts
 */
public record Target(URI url, List<X509Certificate> authorities) {
  public Target {
    authorities = List.copyOf(authorities);
  }

  /** With the system's authorities. */
  public static Target of(URI url) {
    return new Target(url, List.of());
  }

  boolean isSecure() {
    return "https".equals(url.getScheme());
  }

  int port() {
    return url.getPort() > 0 ? url.getPort() : isSecure() ? 443 : 80;
  }

  /** Without the authorities' contents. */
  @Override
  public String toString() {
    return authorities.isEmpty() ? url.toString() : url + ", trusted by SERVER_CA";
  }
}
