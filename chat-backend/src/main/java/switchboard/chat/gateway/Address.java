package switchboard.chat.gateway;

import java.util.Locale;
import java.util.regex.Pattern;

/** Where a replica listens: a host name or IPv4 address and a port of 1 to 65535. */
record Address(String host, int port) {
  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]{0,252}):([0-9]{1,5})");

  Address {
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "port %d is not between 1 and 65535", port));
    }
  }

  /**
   * Reads {@code host:port}.
   *
   * @throws IllegalArgumentException with a sentence that says what was found and expected
   */
  static Address parse(String text) {
    var matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no address: expected host:port, such as 127.0.0.1:5001");
    }
    return new Address(matcher.group(1), Integer.parseInt(matcher.group(2)));
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
