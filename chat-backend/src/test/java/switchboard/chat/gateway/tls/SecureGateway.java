package switchboard.chat.gateway.tls;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import switchboard.chat.gateway.RunningGateway;
import switchboard.chat.gateway.TestReplica;
import switchboard.chat.testing.TestAuthority;

/** A gateway with TLS before one replica, and clients that trust its authority alone. */
final class SecureGateway implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  final TestAuthority authority = new TestAuthority();
  final Path certificate;
  final Path key;
  final TestReplica replica;
  final RunningGateway gateway;
  private final Vertx vertx = Vertx.vertx();
  private final SSLContext trust = authority.trust();

  private final HttpClient http = HttpClient.newBuilder().sslContext(trust).build();

  SecureGateway(Path folder) {
    this(folder, Map.of());
  }

  SecureGateway(Path folder, Map<String, String> settings) {
    certificate = folder.resolve("certificate.pem");
    key = folder.resolve("key.pem");
    authority.write(authority.issue(HOST), certificate, key);
    replica = new TestReplica(vertx, "backend-1").start();
    var all = new HashMap<>(settings);
    all.put("TLS_CERTIFICATE", certificate.toString());
    all.put("TLS_KEY", key.toString());
    gateway = RunningGateway.with(all, replica.member());
    gateway.awaitState("backend-1", "up");
  }

  int port() {
    return gateway.port();
  }

  SSLContext trust() {
    return trust;
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(uri("https", path)).timeout(TIMEOUT).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String scheme, String path) {
    return URI.create(scheme + "://" + HOST + ":" + port() + path);
  }

  /** The certificate that a new connection is shown. */
  X509Certificate shown() {
    try (var socket = (SSLSocket) trust.getSocketFactory().createSocket(HOST, port())) {
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** One user's WebSocket. */
  static final class Conversation implements WebSocket.Listener {
    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    private final StringBuilder parts = new StringBuilder();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    WebSocket socket;

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      parts.append(part);
      if (last) {
        texts.add(parts.toString());
        parts.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed.complete(code);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable broken) {
      closed.completeExceptionally(broken);
    }

    /** Sends a text; waits for what comes next. */
    String ask(String text) throws InterruptedException {
      var _ = socket.sendText(text, true);
      return next();
    }

    String next() throws InterruptedException {
      return texts.poll(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    }
  }

  Conversation connect() {
    var conversation = new Conversation();
    conversation.socket =
        http.newWebSocketBuilder()
            .connectTimeout(TIMEOUT)
            .buildAsync(uri("wss", "/ws?room=r"), conversation)
            .join();
    return conversation;
  }

  @Override
  public void close() {
    http.shutdownNow();
    gateway.close();
    vertx.close().await();
  }
}
