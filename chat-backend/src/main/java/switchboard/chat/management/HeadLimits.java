package switchboard.chat.management;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;

/**
 * How long the head of a request may be, and what one that is longer, or is not HTTP, is answered.
 *
 * @param lineBytes of the request line
 * @param headerBytes of all headers together
 */
public record HeadLimits(int lineBytes, int headerBytes) {
  /** The same at gateways, replicas and management ports. */
  public static final HeadLimits DEFAULT = new HeadLimits(8 * 1024, 8 * 1024);

  /** What a gateway says about the client it passes a request on for. */
  private static final int FORWARDED_BYTES = 1024;

  /** Has a server hold them. */
  public HttpServerOptions enforced(HttpServerOptions options) {
    return options.setMaxInitialLineLength(lineBytes).setMaxHeaderSize(headerBytes);
  }

  /** Has a server behind a gateway take whatever the gateway takes. */
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
