package switchboard.chat.gateway;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Set;
import switchboard.chat.management.ProblemCode;

/** Selects the headers that are passed on, and adds the gateway's own. */
final class Headers {
  /** Hop-by-hop headers: RFC 9110, section 7.6.1. */
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "proxy-authenticate",
          "proxy-authorization",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "expect");

  /** The client's Host and Origin: the gateway has checked both. */
  private static final Set<String> JUDGED = Set.of("host", "origin");

  /** Set by the gateway; a client's own values are not trusted. */
  private static final Set<String> FORWARDED =
      Set.of(
          "forwarded",
          "x-forwarded-for",
          "x-forwarded-proto",
          "x-forwarded-host",
          "x-forwarded-port",
          "x-real-ip");

  private static final CharSequence FOR = AsciiString.cached("X-Forwarded-For");
  private static final CharSequence PROTO = AsciiString.cached("X-Forwarded-Proto");
  private static final CharSequence HOST = AsciiString.cached("X-Forwarded-Host");

  private static final int UPGRADE_REQUIRED = ProblemCode.UPGRADE_REQUIRED.status();

  private Headers() {}

  /** As {@link #toReplica(HttpServerRequest, MultiMap)}, for a request of Netty's. */
  static void toReplica(HttpServerRequest request, HttpHeaders target) {
    var headers = MultiMap.caseInsensitiveMultiMap();
    toReplica(request, headers);
    for (var header : headers) {
      target.add(header.getKey(), header.getValue());
    }
  }

  /** Copies a client's request headers for a replica. The body's length is left to the sender. */
  static void toReplica(HttpServerRequest request, MultiMap target) {
    var source = request.headers();
    copyEndToEnd(source, target);
    target.remove("content-length");
    FORWARDED.forEach(target::remove);
    JUDGED.forEach(target::remove);
    if (request.remoteAddress() != null && request.remoteAddress().hostAddress() != null) {
      target.set(FOR, request.remoteAddress().hostAddress());
    }
    target.set(PROTO, request.isSSL() ? "https" : "http");
    var host = source.get("host");
    if (host != null) {
      target.set(HOST, host);
    }
  }

  /** As {@link #toClient(int, MultiMap, MultiMap)}, of an answer of Netty's. */
  static void toClient(int status, HttpHeaders source, MultiMap target) {
    var headers = MultiMap.caseInsensitiveMultiMap();
    source.forEach(header -> headers.add(header.getKey(), header.getValue()));
    toClient(status, headers, target);
  }

  /** Copies a replica's answer's headers for a client. */
  static void toClient(int status, MultiMap source, MultiMap target) {
    copyEndToEnd(source, target);
    if (status == UPGRADE_REQUIRED && source.contains("upgrade")) {
      // Hop-by-hop, but the replica's request to the client goes through this gateway.
      target.set("Upgrade", source.get("upgrade")).set("Connection", "Upgrade");
    }
  }

  /** Copies every header except hop-by-hop ones and those that Connection names. */
  private static void copyEndToEnd(MultiMap source, MultiMap target) {
    for (var header : source) {
      if (!HOP_BY_HOP.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        target.add(header.getKey(), header.getValue());
      }
    }
    for (var connection : source.getAll("connection")) {
      for (var named : connection.split(",", -1)) {
        if (!named.isBlank()) {
          target.remove(named.trim());
        }
      }
    }
  }
}
