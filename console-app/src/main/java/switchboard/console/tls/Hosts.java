package switchboard.console.tls;

import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The names that a certificate is for. */
final class Hosts {
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;

  private Hosts() {}

  /** Whether a name is a literal IP address. */
  static boolean isAddress(String name) {
    return name.indexOf(':') >= 0 || name.matches("[0-9.]+");
  }

  /**
   * All of a certificate, as it writes them; none where they cannot be read. A subject's common
   * name does not count.
   */
  static List<String> of(X509Certificate certificate) {
    try {
      return alternativeNames(certificate);
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }

  private static List<String> alternativeNames(X509Certificate certificate)
      throws CertificateParsingException {
    return Optional.ofNullable(certificate.getSubjectAlternativeNames()).stream()
        .flatMap(Collection::stream)
        .filter(each -> each.get(0).equals(DNS_NAME) || each.get(0).equals(IP_ADDRESS))
        .map(each -> each.get(1).toString())
        .toList();
  }

  /** Whether one of those names is that of a host; a star is one label, the first. */
  static boolean cover(List<String> names, String host) {
    return names.stream().anyMatch(name -> matches(name, host));
  }

  private static boolean matches(String name, String host) {
    if (isAddress(host)) {
      return isAddress(name) && InetAddress.ofLiteral(host).equals(InetAddress.ofLiteral(name));
    }
    var pattern = name.toLowerCase(Locale.ROOT);
    var wanted = host.toLowerCase(Locale.ROOT);
    var dot = wanted.indexOf('.');
    return pattern.equals(wanted)
        || (pattern.startsWith("*.")
            && dot > 0
            && pattern.substring(1).equals(wanted.substring(dot)));
  }
}
