package switchboard.chat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import switchboard.chat.config.ChatConfig;
import switchboard.chat.config.Limits;
import switchboard.chat.management.Environment;
import switchboard.chat.testing.ApiDocument;
import switchboard.chat.testing.Member;
import switchboard.chat.testing.StoreServer;

/**
 * A real replica in this JVM, on free ports, and a client for it. Each of its answers has to match
 * the API's document.
 */
public final class Backend implements AutoCloseable {
  static final String ADMIN_TOKEN = "admin-token-of-the-tests";
  static final String JWT_SECRET = "a secret of the tests, 32 bytes or more";
  private static final ApiDocument API = ApiDocument.read("openapi.yaml");
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Replica replica;
  private final int port;
  private boolean stopped;

  private Backend(Replica replica, int port) {
    this.replica = replica;
    this.port = port;
  }

  public static Backend start(StoreServer store, String name) {
    return start(store, name, Map.of());
  }

  /** Starts a replica with some settings changed. */
  static Backend start(StoreServer store, String name, Map<String, String> settings) {
    return start(store, name, settings, Limits.DEFAULT);
  }

  /** Starts a replica that warms up before it is ready. */
  static Backend start(
      StoreServer store, String name, Map<String, String> settings, Runnable warmUp) {
    return start(store, name, settings, Limits.DEFAULT, warmUp);
  }

  /** Starts a replica with other timeouts for its clients. */
  public static Backend start(
      StoreServer store, String name, Map<String, String> settings, Limits limits) {
    return start(store, name, settings, limits, () -> {});
  }

  private static Backend start(
      StoreServer store,
      String name,
      Map<String, String> settings,
      Limits limits,
      Runnable warmUp) {
    var variables = new HashMap<String, String>(environment(store, name));
    variables.putAll(settings);
    var replica = new Replica(ChatConfig.from(new Environment(variables)), limits);
    int port = replica.start(warmUp).toCompletionStage().toCompletableFuture().join();
    return new Backend(replica, port);
  }

  static Map<String, String> environment(StoreServer store, String name) {
    return Map.of(
        "PORT",
        "0",
        "MANAGEMENT_PORT",
        "0",
        "STORE_URL",
        store.replicaAddress().toString(),
        "JWT_SECRET",
        JWT_SECRET,
        "ADMIN_TOKEN",
        ADMIN_TOKEN,
        "REPLICA_NAME",
        name,
        "CGROUP_ROOT",
        "",
        "MESSAGES_PER_SECOND",
        "10000",
        "SESSIONS_PER_ADDRESS",
        "1000000",
        "ROOMS_PER_ADDRESS",
        "1000000");
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  URI managementUri(String path) {
    return URI.create("http://127.0.0.1:" + replica.managementPort() + path);
  }

  /** A token for a new session. */
  public String token(String user) {
    var answer = post("/api/session", null, new JsonObject().put("name", user).encode());
    return new JsonObject(answer.body()).getString("token");
  }

  HttpResponse<String> post(String path, String token, String body) {
    var request = HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofString(body));
    return exchange(token == null ? request : request.header("Authorization", "Bearer " + token));
  }

  public HttpResponse<String> postMessage(String token, String room, String id, String text) {
    return post(
        "/api/messages",
        token,
        new JsonObject().put("room", room).put("id", id).put("text", text).encode());
  }

  /**
   * Posts messages that take 24 KiB in a frame each until something holds, at the pace at which a
   * member reads them: one that falls behind would be closed, too.
   */
  void postLongMessagesUntil(BooleanSupplier enough, String room, Member reader) {
    var text = "\u0001".repeat(4096);
    var token = token("long-winded");
    for (int i = 1; !enough.getAsBoolean(); i++) {
      postMessage(token, room, "id-" + i, text);
      reader.seqs(i);
    }
  }

  public HttpResponse<String> get(String path, String token) {
    var request = HttpRequest.newBuilder(uri(path));
    return exchange(token == null ? request : request.header("Authorization", "Bearer " + token));
  }

  public HttpResponse<String> manage(String method, String path, String body) {
    return exchange(
        HttpRequest.newBuilder(managementUri(path))
            .header("Authorization", "Bearer " + ADMIN_TOKEN)
            .method(method, BodyPublishers.ofString(body)));
  }

  /** The value of a metric without labels; 0 when there is none. */
  public double metric(String name) {
    return manage("GET", "/metrics", "")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .sum();
  }

  /** Opens a WebSocket into a room; parameters such as {@code &after=3} follow. */
  public Member join(String room, String user, String parameters) {
    return open("/ws?room=%s&token=%s%s".formatted(room, encoded(token(user)), parameters));
  }

  /** Opens a WebSocket. */
  Member open(String pathAndQuery) {
    return Member.open(HTTP, URI.create("ws://127.0.0.1:" + port + pathAndQuery));
  }

  public static HttpResponse<String> exchange(HttpRequest.Builder request) {
    try {
      var answer =
          HTTP.send(request.timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
      API.check(
          answer.request().method(),
          answer.uri().getPath(),
          answer.statusCode(),
          header -> answer.headers().firstValue(header).orElse(""),
          answer.body());
      return answer;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /** Stops the replica as SIGTERM does; fails when that takes longer than it may. */
  public void stop() {
    stopped = true;
    replica.stop().toCompletionStage().toCompletableFuture().orTimeout(16, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    if (!stopped) {
      stop();
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
