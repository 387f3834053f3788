package switchboard.chat.request;

import io.vertx.core.http.HttpServerRequest;

/**
 * The originator of a request.
 *
 * @param user whose token came with the request; empty where none is needed
 * @param address as {@link ClientAddress} has it
 * @param exempt whether the limits for each address do not count: the token was issued for load
 */
public record Caller(String user, String address, boolean exempt) {
  public static Caller of(Tokens.Bearer bearer, HttpServerRequest request) {
    return new Caller(bearer.user(), ClientAddress.of(request), bearer.forLoad());
  }
}
