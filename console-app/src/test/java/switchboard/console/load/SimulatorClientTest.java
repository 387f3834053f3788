package switchboard.console.load;

import static org.assertj.core.api.Assertions.assertThat;
import static switchboard.console.Outcomes.done;
import static switchboard.console.Outcomes.failure;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a simulator says, read word by word. */
@Tag("locales")
class SimulatorClientTest {
  private final MockWebServer server = new MockWebServer();
  private Simulator simulator;

  @BeforeEach
  void start() throws IOException {
    server.start();
    simulator =
        new Simulator(new OkHttpClient(), URI.create("http://127.0.0.1:" + server.getPort()));
  }

  @AfterEach
  void close() {
    server.close();
  }

  private void answer(String body) {
    server.enqueue(new MockResponse.Builder().body(body).build());
  }

  private static String stats(String messages, String beside) {
    var times =
        "{\"sinceStart\":{\"count\":0},\"sinceMark\":{\"count\":0},\"last10s\":{\"count\":0}}";
    return """
    {"at":"2026-01-01T12:00:00.042Z","startedAt":"2026-01-01T11:00:00.000Z","settled":true,
    "users":{"wanted":2,"connected":2,"connectedPeak":2},
    "requests":{"total":9,"failed":0,"inFlight":0},
    "messages":{"sent":3,"acknowledged":3,"delivered":6,"lost":0,"duplicated":0,"reordered":0,
    "pending":0%s},"reconnects":0%s,"latencyMillis":%s,"deliveryMillis":%s,"latenessMillis":%s,
    "reconnectMillis":%s}\
    """
        .formatted(messages, beside, times, times, times, times);
  }

  @Test
  void everyCountOfTheBooksIsRead() {
    answer(
        stats(
            ",\"owed\":11,\"renumbered\":12,\"undelivered\":13,\"abandoned\":14,\"wrongPages\":15",
            ",\"historyResets\":16"));

    var stats = done(simulator.stats(true));

    assertThat(stats.at()).isEqualTo(Instant.parse("2026-01-01T12:00:00.042Z"));
    assertThat(stats.messages())
        .isEqualTo(new LoadStats.Messages(3, 3, 11L, 6, 0, 0, 0, 12L, 13L, 14L, 0, 15L));
    assertThat(stats.historyResets()).isEqualTo(16);
    assertThat(stats.uncounted()).isEmpty();
  }

  @Test
  void whatAnOlderSimulatorDoesNotSayIsUnknownAndNotZero() {
    answer(stats("", ""));

    var stats = done(simulator.stats(true));

    assertThat(stats.messages().undelivered()).isNull();
    assertThat(stats.users().disconnectedSeconds()).isNull();
    assertThat(stats.requests().issued()).isNull();
    assertThat(stats.requests().dropped()).isNull();
    assertThat(stats.uncounted()).hasSize(6);
  }

  @Test
  void failedRequestIsReadWholeAndWithoutAStatus() {
    answer(
        """
        {"total":7,"kept":2,"failures":[
        {"at":"2026-01-01T12:00:00.042Z","user":"u1","route":"/api/messages","method":"GET",
        "through":"backend-2","status":503,"error":"store-unavailable","durationMillis":12.3,
        "attempts":2},
        {"at":"2026-01-01T12:00:01.000Z","user":"u2","route":"/ws","method":"SEND",
        "through":"gateway","error":"connection reset","durationMillis":4.5,"attempts":1}]}\
        """);

    var failures = done(simulator.failures());

    assertThat(failures.total()).isEqualTo(7);
    assertThat(failures.failures())
        .containsExactly(
            new FailedRequest(
                Instant.parse("2026-01-01T12:00:00.042Z"),
                "u1",
                "/api/messages",
                "GET",
                "backend-2",
                503,
                "store-unavailable",
                12.3,
                2),
            new FailedRequest(
                Instant.parse("2026-01-01T12:00:01Z"),
                "u2",
                "/ws",
                "SEND",
                "gateway",
                null,
                "connection reset",
                4.5,
                1));
  }

  @Test
  void answerThatIsNotOfTheFormExpectedIsAFailure() {
    for (var body :
        new String[] {
          "",
          "null",
          "[]",
          "{\"failures\":null}",
          "{\"failures\":[{\"at\":\"noon\"}]}",
          "{\"failures\":[{}]}"
        }) {
      answer(body);
      assertThat(failure(simulator.failures()).happened())
          .as(body)
          .isEqualTo("they are not the expected JSON");
    }
  }

  @Test
  void loadThatWasTakenIsTheOneThatIsWanted() {
    answer("{}");

    assertThat(done(simulator.setLoad(LoadPlan.DEFAULT))).isEqualTo(LoadPlan.DEFAULT);
  }
}
