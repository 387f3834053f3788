package switchboard.chat.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A token that was verified once is as good as it was, and no longer. */
class TokensTest {
  private static final Vertx VERTX = Vertx.vertx();

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  private final Tokens tokens =
      new Tokens(VERTX, "a secret of 32 bytes or more than that", now::get);

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @Test
  void verifiedTokenIsTakenAgainUntilItExpires() {
    var token = tokens.issue("ann", false);
    var bearer = tokens.bearer(token.text()).orElseThrow();

    now.set(token.expiresAt().minusMillis(1));
    assertThat(tokens.bearer(token.text())).containsSame(bearer);

    now.set(token.expiresAt());
    assertThat(tokens.bearer(token.text())).isEmpty();
    assertThat(tokens.bearer(token.text())).isEmpty();
  }

  @Test
  void tokenThatResemblesAVerifiedOneIsRefused() {
    var token = tokens.issue("ann", false).text();
    assertThat(tokens.bearer(token)).isPresent();

    assertThat(tokens.bearer(token.substring(0, token.length() - 1))).isEmpty();
    assertThat(tokens.bearer(token + "A")).isEmpty();
  }

  @Test
  void moreTokensThanAreRememberedAreStillTaken() {
    var first = tokens.issue("first", false).text();
    assertThat(tokens.bearer(first)).isPresent();
    for (int i = 0; i < 5_000; i++) {
      assertThat(tokens.bearer(tokens.issue("user-" + i, false).text())).isPresent();
    }

    assertThat(tokens.bearer(first).map(Tokens.Bearer::user)).contains("first");
    now.set(now.get().plus(Duration.ofHours(13)));
    assertThat(tokens.bearer(first)).isEmpty();
  }
}
