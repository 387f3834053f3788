package switchboard.chat.request;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.HexFormat;

/** The address by which the limits for each address distinguish clients. */
public final class ClientAddress {
  /** The part of an IPv6 address that a provider assigns: its owner has all addresses in it. */
  private static final int NETWORK_BYTES = 8;

  private static final int IPV4_BYTES = 4;
  private static final int IPV6_BYTES = 16;
  private static final int MAPPED_IPV4_FROM = 12;
  private static final byte[] MAPPED_PREFIX = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

  private ClientAddress() {}

  /**
   * The client's address as the gateway says it, or the peer's where there is none: an IPv4
   * address, or the first 64 bits of an IPv6 address. Of several the last counts, which the gateway
   * added; those before it came from the client.
   */
  public static String of(HttpServerRequest request) {
    var forwarded = request.getHeader("X-Forwarded-For");
    if (forwarded != null) {
      var address =
          NetUtil.createByteArrayFromIpAddressString(
              forwarded.substring(forwarded.lastIndexOf(',') + 1).strip());
      if (address != null) {
        return network(address);
      }
    }
    var peer = request.remoteAddress().hostAddress();
    var address = peer == null ? null : NetUtil.createByteArrayFromIpAddressString(peer);
    // By a Unix domain socket only the machine's own come.
    return address == null ? "local" : network(address);
  }

  private static String network(byte[] address) {
    if (address.length == IPV6_BYTES
        && Arrays.equals(address, 0, MAPPED_IPV4_FROM, MAPPED_PREFIX, 0, MAPPED_IPV4_FROM)) {
      return network(Arrays.copyOfRange(address, MAPPED_IPV4_FROM, IPV6_BYTES));
    }
    int length = address.length == IPV4_BYTES ? IPV4_BYTES : NETWORK_BYTES;
    return HexFormat.of().formatHex(address, 0, length);
  }
}
