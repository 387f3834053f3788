package switchboard.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import switchboard.simulator.endpoint.Target;
import switchboard.simulator.swarm.Load;

/**
 * The settings of the process, from its environment.
 *
 * @param server the chat server
 * @param host address that the control port binds to
 * @param port control port; 0 takes any free one
 * @param name distinguishes its rooms and users from those of other simulators; empty for the only
 *     one
 * @param loadToken shown to the chat server with each login, so that its limits per address do not
 *     count; empty for none
 */
record SimulatorConfig(
    Target server, Load load, String host, int port, String name, String loadToken) {
  private static final int MAX_TOKEN_CHARACTERS = 1024;

  /** The longest that fits into a user's name. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{0,12}");

  /** An invalid variable; the message says which, what was found and what is expected. */
  static final class Invalid extends Exception {
    private static final long serialVersionUID = 1L;

    Invalid(String variable, String found, String expected) {
      super("%s is \"%s\", expected %s".formatted(variable, found, expected));
    }
  }

  static SimulatorConfig from(Map<String, String> environment) throws Invalid {
    var load =
        new Load(
            (int) number(environment, "NUM_USERS", 200, 0, Load.MAX_USERS, true),
            number(environment, "SPAWN_RATE", 100, 1, 1000, false),
            number(environment, "MESSAGES_PER_USER_PER_MINUTE", 3, 0, 600, false),
            number(environment, "READS_PER_USER_PER_MINUTE", 6, 0, 600, false),
            (int) number(environment, "ROOM_SIZE", 50, 1, 1000, true));
    var host = environment.getOrDefault("HOST", "127.0.0.1");
    if (host.isBlank()) {
      throw new Invalid("HOST", host, "an address to bind to");
    }
    int port = (int) number(environment, "PORT", 8089, 0, 65535, true);
    var name = environment.getOrDefault("SIMULATOR_NAME", "");
    if (!NAME.matcher(name).matches()) {
      throw new Invalid("SIMULATOR_NAME", name, "up to 12 small letters, digits and dashes");
    }
    return new SimulatorConfig(
        target(environment),
        load,
        host,
        port,
        name,
        loadToken(environment.getOrDefault("LOAD_TOKEN", "")));
  }

  /** It travels in a header. What was found is a secret and not repeated. */
  private static String loadToken(String text) throws Invalid {
    if (text.length() > MAX_TOKEN_CHARACTERS || !text.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new Invalid(
          "LOAD_TOKEN",
          "…",
          String.format(
              Locale.ROOT,
              "up to %d printable ASCII characters without spaces",
              MAX_TOKEN_CHARACTERS));
    }
    return text;
  }

  /** For the log: says only whether there is a load token. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "server %s, load %s, control port %s:%d, name \"%s\", %s load token",
        server,
        load,
        host,
        port,
        name,
        loadToken.isEmpty() ? "no" : "with a");
  }

  private static Target target(Map<String, String> environment) throws Invalid {
    var url = server(environment.getOrDefault("SERVER_URL", "http://127.0.0.1:5173"));
    var authorities = environment.getOrDefault("SERVER_CA", "");
    return new Target(
        url,
        // Without TLS nobody has to be trusted: the file may be missing.
        url.getScheme().equals("https") && !authorities.isEmpty()
            ? authorities(authorities)
            : List.of());
  }

  private static List<X509Certificate> authorities(String file) throws Invalid {
    String reason;
    try (var pem = Files.newInputStream(Path.of(file))) {
      var authorities =
          CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (!authorities.isEmpty()) {
        return authorities;
      }
      reason = "it holds none";
    } catch (IOException | InvalidPathException e) {
      reason = "it cannot be read: " + e;
    } catch (CertificateException e) {
      reason = "it holds something else";
    }
    throw new Invalid(
        "SERVER_CA",
        file,
        "a PEM file with the certificates of the authorities to trust; " + reason);
  }

  private static URI server(String text) throws Invalid {
    try {
      var uri = new URI(text);
      var web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      var bare =
          uri.getRawPath() == null || uri.getRawPath().isEmpty() || uri.getRawPath().equals("/");
      if (web
          && bare
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getRawQuery() == null) {
        return new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), null, null, null);
      }
    } catch (URISyntaxException e) {
      throw (Invalid) new Invalid("SERVER_URL", text, "an address").initCause(e);
    }
    throw new Invalid(
        "SERVER_URL", text, "http:// or https://, a host and maybe a port, without a path");
  }

  private static double number(
      Map<String, String> environment,
      String variable,
      int fallback,
      int least,
      int most,
      boolean whole)
      throws Invalid {
    var text = environment.get(variable);
    if (text == null) {
      return fallback;
    }
    try {
      double value = Double.parseDouble(text);
      if (value >= least && value <= most && (!whole || value == Math.rint(value))) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number out of range.
    }
    throw new Invalid(
        variable,
        text,
        String.format(
            Locale.ROOT, "a %s from %d to %d", whole ? "whole number" : "number", least, most));
  }
}
