package switchboard.simulator.endpoint;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.TrustOptions;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/**
 * Has connections go to the target. With TLS its certificate must be trusted and have the name in
 * the address.
 */
public final class Endpoint {
  private final Target target;
  private final ServerTrust trust;

  /** For channels of Netty's own; null without TLS. */
  private final SslContext security;

  /**
   * @param certificateEnds is told of each certificate that the target shows when it, or one
   *     between it and its authority, ends; on any thread
   */
  public Endpoint(Target target, Consumer<Instant> certificateEnds) {
    this.target = target;
    this.trust = new ServerTrust(target.authorities(), certificateEnds);
    this.security = target.isSecure() ? security() : null;
  }

  private SslContext security() {
    try {
      return SslContextBuilder.forClient()
          .trustManager(trust)
          .endpointIdentificationAlgorithm("HTTPS")
          .build();
    } catch (SSLException e) {
      throw new IllegalStateException("TLS is not available", e);
    }
  }

  /** A client's settings, with TLS as the target needs it. */
  public HttpClientOptions with(HttpClientOptions options) {
    return options.setTrustOptions(TrustOptions.wrap(trust)).setSslEngineOptions(engine());
  }

  /** Likewise of WebSockets. */
  public WebSocketClientOptions with(WebSocketClientOptions options) {
    return options.setTrustOptions(TrustOptions.wrap(trust)).setSslEngineOptions(engine());
  }

  /** Handshakes compute beside the event loop, which would be late otherwise. */
  private static JdkSSLEngineOptions engine() {
    var options = new JdkSSLEngineOptions();
    options.setUseWorkerThread(true);
    return options;
  }

  /** Addresses a request, or a WebSocket, to the target. */
  public <T extends RequestOptions> T to(T options) {
    options.setHost(host()).setPort(target.port()).setSsl(target.isSecure());
    return options;
  }

  private String host() {
    return target.url().getHost();
  }

  /** Puts TLS in front of the handlers of a channel, where the target has it. */
  public void secure(Channel channel) {
    if (security != null) {
      channel.pipeline().addFirst(security.newHandler(channel.alloc(), host(), target.port()));
    }
  }

  /** Where it is; the name is not looked up yet. */
  public InetSocketAddress address() {
    return InetSocketAddress.createUnresolved(host(), target.port());
  }

  /** What requests have as their Host. */
  public String authority() {
    return target.url().getRawAuthority();
  }
}
