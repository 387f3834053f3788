package switchboard.simulator.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
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

    var json = failures.toJson();

    assertThat(failures.total()).isEqualTo(Failures.KEPT + 3);
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

  @Test
  void statusOfAnAnswerIsTold() {
    failures.add(
        new Failure(0, "ada", "/api/rooms", "GET", "backend-1", 503, "HTTP 503", 1_500_000, 2));

    assertThat(failures.toJson().getJsonArray("failures").getJsonObject(0).getInteger("status"))
        .isEqualTo(503);
  }

  @Test
  void logHasALineForEachFlushThatThereIsSomethingFor() {
    var lines = new ArrayList<String>();
    var log = Logger.getLogger(Failures.class.getName());
    Handler handler = new Lines(lines);
    log.addHandler(handler);
    try {
      failures.flush();
      fail(1);
      fail(2);
      failures.flush();
      failures.flush();
      fail(3);
      failures.flush();
    } finally {
      log.removeHandler(handler);
    }

    assertThat(lines)
        .containsExactly(
            "2 failures, the newest: WebSocket send: reason 2",
            "1 failures, the newest: WebSocket send: reason 3");
  }

  private static final class Lines extends Handler {
    private final List<String> lines;

    Lines(List<String> lines) {
      this.lines = lines;
    }

    @Override
    public void publish(LogRecord line) {
      lines.add(line.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
