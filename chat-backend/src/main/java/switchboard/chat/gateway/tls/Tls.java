package switchboard.chat.gateway.tls;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.OptionalSslHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.chat.gateway.tls.ServerCertificate.Pem;
import switchboard.chat.management.InvalidSetting;

/**
 * TLS on the public port. A connection whose first bytes are TLS's gets a handler for it in front
 * of all others; any other stays plain, so that its requests can be redirected. The files are
 * looked at again every few seconds: new connections get the new certificate, and those that are
 * open stay.
 */
public final class Tls {
  private static final Logger LOG = LoggerFactory.getLogger(Tls.class);
  private static final Duration LOOK = Duration.ofSeconds(2);

  private final Vertx vertx;
  private final TlsFiles files;

  /** Handshakes compute there: thousands at once would hold up everything on the event loop. */
  private final WorkerExecutor computation;

  private volatile ServerCertificate served;

  /** What was read last, and what was wrong with it; read one after another. */
  private Pem seen;

  private String problem = "";

  /** Reads nothing yet. */
  public Tls(Vertx vertx, TlsFiles files) {
    this.vertx = vertx;
    this.files = files;
    this.computation =
        vertx.createSharedWorkerExecutor("tls", Runtime.getRuntime().availableProcessors());
  }

  /**
   * Reads the files, and looks at them from now on until Vert.x is closed. Fails with {@link
   * InvalidSetting} when they cannot be served.
   */
  public Future<Void> start() {
    return vertx
        .executeBlocking(this::read)
        .recover(
            unusable ->
                Future.failedFuture(
                    new InvalidSetting(
                        TlsFiles.CERTIFICATE,
                        "\"%s\" (%s)".formatted(files.certificate(), unusable.getMessage()),
                        "a certificate and its key in PEM files that this process may read")))
        .map(
            read -> {
              vertx.setPeriodic(LOOK.toMillis(), timer -> vertx.executeBlocking(this::readAgain));
              return null;
            });
  }

  /** Publishes until when the certificate is valid, in Unix seconds. */
  public void register(PrometheusRegistry registry) {
    GaugeWithCallback.builder()
        .name("tls_certificate_not_after_seconds")
        .help("When the first certificate of the chain that is served ends, in Unix time.")
        .callback(
            gauge -> {
              var now = served;
              if (now != null) {
                gauge.call((double) now.notAfter().getEpochSecond());
              }
            })
        .register(registry);
  }

  /** Takes TLS on a new connection, of which nothing has been read. */
  public void accept(HttpConnection connection) {
    ((ConnectionBase) connection)
        .channel()
        .pipeline()
        .addFirst(
            new OptionalSslHandler(served.context()) {
              @Override
              protected SslHandler newSslHandler(ChannelHandlerContext own, SslContext context) {
                return new QuietSslHandler(context.newEngine(own.alloc()), Tls.this::compute);
              }
            });
  }

  private void compute(Runnable task) {
    var _ =
        computation.executeBlocking(
            () -> {
              task.run();
              return null;
            },
            false);
  }

  /** Looks at the files again; keeps what is served when they cannot be. */
  private Void readAgain() {
    try {
      read();
      problem = "";
    } catch (UnusableCertificate unusable) {
      if (!unusable.getMessage().equals(problem)) {
        problem = unusable.getMessage();
        LOG.warn(
            "The TLS certificate was changed and is not used: {}. The one before it is still"
                + " served.",
            problem);
      }
    }
    return null;
  }

  private Void read() throws UnusableCertificate {
    var pem = Pem.read(files);
    if (!pem.sameAs(seen)) {
      // Also when it is of no use, so that it is tried and reported once.
      seen = pem;
      served = ServerCertificate.of(vertx, files, pem);
      LOG.info("TLS with {}, valid until {}", files.certificate(), served.notAfter());
    }
    return null;
  }
}
