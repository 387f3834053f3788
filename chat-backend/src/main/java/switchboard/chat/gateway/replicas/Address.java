package switchboard.chat.gateway.replicas;

import io.vertx.core.net.SocketAddress;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a replica listens: a host name or IPv4 address and a port of 1 to 65535, or the path of a
 * Unix domain socket, which on one machine costs the kernel less than TCP does.
 */
public record Address(SocketAddress socket) {
  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]{0,252}):([0-9]{1,5})");

  /** Paths are as long as the systems' {@code sockaddr_un} lets them be. */
  private static final Pattern PATH_FORM = Pattern.compile("unix:(/[^,\\p{Cntrl}]{1,100})");

  public Address(String host, int port) {
    this(SocketAddress.inetSocketAddress(checked(port), host));
  }

  /**
   * Reads {@code host:port} or {@code unix:/path}.
   *
   * @throws IllegalArgumentException with a sentence that says what was found and expected
   */
  public static Address parse(String text) {
    var path = PATH_FORM.matcher(text);
    if (path.matches()) {
      return new Address(SocketAddress.domainSocketAddress(path.group(1)));
    }
    var matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" is not an address: expected host:port, such as 127.0.0.1:5001, or unix:/path");
    }
    return new Address(matcher.group(1), Integer.parseInt(matcher.group(2)));
  }

  private static int checked(int port) {
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "port %d is not between 1 and 65535", port));
    }
    return port;
  }

  public boolean isPath() {
    return socket.isDomainSocket();
  }

  @Override
  public String toString() {
    return isPath() ? "unix:" + socket.path() : socket.host() + ":" + socket.port();
  }
}
