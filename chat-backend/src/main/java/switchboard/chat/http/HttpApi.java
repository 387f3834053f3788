package switchboard.chat.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import switchboard.chat.config.ChatConfig;
import switchboard.chat.config.Limits;
import switchboard.chat.fault.Faults;
import switchboard.chat.management.Answer;
import switchboard.chat.management.Bodies;
import switchboard.chat.management.Connections;
import switchboard.chat.management.HeadLimits;
import switchboard.chat.management.LoadToken;
import switchboard.chat.management.Problem;
import switchboard.chat.management.ProblemCode;
import switchboard.chat.management.RequestFields;
import switchboard.chat.management.SocketProbe;
import switchboard.chat.metrics.ChatMetrics;
import switchboard.chat.request.AddressLimits;
import switchboard.chat.request.Caller;
import switchboard.chat.request.ClientAddress;
import switchboard.chat.request.Cursor;
import switchboard.chat.request.QueryParameters;
import switchboard.chat.request.Tokens;
import switchboard.chat.request.Validation;
import switchboard.chat.room.JsonFrames;
import switchboard.chat.room.Sending;
import switchboard.chat.room.WebSocketApi;

/**
 * The routes of the Chat API: sessions, sending, reading, and the upgrade to {@link WebSocketApi}.
 */
public final class HttpApi {
  private static final Map<String, List<String>> METHODS =
      Map.of(
          "/api/session", List.of("POST"),
          "/api/messages", List.of("GET", "HEAD", "POST"),
          "/api/replica", List.of("GET", "HEAD"),
          "/ws", List.of("GET", "HEAD"));

  /** Those by which gateways learn that this replica is about to end. */
  private static final Set<String> PROBED = Set.of("/api/replica", "/ws");

  private static final Set<String> SESSION_FIELDS = Set.of("name");
  private static final Set<String> MESSAGE_FIELDS = Set.of("room", "id", "text");
  private static final int DEFAULT_PAGE = 50;
  private static final int MAX_PAGE = 200;
  private static final int HANDSHAKES_PER_PASS = 4;

  private final Vertx vertx;
  private final ChatConfig config;
  private final Tokens tokens;
  private final LoadToken loadToken;
  private final AddressLimits addressLimits;
  private final Sending sending;
  private final WebSocketApi webSockets;
  private final Pages pages;
  private final Faults faults;
  private final ChatMetrics metrics;
  private final Connections connections;
  private final Limits limits;
  private final Turns handshakes;

  public HttpApi(
      Vertx vertx,
      ChatConfig config,
      Tokens tokens,
      Sending sending,
      WebSocketApi webSockets,
      Pages pages,
      AddressLimits addressLimits,
      Faults faults,
      ChatMetrics metrics,
      Connections connections,
      Limits limits) {
    this.vertx = vertx;
    this.config = config;
    this.tokens = tokens;
    this.sending = sending;
    this.webSockets = webSockets;
    this.pages = pages;
    this.loadToken = new LoadToken(config.loadToken());
    this.addressLimits = addressLimits;
    this.faults = faults;
    this.metrics = metrics;
    this.connections = connections;
    this.limits = limits;
    handshakes = new Turns(vertx, HANDSHAKES_PER_PASS);
  }

  /** Answers a request, once the answers before it have left: they wait in memory until then. */
  public void handle(HttpServerRequest request) {
    connections.inTurn(request, this::proceed);
  }

  /** Answers what is not HTTP, or has a head that is too long; then closes the connection. */
  public void refuse(HttpServerRequest request) {
    exchange(request, "unmatched").answer(HeadLimits.DEFAULT.problem(request));
    connections.end(request.connection());
  }

  private Exchange exchange(HttpServerRequest request, String route) {
    return new Exchange(request, route, config.replicaName(), metrics, vertx, connections);
  }

  private void proceed(HttpServerRequest request) {
    var path = request.path();
    var route = METHODS.containsKey(path) ? path : "unmatched";
    var exchange = exchange(request, route);
    var foreign = config.hosts().problem(request);
    if (foreign.isPresent()) {
      Bodies.closeAfterwards(vertx, request);
      exchange.answer(foreign.get());
      return;
    }
    long delayMillis = faults.delay().toMillis();
    var hasBody = request.method().equals(HttpMethod.POST);
    var handshake = route.equals("/ws");
    if (!hasBody && (handshake || delayMillis > 0)) {
      // It can become a WebSocket only as long as its end is not read.
      request.pause();
    }
    var body =
        hasBody
            ? Bodies.read(vertx, request, Bodies.MAX_BYTES, limits.request())
            : Future.succeededFuture(Buffer.buffer());
    if (handshake) {
      body = body.compose(none -> handshakes.next().map(none));
    }
    var delayed =
        delayMillis == 0
            ? body
            : body.compose(
                whole -> vertx.timer(delayMillis, TimeUnit.MILLISECONDS).map(waited -> whole));
    delayed
        .onSuccess(whole -> dispatch(exchange, route, whole))
        .onFailure(exchange::fail)
        .onComplete(done -> request.resume());
    if (hasBody) {
      request.resume();
    }
  }

