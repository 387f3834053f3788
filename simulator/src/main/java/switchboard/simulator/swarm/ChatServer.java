package switchboard.simulator.swarm;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.internal.http.ClientWebSocketInternal;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import switchboard.simulator.books.Page;
import switchboard.simulator.endpoint.Endpoint;
import switchboard.simulator.measure.Reason;

/**
 * A client of the Chat API. Every method ends the call that it is given, unless it says otherwise:
 * as succeeded with its result, as failed with a failed future. It never retries.
 */
public final class ChatServer {
  /**
   * Requests at one time; further ones wait for a connection, and that wait is part of their
   * latency.
   */
  public static final int CONNECTIONS = 256;

  /**
   * Shorter than the servers', so that a request never meets a connection that its server is
   * closing.
   */
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

  /**
   * The default timeout; a little more than the 10 s after which a gateway answers that too many
   * clients connect, or, after 5 s, that there is no replica.
   */
  public static final Duration TIMEOUT = Duration.ofSeconds(12);

  private static final int LARGEST_FRAME = 64 * 1024;
  private static final CharSequence BEARER_HEADER = HttpHeaders.createOptimized("authorization");
  private static final CharSequence REPLICA_HEADER = HttpHeaders.createOptimized("x-replica");
  private static final CharSequence LOAD_TOKEN_HEADER = HttpHeaders.createOptimized("x-load-token");
  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

  private final Duration timeout;
  private final HttpClient http;
  private final WebSocketClient webSockets;
  private final Endpoint endpoint;
  private final String loadToken;

  Duration patience() {
    return timeout;
  }

  /** A message's place in its room. */
  record Receipt(String epoch, long seq) {}

  /** A session token of a user. */
  record Session(String token, Instant expiresAt) {}

