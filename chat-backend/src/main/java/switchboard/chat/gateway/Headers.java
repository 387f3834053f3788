package switchboard.chat.gateway;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  /** What a client says and a replica is not told, or is told by the gateway or by the sender. */
  private static final Set<String> NOT_PASSED_ON =
      union(
          HOP_BY_HOP,
          // The gateway has checked both.
          Set.of("host", "origin"),
          Set.of("content-length"),
          // A client's own values are not trusted.
          Set.of(
              "forwarded",
              "x-forwarded-for",
              "x-forwarded-proto",
              "x-forwarded-host",
              "x-forwarded-port",
              "x-real-ip"));

  private static final CharSequence FOR = AsciiString.cached("X-Forwarded-For");
  private static final CharSequence PROTO = AsciiString.cached("X-Forwarded-Proto");
  private static final CharSequence HOST = AsciiString.cached("X-Forwarded-Host");

  private static final int UPGRADE_REQUIRED = ProblemCode.UPGRADE_REQUIRED.status();

  private Headers() {}

  @SafeVarargs
  private static Set<String> union(Set<String>... sets) {
    return Stream.of(sets).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
  }

  /** Copies a client's request headers for a replica. The body's length is left to the sender. */
  static void toReplica(HttpServerRequest request, HttpHeaders target) {
    var source = request.headers();
    for (var header : source) {
      if (!NOT_PASSED_ON.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        target.add(header.getKey(), header.getValue());
      }
    }
    namedBy(source.getAll(HttpHeaderNames.CONNECTION), target::remove);
    if (request.remoteAddress() != null && request.remoteAddress().hostAddress() != null) {
      target.set(FOR, request.remoteAddress().hostAddress());
    }
    target.set(PROTO, request.isSSL() ? "https" : "http");
    var host = source.get(HttpHeaderNames.HOST);
    if (host != null) {
      target.set(HOST, host);
    }
  }

  /** Copies a replica's answer's headers for a client. */
  static void toClient(int status, HttpHeaders source, MultiMap target) {
    for (var headers = source.iteratorCharSequence(); headers.hasNext(); ) {
      var header = headers.next();
      if (!HOP_BY_HOP.contains(header.getKey().toString().toLowerCase(Locale.ROOT))) {
        target.add(header.getKey(), header.getValue());
      }
    }
    namedBy(source.getAll(HttpHeaderNames.CONNECTION), target::remove);
    if (status == UPGRADE_REQUIRED && source.contains(HttpHeaderNames.UPGRADE)) {
      // Hop-by-hop, but the replica's request to the client goes through this gateway.
      target.set("Upgrade", source.get(HttpHeaderNames.UPGRADE)).set("Connection", "Upgrade");
    }
  }

  /** Removes those that Connection names. */
  private static void namedBy(List<String> connections, Consumer<String> remove) {
    for (var connection : connections) {
      for (var named : connection.split(",", -1)) {
        if (!named.isBlank()) {
          remove.accept(named.trim());
        }
      }
    }
  }
}
