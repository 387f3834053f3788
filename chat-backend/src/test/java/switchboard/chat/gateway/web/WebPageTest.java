package switchboard.chat.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import switchboard.chat.gateway.RunningGateway;

class WebPageTest {
  private final RunningGateway gateway = new RunningGateway();

  @AfterEach
  void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/, text/html; charset=utf-8",
    "/chat.css, text/css; charset=utf-8",
    "/chat.js, text/javascript; charset=utf-8",
    "/room.js, text/javascript; charset=utf-8",
    "/log.js, text/javascript; charset=utf-8",
    "/icon.svg, image/svg+xml"
  })
  void filesAreServedWithTheirTypeAndAStrictPolicy(String path, String type) {
    var reply = gateway.get(path);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.headers())
        .containsEntry("content-type", type)
        .containsEntry("x-content-type-options", "nosniff")
        .hasEntrySatisfying(
            "content-security-policy",
            policy -> assertThat(policy).contains("default-src 'none'").doesNotContain("unsafe"));
  }

  @Test
  void unchangedFileIsNotSentAgain() {
    var first = gateway.get("/");

    var again =
        gateway.send(
            HttpMethod.GET, "/", Map.of("If-None-Match", first.headers().get("etag")), null);

    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body().length()).isZero();
  }

  @Test
  void pageLoadsNothingFromElsewhere() {
    assertThat(gateway.get("/").body().toString() + gateway.get("/chat.css").body())
        .doesNotContain("https://", "http://", "url(");
  }

  @Test
  void otherPathsAreNotFound() {
    var reply = gateway.get("/../GatewayMain.class");

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.headers()).containsEntry("content-type", "application/problem+json");
  }

  @Test
  void pageCannotBeWritten() {
    assertThat(gateway.post("/", "x").status()).isEqualTo(405);
  }
}
