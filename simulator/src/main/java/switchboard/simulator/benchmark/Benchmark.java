package switchboard.simulator.benchmark;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import switchboard.simulator.measure.Reason;
import switchboard.simulator.schedule.ArrivalProcess;
import switchboard.simulator.schedule.Schedule;

/**
 * One run of a plan. With a closed shape a request's time counts from its start, with an open one
 * from when it was intended. Confined to the event loop.
 */
final class Benchmark {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int MAX_WAITING = 10_000;

  enum State {
    RUNNING,
    DONE,
    CANCELLED
  }

  private final int id;
  private final Plan plan;
  private final RequestOptions target;
  private final HttpClient http;
  private final Buffer body;
  private final RequestOutcomes tally = new RequestOutcomes();
  private final Instant startedAt = Instant.now();
  private final long began = System.nanoTime();
  private ArrivalProcess pulse;
  private State state = State.RUNNING;
  private int started;
  private long ended;

  Benchmark(int id, Plan plan, URI server, Vertx vertx) {
    this.id = id;
    this.plan = plan;
    var tls = "https".equals(server.getScheme());
    target =
        new RequestOptions()
            .setMethod(plan.method())
            .setHost(server.getHost())
            .setPort(server.getPort() > 0 ? server.getPort() : tls ? 443 : 80)
            .setSsl(tls)
            .setURI(plan.uri());
    body = plan.body() == null ? null : Buffer.buffer(plan.body());
    if (body != null) {
      target.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
    }
    http =
        vertx.createHttpClient(
            new HttpClientOptions().setReadIdleTimeout((int) LIMIT.toSeconds()),
            new PoolOptions().setHttp1MaxSize(plan.connections()));
  }

  int id() {
    return id;
  }

  boolean isRunning() {
    return state == State.RUNNING;
  }

  void start(Schedule schedule) {
    switch (plan.shape()) {
      case Plan.Closed closed -> {
        for (int i = 0; i < Math.min(closed.concurrency(), closed.requests()); i++) {
          next();
        }
      }
      case Plan.Open open -> {
        pulse = ArrivalProcess.even(schedule, this::intended);
        pulse.rate(open.perSecond());
      }
    }
  }

  private void next() {
    if (isRunning() && started < plan.requests()) {
      request(System.nanoTime(), this::next);
    }
  }

  private void intended(long time) {
    if (started - tally.completed() >= MAX_WAITING) {
      started++;
      tally.broke("not sent: " + MAX_WAITING + " requests were waiting for an answer already");
      finishIfComplete();
    } else {
      request(time, () -> {});
    }
    if (started >= plan.requests()) {
      pulse.rate(0);
    }
  }

  private void request(long from, Runnable then) {
    started++;
    http.request(target)
        .compose(this::send)
        .compose(
            response ->
                response
                    .body()
                    .onSuccess(
                        answer ->
                            record(
                                response.statusCode(), answer.length(), System.nanoTime() - from)))
        .onFailure(failure -> broke(Reason.of(failure)))
        .onComplete(
            done -> {
              finishIfComplete();
              then.run();
            });
  }

  private Future<HttpClientResponse> send(HttpClientRequest request) {
    // The failure arrives with the future as well; without a handler Vert.x would log each one.
    request.exceptionHandler(failure -> {});
    return body == null ? request.send() : request.send(body);
  }

  private void record(int status, int bytes, long nanos) {
    if (isRunning()) {
      tally.answered(status, bytes, nanos);
    }
  }

  private void broke(String reason) {
    if (isRunning()) {
      tally.broke(reason);
    }
  }

  private void finishIfComplete() {
    if (isRunning() && tally.completed() >= plan.requests()) {
      end(State.DONE);
    }
  }

  /** Cancels requests that have not been answered. */
  void cancel() {
    if (isRunning()) {
      end(State.CANCELLED);
    }
  }

  private void end(State how) {
    state = how;
    ended = System.nanoTime();
    if (pulse != null) {
      pulse.rate(0);
    }
    http.close();
  }

  /** Progress while it runs, the result when it has ended. */
  JsonObject toJson() {
    double seconds = ((isRunning() ? System.nanoTime() : ended) - began) / 1e9;
    return new JsonObject()
        .put("id", Integer.toString(id))
        .put("state", state.name().toLowerCase(Locale.ROOT))
        .put("plan", plan.toJson())
        .put("startedAt", startedAt.toString())
        .put("elapsedSeconds", seconds)
        .put("requests", plan.requests())
        .put("progress", (double) tally.completed() / plan.requests())
        .put("result", tally.toJson(seconds));
  }
}
