package switchboard.chat.gateway;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import switchboard.chat.gateway.replicas.Endpoint;
import switchboard.chat.management.Environment;
import switchboard.chat.management.EventLoop;

/** A gateway on free ports, with clients for it. */
public final class RunningGateway implements AutoCloseable {
  static final String ADMIN_TOKEN = "admin-token-of-the-tests";
  private static final String LOOPBACK = "127.0.0.1";

  /** Shorter than in production, but longer than replicas need to come back in these tests. */
  static final Duration FAILOVER_TIMEOUT = Duration.ofSeconds(2);

  static final GatewayLimits LIMITS =
      new GatewayLimits(
          FAILOVER_TIMEOUT,
          GatewayLimits.DEFAULT.request(),
          GatewayLimits.DEFAULT.idle(),
          GatewayLimits.DEFAULT.handshakes(),
          GatewayLimits.DEFAULT.turn());

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Vertx clientVertx = EventLoop.create();
  private final Context clientLoop = clientVertx.getOrCreateContext();
  private final Vertx vertx = EventLoop.create();
  private final Gateway gateway;
  private final Gateway.Ports ports;
  private final HttpClient http = clientVertx.createHttpClient();
  private final WebSocketClient webSockets =
      clientVertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(10_000));

  public record Reply(int status, Map<String, String> headers, Buffer body) {
    String replica() {
      return Objects.requireNonNullElse(headers.get("x-replica"), "none");
    }

    JsonObject json() {
      return new JsonObject(body);
    }
  }

  public RunningGateway(Endpoint... members) {
    this(config(members), LIMITS);
  }

  public RunningGateway(GatewayConfig config, GatewayLimits limits) {
    gateway = new Gateway(vertx, config, limits);
    ports = gateway.start().await();
  }

  /** One with these settings beside the usual ones. */
  public static RunningGateway with(Map<String, String> settings, Endpoint... members) {
    return with(settings, LIMITS, members);
  }

  static RunningGateway with(
      Map<String, String> settings, GatewayLimits limits, Endpoint... members) {
    return new RunningGateway(config(settings, members), limits);
  }

  static GatewayConfig config(Endpoint... members) {
    return config(Map.of(), members);
  }

  /** The usual settings, and others instead of them. */
  static GatewayConfig config(Map<String, String> settings, Endpoint... members) {
    var variables =
        new HashMap<>(
            Map.of(
                "PORT",
                "0",
                "MANAGEMENT_PORT",
                "0",
                "ADMIN_TOKEN",
                ADMIN_TOKEN,
                "ALLOWED_HOSTS",
                HttpContract.CONFIGURED_HOST,
                "MAX_UNSENT_MIB",
                "64",
                "REPLICAS",
                Stream.of(members)
                    .map(member -> member.name() + "=" + member.address())
                    .collect(Collectors.joining(","))));
    variables.putAll(settings);
    return GatewayConfig.of(new Environment(variables));
  }

  public int port() {
    return ports.proxy();
  }

  int managementPort() {
    return ports.management();
  }

  public Reply get(String target) {
    return send(HttpMethod.GET, target, Map.of(), null);
  }

  public Reply post(String target, String body) {
    return send(HttpMethod.POST, target, Map.of(), body);
  }

  public Reply send(HttpMethod method, String target, Map<String, String> headers, String body) {
    return exchange(ports.proxy(), method, target, headers, body);
  }

  Reply manage(HttpMethod method, String target, String body) {
    return exchange(
        ports.management(), method, target, Map.of("Authorization", "Bearer " + ADMIN_TOKEN), body);
  }

  int manageWithoutToken(HttpMethod method, String target, String body) {
    return exchange(ports.management(), method, target, Map.of(), body).status();
  }

  /** Replaces the set of replicas through the management port. */
  Reply replace(TestReplica... replicas) {
    var list = new JsonArray();
    for (var replica : replicas) {
      list.add(
          new JsonObject()
              .put("name", replica.name)
              .put("address", replica.member().address().toString()));
    }
    return manage(HttpMethod.PUT, "/replicas", new JsonObject().put("replicas", list).encode());
  }

  /** The entries of GET /replicas by name. */
  JsonObject replica(String name) {
    var listed =
        manage(HttpMethod.GET, "/replicas", null).json().getJsonArray("replicas").stream()
            .map(JsonObject.class::cast);
    return listed
        .filter(replica -> replica.getString("name").equals(name))
        .findFirst()
        .orElse(new JsonObject().put("state", "gone"));
  }

  public void awaitState(String name, String state) {
    Awaitility.await()
        .atMost(TIMEOUT)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> replica(name).getString("state").equals(state));
  }

  String metrics() {
    return manage(HttpMethod.GET, "/metrics", null).body().toString();
  }

  /** The value of a metric without labels. */
  public double metric(String name) {
    return metrics()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow();
  }

  /** Connects a WebSocket and collects what comes. */
  Conversation connect(String target) {
    var options =
        new WebSocketConnectOptions().setHost(LOOPBACK).setPort(ports.proxy()).setURI(target);
    var conversation = new Conversation();
    Promise<WebSocket> open = Promise.promise();
    clientLoop.runOnContext(
        go ->
            webSockets
                .webSocket()
                .textMessageHandler(conversation.texts::add)
                .binaryMessageHandler(conversation.binaries::add)
                .closeHandler(closed -> conversation.ended.add(true))
                .connect(options)
                .onComplete(open));
    conversation.socket = open.future().await();
    return conversation;
  }

  /** One client's WebSocket. */
  static final class Conversation {
    final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    final BlockingQueue<Buffer> binaries = new LinkedBlockingQueue<>();
    final BlockingQueue<Boolean> ended = new LinkedBlockingQueue<>();
    volatile WebSocket socket;

    String nextText() {
      return next(texts);
    }

    short closeCode() {
      next(ended);
      return socket.closeStatusCode();
    }

    static <T> T next(BlockingQueue<T> queue) {
      try {
        return Objects.requireNonNull(
            queue.poll(TIMEOUT.toSeconds(), TimeUnit.SECONDS), "nothing came");
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      }
    }
  }

  private Reply exchange(
      int port, HttpMethod method, String target, Map<String, String> headers, String body) {
    var options =
        new RequestOptions().setMethod(method).setHost(LOOPBACK).setPort(port).setURI(target);
    headers.forEach(options::putHeader);
    Promise<Reply> reply = Promise.promise();
    // On the client's loop, so that no part of an answer comes before its handler is set.
    clientLoop.runOnContext(go -> exchange(options, body).onComplete(reply));
    return reply.future().await();
  }

  private Future<Reply> exchange(RequestOptions options, String body) {
    return http.request(options)
        .compose(request -> body == null ? request.send() : request.send(body))
        .compose(
            response ->
                response
                    .body()
                    .map(
                        content ->
                            new Reply(
                                response.statusCode(),
                                response.headers().entries().stream()
                                    .collect(
                                        Collectors.toMap(
                                            entry -> entry.getKey().toLowerCase(Locale.ROOT),
                                            Map.Entry::getValue,
                                            (first, second) -> first)),
                                content)));
  }

  /** Stops the gateway as SIGTERM does. */
  public void stop() {
    gateway.stop().await();
  }

  @Override
  public void close() {
    vertx.close().await();
    clientVertx.close().await();
  }
}
