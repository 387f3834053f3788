package switchboard.chat.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The chat page in a real browser, before a server that hangs at first and then does not. */
@Tag("engine")
class HangingPageTest {
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html", "js", "text/javascript", "css", "text/css", "svg", "image/svg+xml");
  private static final String CONNECTED =
      "document.readyState === 'complete' && document.getElementById('state').dataset.state ==="
          + " 'connected'";

  /** So many of the next handshakes are left without an answer. */
  private final AtomicInteger silentHandshakes = new AtomicInteger();

  /** On so many of the next sockets nothing is read once they are welcomed. */
  private final AtomicInteger deafSockets = new AtomicInteger();

  private final AtomicInteger handshakes = new AtomicInteger();
  private final List<String> sentIds = new CopyOnWriteArrayList<>();
  private Vertx vertx;
  private HttpServer server;
  private Browser browser;

  @BeforeEach
  void start() {
    assumeTrue(
        Files.isExecutable(Browser.EXECUTABLE),
        "This test drives a real Chromium: install the Debian package \"chromium\".");
    vertx = Vertx.vertx();
    server =
        vertx
            .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
            .requestHandler(this::handle)
            .listen()
            .await();
    browser = Browser.start(vertx);
  }

  @AfterEach
  void stop() {
    if (vertx != null) {
      browser.close();
      vertx.close().await();
    }
  }

  private void handle(HttpServerRequest request) {
    switch (request.path()) {
      case "/ws" -> {
        handshakes.incrementAndGet();
        if (!take(silentHandshakes)) {
          request.toWebSocket().onSuccess(this::joined);
        }
      }
      case "/api/session" ->
          answer(
              request,
              new JsonObject()
                  .put("token", "token")
                  .put("expiresAt", Instant.now().plusSeconds(3600).toString()));
      case "/api/messages" ->
          answer(request, new JsonObject().put("messages", new JsonArray()).put("lastSeq", 0));
      default -> file(request);
    }
  }

  private static void answer(HttpServerRequest request, JsonObject body) {
    request.response().putHeader("Content-Type", "application/json").end(body.toBuffer());
  }

  private static void file(HttpServerRequest request) {
    String name = request.path().equals("/") ? "index.html" : request.path().substring(1);
    try (InputStream file = WebPage.class.getResourceAsStream("web/" + name)) {
      if (file == null) {
        request.response().setStatusCode(404).end();
        return;
      }
      String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
      request.response().putHeader("Content-Type", type).end(Buffer.buffer(file.readAllBytes()));
    } catch (IOException e) {
      request.response().setStatusCode(500).end();
    }
  }

  private void joined(ServerWebSocket socket) {
    socket.writeTextMessage(
        new JsonObject().put("type", "welcome").put("lastSeq", 0).put("replica", "r").encode());
    boolean deaf = take(deafSockets);
    socket.textMessageHandler(
        text -> {
          JsonObject sent = new JsonObject(text);
          sentIds.add(sent.getString("id"));
          if (deaf) {
            // Not even its closing is answered.
            socket.pause();
            return;
          }
          write(socket, sent.copy().put("type", "ack").put("seq", 1));
          write(
              socket,
              sent.put("type", "message")
                  .put("seq", 1)
                  .put("from", "ada")
                  .put("at", Instant.now().toString()));
        });
  }

  private static void write(ServerWebSocket socket, JsonObject frame) {
    socket.writeTextMessage(frame.encode());
  }

  private static boolean take(AtomicInteger counter) {
    return counter.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
  }

  private Browser.Page join() {
    Browser.Page page =
        browser.open("http://127.0.0.1:" + server.actualPort() + "/?room=lobby&name=ada");
    page.awaitTrue(CONNECTED);
    return page;
  }

  @Test
  void socketOnWhichNobodyAnswersIsLeftAndTheMessageSentAgainOverTheNext() {
    deafSockets.set(1);
    Browser.Page page = join();

    page.type("hello");
    page.pressEnter();

    page.awaitTrue("document.querySelectorAll('#messages .message').length === 1");
    page.awaitTrue("document.querySelectorAll('#outbox .message').length === 0");
    assertThat(sentIds).hasSize(2).containsOnly(sentIds.getFirst());
    assertThat(handshakes.get()).isEqualTo(2);
  }

  @Test
  void handshakeThatIsNotAnsweredIsMadeAgain() {
    silentHandshakes.set(1);

    join();

    assertThat(handshakes.get()).isEqualTo(2);
  }
}
