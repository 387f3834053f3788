package switchboard.chat.gateway;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import switchboard.chat.gateway.replicas.Endpoint;
import switchboard.chat.gateway.tls.TlsFiles;
import switchboard.chat.management.Environment;
import switchboard.chat.management.Hosts;
import switchboard.chat.management.InvalidSetting;
import switchboard.chat.management.UnsentBytes;

/**
 * The gateway's settings.
 *
 * @param host to bind both ports to
 * @param port of the public side, 0 for any free one
 * @param managementPort 0 for any free one
 * @param adminToken lets an operator replace the list of replicas
 * @param replicas to begin with; may be empty
 * @param sharedPort whether other gateways listen on the same port, each taking its share of the
 *     connections; where the system does not support that, a second one does not start
 * @param requestsPerSecond what one address may ask of this gateway, handshakes included
 * @param unsentBytes what all clients together may leave unread before some are closed
 * @param hosts that both ports answer to
 * @param trusted whose word on the client of a request is believed
 * @param tls what the public port serves TLS with; empty for plain HTTP
 * @param hsts whether browsers are told to use TLS alone for a year; only with TLS
 */
record GatewayConfig(
    String host,
    int port,
    int managementPort,
    String adminToken,
    List<Endpoint> replicas,
    boolean sharedPort,
    int requestsPerSecond,
    long unsentBytes,
    Hosts hosts,
    TrustedProxies trusted,
    Optional<TlsFiles> tls,
    boolean hsts) {
  private static final int MIN_TOKEN_BYTES = 16;

  GatewayConfig {
    replicas = Endpoint.checked(replicas);
  }

  /**
   * Reads the settings from the environment.
   *
   * @throws InvalidSetting when one is missing or wrong
   */
  static GatewayConfig of(Environment environment) {
    var host = environment.host("HOST", "127.0.0.1");
    var tls = TlsFiles.of(environment);
    return new GatewayConfig(
        host,
        environment.port("PORT", 5173),
        environment.port("MANAGEMENT_PORT", 5174),
        environment.secret("ADMIN_TOKEN", MIN_TOKEN_BYTES),
        members(environment.text("REPLICAS", "")),
        environment.flag("SHARED_PORT", false),
        environment.integer("REQUESTS_PER_SECOND", 20_000, 1, 1_000_000),
        UnsentBytes.setting(environment),
        Hosts.of(environment, host),
        TrustedProxies.of(environment),
        tls,
        hsts(environment, tls.isPresent()));
  }

  private static boolean hsts(Environment environment, boolean tls) {
    var hsts = environment.flag("HSTS", false);
    if (hsts && !tls) {
      throw new InvalidSetting("HSTS", "true", "false without TLS_CERTIFICATE and TLS_KEY");
    }
    return hsts;
  }

  private static List<Endpoint> members(String text) {
    try {
      return Endpoint.parseList(text);
    } catch (IllegalArgumentException wrong) {
      throw new InvalidSetting(
          "REPLICAS",
          '"' + text + "\" (" + wrong.getMessage() + ")",
          "name=host:port,name=host:port");
    }
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        ("HOST=%s PORT=%d MANAGEMENT_PORT=%d SHARED_PORT=%s REQUESTS_PER_SECOND=%d"
            + " unsent bytes %d REPLICAS=%s TLS_CERTIFICATE=%s HSTS=%s TRUSTED_PROXIES=%s"),
        host,
        port,
        managementPort,
        sharedPort,
        requestsPerSecond,
        unsentBytes,
        replicas.stream()
            .map(member -> member.name() + "=" + member.address())
            .collect(Collectors.joining(",")),
        tls.map(files -> files.certificate().toString()).orElse("none"),
        hsts,
        trusted);
  }
}
