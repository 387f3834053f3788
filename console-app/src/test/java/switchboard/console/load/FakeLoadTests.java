package switchboard.console.load;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Load tests of a simulator in memory, which take no time unless a test says that they last. */
public final class FakeLoadTests {
  private static final int MESSAGES_TO_READ = 20;

  private final List<JsonObject> plans = new CopyOnWriteArrayList<>();
  private volatile String failed = "0";
  private volatile String statuses = "{\"200\":100}";
  private volatile String beside = "";
  private volatile OptionalInt carried = OptionalInt.empty();
  private volatile boolean lasting;
  private volatile boolean cancelled;
  private volatile CompletableFuture<?> heldBack = CompletableFuture.completedFuture("");
  private volatile String refusal = "";
  private volatile int refusalStatus;

  /** From now on requests fail like this. */
  public void fail(int requests, String counts) {
    failed = Integer.toString(requests);
    statuses = counts;
  }

  /**
   * From now on a thousand requests are answered within 2 ms; above this rate, 200 of them fail,
   * and of those that last only such a one does.
   */
  public void carry(int requestsPerSecond) {
    carried = OptionalInt.of(requestsPerSecond);
  }

  /** From now on the simulator is the limit. */
  public void limit(String sentence) {
    beside = ",\"generator\":{\"cpuCores\":0.97,\"notSent\":0,\"limit\":\"" + sentence + "\"}";
  }

  /** From now on they cannot begin. */
  public void notBegin(String problem) {
    beside = ",\"problem\":\"" + problem + "\"";
  }

  /** From now on they last until they are cancelled. */
  public void last() {
    lasting = true;
  }

  /** From now on the answer to a start is held back. */
  public void holdBack(CompletableFuture<?> until) {
    heldBack = until;
  }

  /** From now on they are refused. */
  public void refuse(int status, String detail) {
    refusalStatus = status;
    refusal = "{\"detail\":\"" + detail + "\"}";
  }

  /** Those that were started. */
  public List<JsonObject> plans() {
    return List.copyOf(plans);
  }

  /** Whether one was cancelled. */
  public boolean isCancelled() {
    return cancelled;
  }

  void handle(HttpExchange exchange) throws IOException {
    var method = exchange.getRequestMethod();
    if (method.equals("POST") && refusalStatus > 0) {
      FakeSimulator.answer(exchange, refusalStatus, refusal);
      return;
    }
    if (method.equals("POST")) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      plans.add(JsonParser.parseString(body).getAsJsonObject());
      heldBack.join();
    }
    if (method.equals("DELETE")) {
      cancelled = true;
    }
    if (carried.isPresent() && !isFilling()) {
      FakeSimulator.answer(exchange, 200, carried(carried.getAsInt()));
      return;
    }
    var state = cancelled ? "cancelled" : lasting && !isFilling() ? "running" : "done";
    FakeSimulator.answer(
        exchange,
        200,
        """
        {"id":"1","state":"%s","startedAt":"2026-01-01T12:00:00.042Z","elapsedSeconds":0.5,
        "requests":100,"progress":1.0,"result":{"completed":100,"failed":%s,"bytes":204800,
        "requestsPerSecond":200.0,"latencyMillis":{"count":100,"mean":2.5,"p50":2.0,"p90":4.0,
        "p95":5.0,"p99":9.0,"p99_9":12.0,"max":12.5},"statuses":%s,"errors":{}}%s}\
        """
            .formatted(
                state,
                isFilling() ? "0" : failed,
                isFilling() ? "{}" : statuses,
                isFilling() ? "" : beside));
  }

  private String carried(int most) {
    var failing = plans.getLast().get("rate").getAsInt() > most ? 200 : 0;
    var micros = new long[1_000];
    Arrays.fill(micros, 2_000);
    return """
    {"id":"1","state":"%s","startedAt":"2026-01-01T12:00:00.042Z","elapsedSeconds":5.0,
    "requests":1000,"progress":1.0,"result":{"completed":1000,"failed":%s,"bytes":204800,
    "requestsPerSecond":1000.0,"latencyMillis":{"count":1000,"mean":2.0,"p50":2.0,"p90":2.0,
    "p95":2.0,"p99":2.0,"p99_9":2.0,"max":2.0,"histogram":"%s"},
    "statuses":{"200":%s,"503":%s},"errors":{}}%s}\
    """
        .formatted(
            cancelled ? "cancelled" : lasting && failing > 0 ? "running" : "done",
            failing,
            Recorded.micros(micros).histogram(),
            1_000 - failing,
            failing,
            beside);
  }

  /** What comes first so that there is something to read. */
  private boolean isFilling() {
    var newest = plans.getLast();
    return newest.has("requests")
        && newest.get("requests").getAsInt() == MESSAGES_TO_READ
        && newest.get("path").getAsString().equals("/api/messages");
  }
}
