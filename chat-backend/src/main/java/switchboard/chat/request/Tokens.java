package switchboard.chat.request;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Session tokens: HS256 JWTs, which every replica with the same secret can check by itself. Clocks
 * may differ by {@link #LEEWAY}: a token is accepted that much before its {@code nbf}, but never
 * after its {@code exp}.
 */
public final class Tokens {
  private static final Duration VALIDITY = Duration.ofHours(12);
  private static final Duration LEEWAY = Duration.ofSeconds(30);
  private static final String SCHEME = "Bearer ";

  /** One that {@link #issue} made has at most about 500. */
  private static final int MAX_TOKEN_CHARACTERS = 1_024;

  private static final String LOAD = "load";

  /** Of about half a kilobyte each; users who send again soon find theirs. */
  private static final int MAX_KNOWN = 4_096;

  private final JWTAuth auth;
  private final InstantSource clock;

  /** Tokens that were verified, the least recently used first. Only the event loop asks. */
  private final Map<String, Bearer> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bearer> eldest) {
          return size() > MAX_KNOWN;
        }
      };

  /** A token, and when it stops being valid. */
  public record Token(String text, Instant expiresAt) {}

  /**
   * Whose token it is.
   *
   * @param forLoad whether a load generator got it
   */
  public record Bearer(String user, boolean forLoad, Instant expiresAt) {}

  /**
   * Tokens that are valid by a clock.
   *
   * @param secret of at least 32 bytes, the same on every replica
   */
  public Tokens(Vertx vertx, String secret, InstantSource clock) {
    this.clock = clock;
    auth =
        JWTAuth.create(
            vertx,
            new JWTAuthOptions()
                .setJWTOptions(new JWTOptions().setLeeway((int) LEEWAY.toSeconds()))
                .addPubSecKey(new PubSecKeyOptions().setAlgorithm("HS256").setBuffer(secret)));
  }

  /**
   * A new token.
   *
   * @param forLoad whether the limits for each address do not count for it
   */
  public Token issue(String user, boolean forLoad) {
    var expiresAt = clock.instant().plus(VALIDITY).truncatedTo(ChronoUnit.SECONDS);
    var claims = new JsonObject().put("sub", user).put("exp", expiresAt.getEpochSecond());
    if (forLoad) {
      claims.put(LOAD, true);
    }
    // When it was issued would be of no use, but to a replica whose clock is behind.
    var options = new JWTOptions().setAlgorithm("HS256").setNoTimestamp(true);
    return new Token(auth.generateToken(claims, options), expiresAt);
  }

  /** The token's user; empty when it is missing, forged or expired. */
  public Optional<Bearer> bearer(String token) {
    if (token == null || token.length() > MAX_TOKEN_CHARACTERS) {
      return Optional.empty();
    }
    var bearer = known.get(token);
    if (bearer == null) {
      var verified = verified(token);
      verified.ifPresent(valid -> known.put(token, valid));
      return verified;
    }
    if (clock.instant().isBefore(bearer.expiresAt())) {
      return Optional.of(bearer);
    }
    known.remove(token);
    return Optional.empty();
  }

  private Optional<Bearer> verified(String token) {
    try {
      // Checked at once, on this thread: the future is complete when it is returned.
      var checked = auth.authenticate(new TokenCredentials(token));
      return checked.succeeded()
          ? bearer(checked.result().attributes().getJsonObject("accessToken"))
          : Optional.empty();
    } catch (RuntimeException notAToken) {
      return Optional.empty();
    }
  }

  /** A token that another holder of the secret made may lack claims that {@link #issue} sets. */
  private Optional<Bearer> bearer(JsonObject claims) {
    return claims.getValue("exp") instanceof Number end
            && clock.instant().getEpochSecond() < end.longValue()
            && claims.getValue("sub") instanceof String user
        ? Optional.of(
            new Bearer(
                Validation.userName(user),
                Boolean.TRUE.equals(claims.getValue(LOAD)),
                Instant.ofEpochSecond(end.longValue())))
        : Optional.empty();
  }

  /** The token of an Authorization header; null when there is none. */
  public static String ofHeader(String authorization) {
    return authorization != null && authorization.startsWith(SCHEME)
        ? authorization.substring(SCHEME.length())
        : null;
  }
}
