package switchboard.chat.gateway;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import switchboard.chat.management.Environment;
import switchboard.chat.management.InvalidSetting;

/**
 * The proxies in front of the gateway. What they say of a request's client, by X-Forwarded-For and
 * X-Forwarded-Proto, is believed; anybody else's is not.
 */
final class TrustedProxies {
  /** Nobody. */
  static final TrustedProxies NONE = new TrustedProxies("", List.of());

  private static final String VARIABLE = "TRUSTED_PROXIES";
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,3}");
  private static final int IPV4_BITS = 32;
  private static final int IPV6_BITS = 128;

  private final String text;
  private final List<IpSubnetFilterRule> networks;

  private TrustedProxies(String text, List<IpSubnetFilterRule> networks) {
    this.text = text;
    this.networks = networks;
  }

  /**
   * Reads {@code TRUSTED_PROXIES}: addresses, and networks such as 10.0.0.0/8, with commas between
   * them.
   *
   * @throws InvalidSetting when one is neither
   */
  static TrustedProxies of(Environment environment) {
    var text = environment.text(VARIABLE, "");
    return new TrustedProxies(
        text,
        Arrays.stream(text.split(",", -1))
            .map(String::strip)
            .filter(each -> !each.isEmpty())
            .map(TrustedProxies::network)
            .toList());
  }

  private static IpSubnetFilterRule network(String text) {
    var parts = text.split("/", 2);
    // Names are not looked up: whose they are can change.
    int bits =
        NetUtil.isValidIpV4Address(parts[0])
            ? IPV4_BITS
            : NetUtil.isValidIpV6Address(parts[0]) ? IPV6_BITS : -1;
    int length =
        parts.length == 1
            ? bits
            : LENGTH.matcher(parts[1]).matches() ? Integer.parseInt(parts[1]) : -1;
    if (length < 0 || length > bits) {
      throw new InvalidSetting(
          VARIABLE,
          '"' + text + '"',
          "addresses and networks, such as 10.0.0.0/8, with commas between them");
    }
    return new IpSubnetFilterRule(
        NetUtil.createInetAddressFromIpAddressString(parts[0]), length, IpFilterRuleType.ACCEPT);
  }

  /**
   * The client of a request: its peer, or where that is trusted, the last one before it that is
   * not.
   */
  Client client(HttpServerRequest request) {
    var peer = request.remoteAddress() == null ? null : request.remoteAddress().hostAddress();
    var scheme = request.isSSL() ? "https" : "http";
    if (networks.isEmpty() || !trusts(peer)) {
      return new Client(peer, scheme);
    }
    var protocols = values(request, "X-Forwarded-Proto");
    var forwarded = protocols.isEmpty() ? scheme : protocols.getLast();
    return new Client(
        origin(peer, values(request, "X-Forwarded-For")),
        forwarded.equals("https") || forwarded.equals("http") ? forwarded : scheme);
  }

  /** Each address was added by the one after it. */
  private String origin(String peer, List<String> addresses) {
    var client = peer;
    for (var address : addresses.reversed()) {
      var before = NetUtil.createInetAddressFromIpAddressString(address);
      if (before == null || !trusts(client)) {
        break;
      }
      client = before.getHostAddress();
    }
    return client;
  }

  private boolean trusts(String address) {
    var parsed = address == null ? null : NetUtil.createInetAddressFromIpAddressString(address);
    return parsed != null
        && networks.stream().anyMatch(network -> network.matches(new InetSocketAddress(parsed, 0)));
  }

  private static List<String> values(HttpServerRequest request, String header) {
    return request.headers().getAll(header).stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(String::strip)
        .toList();
  }

  /** As it was set; "none" when nobody is trusted. */
  @Override
  public String toString() {
    return text.isBlank() ? "none" : text;
  }
}