  /**
   * Connects to nothing yet.
   *
   * @param timeout from the first step of an attempt to open a socket to the welcome
   * @param loadToken exempts sessions from the limits per address; empty for none
   */
  public ChatServer(Vertx vertx, Endpoint endpoint, Duration timeout, String loadToken) {
    this.timeout = timeout;
    this.loadToken = loadToken;
    this.endpoint = endpoint;
    http =
        vertx.createHttpClient(
            endpoint.with(
                new HttpClientOptions()
                    .setConnectTimeout((int) Calls.LIMIT.toMillis())
                    .setKeepAliveTimeout((int) KEEP_ALIVE.toSeconds())),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    webSockets =
        vertx.createWebSocketClient(
            endpoint.with(
                new WebSocketClientOptions()
                    .setConnectTimeout((int) timeout.toMillis())
                    // A user who moves has two.
                    .setMaxConnections(2 * Load.MAX_USERS)
                    .setMaxFrameSize(LARGEST_FRAME)
                    .setMaxMessageSize(LARGEST_FRAME)
                    .setClosingTimeout(2)
                    .setReceiveBufferSize(16 * 1024)));
  }

  Future<Session> login(Call call, String name) {
    var body = new JsonObject().put("name", name).toBuffer();
    var options = request(HttpMethod.POST, "/api/session", null);
    if (!loadToken.isEmpty()) {
      options.putHeader(LOAD_TOKEN_HEADER, loadToken);
    }
    return exchange(call, options, body, ChatServer::session);
  }

  private static Session session(Buffer body) {
    var json = body.toJsonObject();
    return new Session(json.getString("token"), Instant.parse(json.getString("expiresAt")));
  }

  /** Reads the newest messages of a room, at most {@code limit}. */
  Future<Page> newest(Call call, String token, String room, int limit) {
    var uri = "/api/messages?limit=" + limit + "&room=" + room;
    return exchange(call, request(HttpMethod.GET, uri, token), null, PageReader::read);
  }

  /** Sends a message; returns its place. */
  Future<Receipt> send(Call call, String token, String room, String id, String text) {
    var body = new JsonObject().put("room", room).put("id", id).put("text", text).toBuffer();
    return exchange(
        call, request(HttpMethod.POST, "/api/messages", token), body, ChatServer::receipt);
  }

  private static Receipt receipt(Buffer body) {
    var json = body.toJsonObject();
    return new Receipt(Epoch.checked(json.getString("epoch")), json.getLong("seq"));
  }

  private RequestOptions request(HttpMethod method, String uri, String token) {
    var options = endpoint.to(new RequestOptions()).setMethod(method).setURI(uri);
    return token == null ? options : options.putHeader(BEARER_HEADER, "Bearer " + token);
  }

  private <T> Future<T> exchange(
      Call call, RequestOptions options, Buffer body, Function<Buffer, T> read) {
    return http.request(options)
        .compose(request -> send(call, request, body))
        .compose(
            response -> {
              call.answered(response.statusCode(), response.getHeader(REPLICA_HEADER));
              return response.body().map(answer -> read(response, answer, read));
            })
        .onSuccess(result -> call.succeed())
        .onFailure(failure -> call.fail(Reason.of(failure)));
  }

  private static Future<HttpClientResponse> send(
      Call call, HttpClientRequest request, Buffer body) {
    if (!call.isOpen()) {
      request.reset();
      return Future.failedFuture("it ran out of time before there was a connection");
    }
    // The failure arrives with the response's future as well; without a handler Vert.x would log
    // each one.
    request.exceptionHandler(failure -> {});
    call.onTimeout(request::reset);
    if (body == null) {
      return request.send();
    }
    return request.putHeader(HttpHeaders.CONTENT_TYPE, JSON).send(body);
  }

  private static <T> T read(HttpClientResponse response, Buffer body, Function<Buffer, T> read) {
    int status = response.statusCode();
    if (status != 200 && status != 201) {
      throw new Refused(response, body);
    }
    try {
      return read.apply(body);
    } catch (DecodeException
        | ClassCastException
        | NullPointerException
        | IllegalArgumentException
        | DateTimeParseException e) {
      throw new IllegalStateException(
          String.format(Locale.ROOT, "answered %d with something unexpected", status), e);
    }
  }

  /**
   * Opens the socket whose handlers are already set; {@code after} is the last number that the user
   * has, of this epoch. The token travels in a header: addresses end up in logs. Only a failure
   * ends the call: it goes on until the welcome.
   */
  Future<Void> connect(
      Call call, ClientWebSocket socket, String token, String room, String epoch, long after) {
    var options = endpoint.to(new WebSocketConnectOptions());
    options.setURI("/ws?room=" + room + "&after=" + epoch + ":" + after);
    options.setTimeout(timeout.toMillis());
    options.putHeader(BEARER_HEADER, "Bearer " + token);
    return socket.connect(options).onFailure(failure -> notOpened(call, failure)).mapEmpty();
  }

  private static void notOpened(Call call, Throwable failure) {
    if (failure instanceof UpgradeRejectedException rejected) {
      call.answered(rejected.getStatus(), rejected.getHeaders().get(REPLICA_HEADER));
    }
    call.fail(Reason.of(failure));
  }

  ClientWebSocket newSocket() {
    return webSockets.webSocket();
  }

  /** Has the messages of an open socket go to a receiver of their own. */
  static void readMessages(
      ClientWebSocket socket, MessageFrames frames, Consumer<MessageFrames.Known> receiver) {
    if (socket instanceof ClientWebSocketInternal internal) {
      frames.read(internal.channelHandlerContext().pipeline(), receiver);
    }
  }

  /**
   * Ends an open socket without the closing handshake, which its peer would have to take part in.
   */
  static void abort(ClientWebSocket socket) {
    if (socket instanceof ClientWebSocketInternal internal) {
      var _ = internal.channelHandlerContext().close();
    }
  }

  /** Whether the failure says that the token is not, or no longer, good. */
  static boolean isUnauthorized(Throwable failure) {
    return switch (failure) {
      case Refused refused -> refused.status == 401;
      case UpgradeRejectedException rejected -> rejected.getStatus() == 401;
      default -> false;
    };
  }

  public Future<Void> close() {
    return http.close().eventually(webSockets::close);
  }

  /** An answer with another status than expected. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;

    Refused(HttpClientResponse response, Buffer body) {
      super(
          String.format(
              Locale.ROOT,
              "%d %s%s%s",
              response.statusCode(),
              response.statusMessage(),
              elsewhere(response),
              Reason.detail(body)),
          null,
          false,
          false);
      this.status = response.statusCode();
    }

    /** Redirects are not followed: what is measured would be another address. */
    private static String elsewhere(HttpClientResponse response) {
      var location = response.getHeader(HttpHeaders.LOCATION);
      return location == null ? "" : " to " + location;
    }
  }
}
