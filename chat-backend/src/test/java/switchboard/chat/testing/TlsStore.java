package switchboard.chat.testing;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemKeyCertOptions;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.tls.HeldCertificate;

/**
 * Gives a real store TLS, as the store's own would be: ends that of its clients, and passes on what
 * they say. It listens on loopback.
 */
public final class TlsStore implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();

  /** Kept: Vert.x closes the connections of one that nobody refers to. */
  private final NetClient net = vertx.createNetClient();

  private final AtomicInteger clients = new AtomicInteger();
  private final URI store;
  private final int port;

  private TlsStore(URI store, HeldCertificate certificate, String[] versions) {
    this.store = store;
    var options =
        new NetServerOptions()
            .setSsl(true)
            .setKeyCertOptions(
                new PemKeyCertOptions()
                    .addCertValue(Buffer.buffer(certificate.certificatePem()))
                    .addKeyValue(Buffer.buffer(certificate.privateKeyPkcs8Pem())));
    if (versions.length > 0) {
      options.setEnabledSecureTransportProtocols(Set.of(versions));
    }
    port =
        vertx
            .createNetServer(options)
            .connectHandler(this::passOn)
            .listen(0, "127.0.0.1")
            .map(NetServer::actualPort)
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  /**
   * Begins to listen.
   *
   * @param versions of TLS that it speaks, such as {@code TLSv1.2}; none for all usual ones
   */
  public static TlsStore before(
      StoreServer store, HeldCertificate certificate, String... versions) {
    return new TlsStore(store.replicaAddress(), certificate, versions);
  }

  /** Where a replica finds the store behind it. */
  public String address() {
    return "rediss://" + store.getUserInfo() + "@localhost:" + port;
  }

  /** How many connections with TLS were made so far. */
  public int clients() {
    return clients.get();
  }

  private void passOn(NetSocket client) {
    clients.incrementAndGet();
    client.pause();
    net.connect(store.getPort(), store.getHost())
        .onSuccess(
            behind -> {
              client.pipeTo(behind);
              behind.pipeTo(client);
            })
        .onFailure(gone -> client.close());
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
