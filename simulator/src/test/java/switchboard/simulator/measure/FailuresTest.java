package switchboard.simulator.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("locales")
class FailuresTest {
  private final Failures failures = new Failures();

  private void fail(int number) {
    failures.add(
        new Failure(
            0, "ada", "/ws", Failure.SEND, "backend-1", 0, "reason " + number, 1_500_000, 2));
  }

  @Test
  void firstAreKeptAndTheRestCounted() {
    for (int i = 1; i <= Failures.KEPT + 3; i++) {
      fail(i);
    }

    JsonObject json = failures.toJson();

    assertThat(json.getLong("total")).isEqualTo(Failures.KEPT + 3);
    assertThat(json.getLong("kept")).isEqualTo(Failures.KEPT);
    assertThat(json.getJsonArray("failures")).hasSize(Failures.KEPT);
    assertThat(failures.last()).isEqualTo("WebSocket send: reason " + (Failures.KEPT + 3));
  }

  @Test
  void failureSaysAllThatIsKnown() {
    fail(1);

    assertThat(failures.toJson().getJsonArray("failures").getJsonObject(0))
        .isEqualTo(
            new JsonObject()
                .put("at", "1970-01-01T00:00:00.000Z")
                .put("user", "ada")
                .put("route", "/ws")
                .put("method", "SEND")
                .put("through", "backend-1")
                .put("error", "reason 1")
                .put("durationMillis", 1.5)
                .put("attempts", 2));
  }

  @Test
  void whatIsNoFailedRequestIsNotCounted() {
    failures.report("something odd");

    assertThat(failures.toJson().getLong("total")).isZero();
    assertThat(failures.last()).isEqualTo("something odd");
  }
}
