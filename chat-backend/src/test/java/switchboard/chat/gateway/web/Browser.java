package switchboard.chat.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import switchboard.chat.testing.Commands;

/** A real Chromium without a window, driven through the Chrome DevTools Protocol. */
final class Browser implements AutoCloseable {
  static final Path EXECUTABLE = Path.of("/usr/bin/chromium");
  private static final Duration TIMEOUT = Duration.ofSeconds(40);

  private final Vertx vertx;
  private final Path profile;
  private final Process process;

  /** Referenced, because an unreferenced client closes its connections with the next collection. */
  private final WebSocketClient client;

  private final WebSocket devTools;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, Promise<JsonObject>> calls = new ConcurrentHashMap<>();

  private Browser(
      Vertx vertx, Path profile, Process process, WebSocketClient client, WebSocket devTools) {
    this.vertx = vertx;
    this.profile = profile;
    this.process = process;
    this.client = client;
    this.devTools = devTools;
    devTools.textMessageHandler(
        text -> {
          var message = new JsonObject(text);
          var call = calls.remove(message.getInteger("id", -1));
          if (call != null && message.containsKey("error")) {
            call.fail(message.getJsonObject("error").encode());
          } else if (call != null) {
            call.complete(message.getJsonObject("result"));
          }
        });
  }

  /** One that trusts what Chromium trusts. */
  static Browser start(Vertx vertx) {
    return start(vertx, Optional.empty());
  }

  /**
   * Starts Chromium with a fresh profile and waits for its DevTools.
   *
   * @param authority the certificate, in PEM, of an authority that it is to trust, too
   */
  static Browser start(Vertx vertx, Optional<String> authority) {
    try {
      var profile = Files.createTempDirectory("chromium");
      if (authority.isPresent()) {
        trust(profile, authority.get());
      }
      var builder =
          new ProcessBuilder(
                  EXECUTABLE.toString(),
                  "--headless",
                  "--no-sandbox",
                  "--disable-gpu",
                  "--disable-quic",
                  "--no-first-run",
                  "--disable-background-networking",
                  "--disable-component-update",
                  "--disable-sync",
                  "--remote-debugging-port=0",
                  "--user-data-dir=" + profile,
                  "about:blank")
              .redirectErrorStream(true)
              .redirectOutput(profile.resolve("chromium.log").toFile());
      builder.environment().put("TMPDIR", profile.toString());
      builder.environment().put("HOME", profile.toString());
      var process = builder.start();
      var portFile = profile.resolve("DevToolsActivePort");
      await().atMost(TIMEOUT).until(() -> linesOf(portFile).size() >= 2);
      var portAndPath = linesOf(portFile);
      var client =
          vertx.createWebSocketClient(
              new WebSocketClientOptions().setMaxFrameSize(1 << 24).setMaxMessageSize(1 << 24));
      var devTools =
          client
              .connect(Integer.parseInt(portAndPath.get(0)), "127.0.0.1", portAndPath.get(1))
              .await();
      return new Browser(vertx, profile, process, client, devTools);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Puts an authority into the database in which Chromium looks on Linux. */
  private static void trust(Path home, String authority) throws IOException {
    var database = Files.createDirectories(home.resolve(".pki/nssdb"));
    var file = Files.writeString(home.resolve("authority.pem"), authority);
    var into = "sql:" + database;
    Commands.run(List.of("certutil", "-d", into, "-N", "--empty-password"));
    Commands.run(
        List.of(
            "certutil", "-d", into, "-A", "-t", "C,,", "-n", "authority", "-i", file.toString()));
  }

  /**
   * Opens the browser's one page: of two, only the one in front would draw, and a call that waits
   * for the other to do so has no end.
   */
  Page open(String url) {
    var target =
        call(null, "Target.createTarget", new JsonObject().put("url", "about:blank"))
            .getString("targetId");
    var session =
        call(
                null,
                "Target.attachToTarget",
                new JsonObject().put("targetId", target).put("flatten", true))
            .getString("sessionId");
    // Answered once the new document is there: nothing is evaluated in one that is going away.
    call(session, "Page.navigate", new JsonObject().put("url", url));
    return new Page(session);
  }

  /** One page. */
  final class Page {
    private final String session;

    private Page(String session) {
      this.session = session;
    }

    /** Evaluates an expression; its value must be JSON. */
    Object evaluate(String expression) {
      var result =
          call(
              session,
              "Runtime.evaluate",
              new JsonObject().put("expression", expression).put("returnByValue", true));
      assertThat(result.getJsonObject("exceptionDetails")).as(expression).isNull();
      return result.getJsonObject("result").getValue("value");
    }

    void awaitTrue(String expression) {
      await()
          .atMost(TIMEOUT)
          .pollInterval(Duration.ofMillis(50))
          .untilAsserted(
              () ->
                  assertThat(evaluate(expression))
                      .as(
                          "%s on %s: %s",
                          expression,
                          evaluate("location.href"),
                          evaluate("document.body.innerText"))
                      .isEqualTo(true));
    }

    /** Types text where the focus is, as a keyboard does. */
    void type(String text) {
      call(session, "Input.insertText", new JsonObject().put("text", text));
    }

    void pressEnter() {
      var key =
          new JsonObject()
              .put("key", "Enter")
              .put("code", "Enter")
              .put("windowsVirtualKeyCode", 13)
              .put("text", "\r");
      call(session, "Input.dispatchKeyEvent", key.copy().put("type", "keyDown"));
      call(session, "Input.dispatchKeyEvent", key.copy().put("type", "keyUp"));
    }
  }

  private JsonObject call(String session, String method, JsonObject parameters) {
    int id = ids.incrementAndGet();
    var message = new JsonObject().put("id", id).put("method", method).put("params", parameters);
    if (session != null) {
      message.put("sessionId", session);
    }
    Promise<JsonObject> call = Promise.promise();
    calls.put(id, call);
    vertx.runOnContext(go -> devTools.writeTextMessage(message.encode()));
    Future<JsonObject> answer = call.future();
    return answer
        .timeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
        .recover(
            failure ->
                Future.failedFuture(
                    new AssertionError(method + " was not answered: " + failure.getMessage())))
        .await();
  }

  private static List<String> linesOf(Path file) throws IOException {
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  @Override
  public void close() {
    client.close().await();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().join();
    // Chromium's own processes may still write for a moment while they end.
    await()
        .atMost(TIMEOUT)
        .ignoreExceptions()
        .until(
            () -> {
              try (var files = Files.walk(profile)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                  Files.delete(file);
                }
              }
              return true;
            });
  }
}
