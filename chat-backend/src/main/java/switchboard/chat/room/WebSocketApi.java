package switchboard.chat.room;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import switchboard.chat.balance.Rebalancer;
import switchboard.chat.config.Limits;
import switchboard.chat.fault.Faults;
import switchboard.chat.management.Problem;
import switchboard.chat.management.ProblemCode;
import switchboard.chat.management.Refusal;
import switchboard.chat.metrics.ChatMetrics;
import switchboard.chat.request.Caller;
import switchboard.chat.request.Cursor;
import switchboard.chat.request.QueryParameters;
import switchboard.chat.request.Tokens;
import switchboard.chat.request.Validation;

/** Opens WebSockets into rooms, and tracks the open ones. */
public final class WebSocketApi implements Rebalancer.Users {
  public static final int MAX_FRAME_BYTES = IncomingMessages.MAX_MESSAGE_BYTES;

  private static final short GOING_AWAY = 1001;

  /** One timer for all sockets: checking thousands of them takes well under 1 ms. */
  private static final long EXPIRY_CHECK_MILLIS = 500;

  private static final String VERSION = "13";

  /** 16 bytes in Base64. */
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{22}==");

  private final Vertx vertx;
  private final Tokens tokens;
  private final Rooms rooms;
  private final Sending sending;
  private final Faults faults;
  private final ChatMetrics metrics;
  private final Limits limits;
  private final InstantSource clock;
  private final InFlight sends = new InFlight();

  /** When the token of each is no longer valid; in the order in which they were opened. */
  private final Map<Session, Instant> sessions = new LinkedHashMap<>();

  /** Those who have been asked to move and have not left yet. */
  private final Set<Session> leaving = new HashSet<>();

  private boolean ending;

  public WebSocketApi(
      Vertx vertx,
      Tokens tokens,
      Rooms rooms,
      Sending sending,
      Faults faults,
      ChatMetrics metrics,
      Limits limits,
      InstantSource clock) {
    this.vertx = vertx;
    this.tokens = tokens;
    this.rooms = rooms;
    this.sending = sending;
    this.faults = faults;
    this.metrics = metrics;
    this.limits = limits;
    this.clock = clock;
    vertx.setPeriodic(EXPIRY_CHECK_MILLIS, timer -> endExpired());
  }

  private void endExpired() {
    var now = clock.instant();
    var expired = new ArrayList<Session>();
    sessions.forEach(
        (session, expiresAt) -> {
          if (!now.isBefore(expiresAt)) {
            expired.add(session);
          }
        });
    expired.forEach(Session::expire);
  }

  /**
   * Answers a request for a WebSocket. An invalid one is refused by exception, before the protocol
   * changes.
   *
   * @param upgrade answers the request by switching to the WebSocket protocol
   */
  public void open(HttpServerRequest request, Supplier<Future<ServerWebSocket>> upgrade) {
    var query = QueryParameters.of(request);
    var room = Validation.room(query.one("room"));
    var after = Cursor.after(query);
    var header = Tokens.ofHeader(request.getHeader("Authorization"));
    var bearer =
        tokens
            .bearer(header == null ? query.one("token") : header)
            .orElseThrow(
                () ->
                    Problem.unauthorized(
                            "No valid token; get one by POST /api/session and send it as the"
                                + " parameter \"token\" or as \"Authorization: Bearer <token>\".")
                        .refusal());
    checkHandshake(request);
    var caller = Caller.of(bearer, request);
    upgrade
        .get()
        .onSuccess(
            socket -> {
              // What the handshake said would be kept for as long as the socket stands.
              request.headers().clear();
              request.response().headers().clear();
              var session =
                  new Session(vertx, socket, caller, room, sending, faults, sends, metrics, limits);
              sessions.put(session, bearer.expiresAt());
              metrics.connectionOpened();
              session.start(rooms, after, () -> closed(session));
            });
  }

  private static void checkHandshake(HttpServerRequest request) {
    if (!request.canUpgradeToWebSocket()) {
      throw upgradeRequired("This path takes a WebSocket handshake.").refusal();
    }
    var key = request.getHeader("Sec-WebSocket-Key");
    if (key == null || !KEY.matcher(key).matches()) {
      throw Refusal.malformed("The Sec-WebSocket-Key is not valid; expected 16 bytes in Base64.");
    }
    if (!VERSION.equals(request.getHeader("Sec-WebSocket-Version"))) {
      throw upgradeRequired("This path takes WebSockets of version %s.".formatted(VERSION))
          .with("Sec-WebSocket-Version", VERSION)
          .refusal();
    }
  }

  private static Problem upgradeRequired(String detail) {
    return Problem.of(ProblemCode.UPGRADE_REQUIRED, detail)
        .with("Upgrade", "websocket")
        .with("Connection", "Upgrade");
  }

  private void closed(Session session) {
    sessions.remove(session);
    leaving.remove(session);
    metrics.connectionClosed();
  }

  /** How many WebSockets are open. */
  public int open() {
    return sessions.size();
  }

  @Override
  public int staying() {
    return sessions.size() - leaving.size();
  }

  @Override
  public int leaving() {
    return leaving.size();
  }

  @Override
  public int askToMove(int count) {
    var asked = sessions.keySet().stream().filter(Session::isMovable).limit(count).toList();
    leaving.addAll(asked);
    metrics.askedToMove(asked.size());
    asked.forEach(Session::askToMove);
    return asked.size();
  }

  @Override
  public void askAgain() {
    leaving.forEach(Session::askToMove);
  }

  /** Has gateways take new WebSockets to the other replicas. */
  public void endSoon() {
    ending = true;
  }

  /** Whether gateways had better take new WebSockets elsewhere. */
  public boolean isEnding() {
    return ending;
  }

  /** Stops reading from clients; completes when everything received is answered. */
  public Future<Void> drain() {
    sessions.keySet().forEach(Session::stopReading);
    return sends.none();
  }

  /** Closes every socket; completes when all have closed. */
  public Future<Void> closeAll() {
    var closes =
        sessions.keySet().stream()
            .map(session -> session.close(GOING_AWAY, "the replica stops"))
            .toList();
    return Future.join(closes).mapEmpty();
  }
}
