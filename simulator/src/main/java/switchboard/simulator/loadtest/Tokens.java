package switchboard.simulator.loadtest;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import switchboard.simulator.measure.Reason;

/** The tokens of a load test's own sessions, which its requests carry in turn. */
final class Tokens {
  private static final String LOAD_TOKEN_HEADER = "X-Load-Token";

  /** How many logins run at once. */
  private static final int AT_ONCE = 16;

  private final HttpClient http;
  private final RequestOptions server;
  private final String loadToken;
  private final List<String> bearers = new ArrayList<>();
  private int wanted;
  private int asked;
  private int next;

  /** {@code loadToken} exempts the sessions from the limits per address; empty for none. */
  Tokens(HttpClient http, RequestOptions server, String loadToken) {
    this.http = http;
    this.server = server;
    this.loadToken = loadToken;
  }

  /** Logs this many users in; fails with the first that cannot be. */
  Future<Void> open(int sessions) {
    wanted = sessions;
    var chains = new ArrayList<Future<Void>>();
    for (int i = 0; i < Math.min(AT_ONCE, sessions); i++) {
      chains.add(logIn());
    }
    return chains.isEmpty() ? Future.succeededFuture() : Future.all(chains).mapEmpty();
  }

  private Future<Void> logIn() {
    if (asked >= wanted) {
      return Future.succeededFuture();
    }
    asked++;
    var options = new RequestOptions(server).setMethod(HttpMethod.POST).setURI("/api/session");
    options.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
    if (!loadToken.isEmpty()) {
      options.putHeader(LOAD_TOKEN_HEADER, loadToken);
    }
    var name = new JsonObject().put("name", "load-test-" + asked).toBuffer();
    return http.request(options)
        .compose(request -> request.send(name))
        .compose(response -> response.body().map(body -> bearer(response.statusCode(), body)))
        .compose(
            bearer -> {
              bearers.add(bearer);
              return logIn();
            });
  }

  private static String bearer(int status, Buffer body) {
    if (status != 201) {
      throw new IllegalStateException("answered " + status + Reason.detail(body));
    }
    try {
      return "Bearer " + body.toJsonObject().getString("token");
    } catch (DecodeException | ClassCastException e) {
      throw new IllegalStateException("answered with something unexpected", e);
    }
  }

  /** The one whose turn it is; null without sessions. */
  String next() {
    if (bearers.isEmpty()) {
      return null;
    }
    next = (next + 1) % bearers.size();
    return bearers.get(next);
  }
}