  private void dispatch(Exchange exchange, String route, Buffer body) {
    try {
      // A gateway has to see whether the replica hangs, not whether a fault makes its requests
      // fail.
      if (!route.equals("/api/replica") && faults.strikes()) {
        throw Problem.passing(
                ProblemCode.INJECTED_FAULT, "Refused by a fault that an operator started.", 1)
            .refusal();
      }
      if (webSockets.isEnding()
          && PROBED.contains(route)
          && SocketProbe.isAsked(exchange.request())) {
        exchange.refuseProbe();
        return;
      }
      var method = exchange.request().method().name();
      switch (method + " " + route) {
        case "GET /api/replica", "HEAD /api/replica" -> exchange.answer(whoAnswers());
        case "POST /api/session" -> exchange.answer(openSession(exchange.request(), body));
        case "POST /api/messages" -> send(exchange, body);
        case "GET /api/messages", "HEAD /api/messages" -> sendPage(exchange);
        case "GET /ws", "HEAD /ws" -> webSockets.open(exchange.request(), exchange::upgrade);
        default -> exchange.answer(unmatched(exchange.request()));
      }
    } catch (RuntimeException failure) {
      exchange.fail(failure);
    }
  }

  /** The probe that gateways send before they pass a handshake to a replica; needs no store. */
  private Answer whoAnswers() {
    return Answer.of(200, new JsonObject().put("replica", config.replicaName()));
  }

  private Answer openSession(HttpServerRequest request, Buffer body) {
    var name = Validation.userName(RequestFields.parse(body).only(SESSION_FIELDS).text("name"));
    var forLoad = loadToken.isShown(request.getHeader("X-Load-Token"));
    if (!forLoad) {
      addressLimits.newSession(ClientAddress.of(request));
    }
    var token = tokens.issue(name, forLoad);
    return Answer.of(
        201,
        new JsonObject()
            .put("name", name)
            .put("token", token.text())
            .put("expiresAt", JsonFrames.time(token.expiresAt())));
  }

  private void send(Exchange exchange, Buffer body) {
    var caller = authenticated(exchange.request());
    var fields = RequestFields.parse(body).only(MESSAGE_FIELDS);
    var room = Validation.room(fields.text("room"));
    var id = fields.text("id");
    sending
        .send(caller, room, id, fields.text("text"))
        .onSuccess(
            appended ->
                exchange.answer(
                    Answer.of(
                        appended.duplicate() ? 200 : 201, JsonFrames.appended(room, id, appended))))
        .onFailure(exchange::fail);
  }

  private void sendPage(Exchange exchange) {
    var request = exchange.request();
    var caller =
        config.publicRead() && request.getHeader("Authorization") == null
            ? new Caller("", ClientAddress.of(request), false)
            : authenticated(request);
    var parameters = QueryParameters.of(request);
    var room = Validation.room(parameters.one("room"));
    var limit = parameters.one("limit");
    var query =
        new Pages.Query(
            room,
            Cursor.after(parameters),
            limit == null ? DEFAULT_PAGE : (int) Validation.number("limit", limit, 1, MAX_PAGE));
    pages
        .page(query, caller)
        .onSuccess(page -> exchange.answer(new Answer.Json(200, page)))
        .onFailure(failure -> exchange.fail(Sending.refusal(failure)));
  }

  private Caller authenticated(HttpServerRequest request) {
    return tokens
        .bearer(Tokens.ofHeader(request.getHeader("Authorization")))
        .map(bearer -> Caller.of(bearer, request))
        .orElseThrow(
            () ->
                Problem.unauthorized(
                        "No valid token; get one by POST /api/session and send it as"
                            + " \"Authorization: Bearer <token>\".")
                    .refusal());
  }

  private static Answer unmatched(HttpServerRequest request) {
    var methods = METHODS.get(request.path());
    return methods == null
        ? Problem.of(
            ProblemCode.NOT_FOUND,
            "There is no such path; the Chat API has /api/session, /api/messages and /ws.")
        : Problem.notAllowed(request.path(), methods);
  }
}
