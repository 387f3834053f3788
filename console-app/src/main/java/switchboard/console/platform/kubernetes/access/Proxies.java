package switchboard.console.platform.kubernetes.access;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import switchboard.console.platform.base.StepFailed;

/**
 * Which proxy leads to a cluster: the one that its entry names or, like kubectl, the one of
 * HTTPS_PROXY, HTTP_PROXY and NO_PROXY. Source: pkg.go.dev/golang.org/x/net/http/httpproxy.
 */
final class Proxies {
  private static final Map<String, Integer> PORTS =
      Map.of("http", 80, "https", 443, "socks5", 1080, "socks5h", 1080);

  private static final Set<String> OF_A_KUBECONFIG = Set.of("http", "https", "socks5");

  private Proxies() {}

  /** The one on the way to a server, with its port; empty for none. */
  static Optional<URI> between(
      Map<String, Object> cluster, URI server, Map<String, String> environment) throws StepFailed {
    if (cluster.get("proxy-url") instanceof String named) {
      return Optional.of(parsed(named, "proxy-url of the kubeconfig", OF_A_KUBECONFIG));
    }
    var variable = server.getScheme().equals("https") ? "HTTPS_PROXY" : "HTTP_PROXY";
    var named = either(environment, variable);
    if (named.isEmpty() || isExcepted(server, either(environment, "NO_PROXY"))) {
      return Optional.empty();
    }
    var complete = named.contains("://") ? named : "http://" + named;
    return Optional.of(parsed(complete, variable, PORTS.keySet()));
  }

  private static String either(Map<String, String> environment, String variable) {
    var upper = environment.getOrDefault(variable, "");
    return upper.isEmpty()
        ? environment.getOrDefault(variable.toLowerCase(Locale.ROOT), "")
        : upper;
  }

  private static URI parsed(String named, String where, Set<String> schemes) throws StepFailed {
    try {
      var proxy = new URI(named);
      var scheme = String.valueOf(proxy.getScheme()).toLowerCase(Locale.ROOT);
      if (!schemes.contains(scheme) || proxy.getHost() == null) {
        throw new URISyntaxException(named, "no " + String.join(", ", schemes) + " with a host");
      }
      if (scheme.startsWith("socks") && proxy.getUserInfo() != null) {
        throw new StepFailed(
            where + " names a user for a SOCKS proxy, and the console cannot log in to one",
            "Use an HTTP proxy, or a SOCKS proxy without a login.",
            "");
      }
      var port = proxy.getPort() < 0 ? PORTS.get(scheme) : proxy.getPort();
      return new URI(scheme, proxy.getUserInfo(), proxy.getHost(), port, null, null, null);
    } catch (URISyntaxException e) {
      // The address may have a password in it.
      throw new StepFailed(
          where + " is not a valid proxy address: " + e.getReason(),
          "Expected is an address such as http://proxy.example.org:3128.",
          "");
    }
  }

  private static boolean isExcepted(URI server, String exceptions) {
    var host = server.getHost().toLowerCase(Locale.ROOT).replaceAll("^\\[|\\]$", "");
    var port = server.getPort() < 0 ? PORTS.get(server.getScheme()) : server.getPort();
    var address = address(host);
    return host.equals("localhost")
        || address.filter(InetAddress::isLoopbackAddress).isPresent()
        || Stream.of(exceptions.split(","))
            .map(each -> each.strip().toLowerCase(Locale.ROOT))
            .filter(each -> !each.isEmpty())
            .anyMatch(each -> matches(each, host, port, address));
  }

  /** Of a number; names are not resolved. */
  private static Optional<InetAddress> address(String host) {
    try {
      return host.matches("[0-9.]+|[0-9a-f.]*:[0-9a-f:.]+")
          ? Optional.of(InetAddress.getByName(host))
          : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static boolean matches(
      String exception, String host, int port, Optional<InetAddress> address) {
    if (exception.equals("*")) {
      return true;
    }
    var slash = exception.indexOf('/');
    if (slash > 0) {
      var network = address(exception.substring(0, slash));
      var bits = exception.substring(slash + 1);
      return network.isPresent()
          && address.isPresent()
          && bits.matches("\\d{1,3}")
          && isIn(address.get().getAddress(), network.get().getAddress(), Integer.parseInt(bits));
    }
    var colon = exception.lastIndexOf(':');
    var hasPort = colon > 0 && exception.indexOf(':') == colon;
    if (hasPort && !exception.substring(colon + 1).equals(String.valueOf(port))) {
      return false;
    }
    var name = hasPort ? exception.substring(0, colon) : exception.replaceAll("^\\[|\\]$", "");
    if (address.isPresent()) {
      return address(name).equals(address);
    }
    var suffix = name.startsWith("*.") ? name.substring(1) : name;
    return suffix.startsWith(".")
        ? host.endsWith(suffix)
        : host.equals(suffix) || host.endsWith("." + suffix);
  }

  private static boolean isIn(byte[] address, byte[] network, int bits) {
    if (address.length != network.length || bits > address.length * Byte.SIZE) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      var shift = Byte.SIZE - 1 - bit % Byte.SIZE;
      var difference = (address[bit / Byte.SIZE] ^ network[bit / Byte.SIZE]) >> shift;
      if ((difference & 1) != 0) {
        return false;
      }
    }
    return true;
  }
}
