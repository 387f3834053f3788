package switchboard.chat.testing;

import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A real WebSocket client in a room, which keeps every frame in the order of its coming. */
public final class Member implements WebSocket.Listener, AutoCloseable {
  private static final ApiDocument API = ApiDocument.read("asyncapi.yaml");
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final List<JsonObject> frames = new CopyOnWriteArrayList<>();

  /** Those that are not as the API's document says. */
  private final List<AssertionError> undocumented = new CopyOnWriteArrayList<>();

  private final StringBuilder partial = new StringBuilder();
  private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
  private WebSocket socket;

  private Member() {}

  public static Member open(HttpClient http, URI uri) {
    var member = new Member();
    member.socket = http.newWebSocketBuilder().buildAsync(uri, member).join();
    return member;
  }

  public synchronized void send(String id, String text) {
    sendText(new JsonObject().put("type", "send").put("id", id).put("text", text).encode());
  }

  public synchronized void sendText(String text) {
    socket.sendText(text, true).join();
  }

  /** All frames so far. */
  public List<JsonObject> frames() {
    if (!undocumented.isEmpty()) {
      throw undocumented.getFirst();
    }
    return List.copyOf(frames);
  }

  /** Frames of a type so far. */
  public List<JsonObject> frames(String type) {
    return frames().stream().filter(frame -> frame.getString("type").equals(type)).toList();
  }

  public List<Long> seqs() {
    return frames("message").stream().map(frame -> frame.getLong("seq")).toList();
  }

  public JsonObject first(String type) {
    eventually(() -> !frames(type).isEmpty());
    return frames(type).getFirst();
  }

  /** The acknowledgement of a message; waits for it. */
  public JsonObject ack(String id) {
    eventually(() -> acked(id));
    return frames("ack").stream()
        .filter(frame -> frame.getString("id").equals(id))
        .findFirst()
        .orElseThrow();
  }

  public boolean acked(String id) {
    return frames("ack").stream().anyMatch(frame -> frame.getString("id").equals(id));
  }

  /** Waits until this many messages have come. */
  public List<Long> seqs(int count) {
    eventually(() -> seqs().size() >= count);
    return seqs();
  }

  public JsonObject firstFrame() {
    eventually(() -> !frames.isEmpty());
    return frames.getFirst();
  }

  /** The code with which the server closed; waits for it. */
  public int closeCode() throws Exception {
    return closeCode.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
  }

  public boolean isClosed() {
    return closeCode.isDone();
  }

  private static void eventually(Callable<Boolean> condition) {
    await().atMost(TIMEOUT).pollInterval(Duration.ofMillis(2)).until(condition);
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      try {
        API.checkFrame(partial.toString());
      } catch (AssertionError violation) {
        undocumented.add(violation);
      }
      frames.add(new JsonObject(partial.toString()));
      partial.setLength(0);
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
    closeCode.complete(statusCode);
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    closeCode.completeExceptionally(error);
  }

  @Override
  public void close() {
    socket.abort();
  }
}
