package switchboard.chat.management;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;

/**
 * Limits on the head of a request, and the answers to one that exceeds them or is not HTTP.
 *
 * @param lineBytes of the request line
 * @param headerBytes of all headers together
 */
public record HeadLimits(int lineBytes, int headerBytes) {
  /** The same at gateways, replicas and management ports. */
  public static final HeadLimits DEFAULT = new HeadLimits(8 * 1024, 8 * 1024);

  /** The headers that a gateway adds about its client. */
  private static final int FORWARDED_BYTES = 1024;

  /** Applies them to a server. */
  public HttpServerOptions enforced(HttpServerOptions options) {
    return options.setMaxInitialLineLength(lineBytes).setMaxHeaderSize(headerBytes);
  }

  /**
   * Applies them to a server behind a gateway, which has to accept whatever the gateway accepts.
   */
  public HttpServerOptions enforcedBehindGateway(HttpServerOptions options) {
    return enforced(options).setMaxHeaderSize(headerBytes + FORWARDED_BYTES);
  }

  /**
   * The answer to a request that could not be read. Where the next one begins is not known, so the
   * connection has to be closed after it.
   */
  public Problem problem(HttpServerRequest invalid) {
    return switch (invalid.decoderResult().cause()) {
      case TooLongHttpLineException line ->
          Problem.of(
              ProblemCode.URI_TOO_LONG,
              String.format(Locale.ROOT, "The request line is longer than %d bytes.", lineBytes));
      case TooLongHttpHeaderException header ->
          Problem.of(
              ProblemCode.HEADERS_TOO_LARGE,
              String.format(Locale.ROOT, "The headers are longer than %d bytes.", headerBytes));
      case null, default ->
          Problem.of(ProblemCode.MALFORMED, "This is not a valid HTTP/1.1 request.");
    };
  }
}
