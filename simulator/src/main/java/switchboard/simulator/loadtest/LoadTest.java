package switchboard.simulator.loadtest;

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
import switchboard.simulator.measure.Timestamps;
import switchboard.simulator.schedule.ArrivalProcess;
import switchboard.simulator.schedule.Schedule;

/**
 * One run of a plan. With a closed shape a request's time counts from its start, with an open one
 * from when it was intended. Confined to the event loop.
 */
final class LoadTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String TIMED_OUT = "no answer within " + LIMIT.toSeconds() + " s";
  private static final int MAX_WAITING = 10_000;
  private static final int PROBES_PER_SECOND = 200;
  private static final int RADIX = 36;
  private static final String NUMBER = "{n}";
  private static final String RUN = "{run}";

  enum State {
    /** Opens its sessions. */
    PREPARING,
    RUNNING,
    DONE,
    /** It could not begin. */
    FAILED,
    CANCELLED
  }

  private final int id;
  private final Plan plan;
  private final RequestOptions server;
  private final HttpClient http;
  private final Tokens tokens;
  private final String path;
  private final String text;
  private final Buffer body;
  private final RequestOutcomes tally = new RequestOutcomes();
  private final Instant startedAt = Instant.now();
  private Generator generator;
  private JsonObject generatorAtEnd;

  /** Of requests at a rate; of others, of what shows how late the loop is. */
  private ArrivalProcess arrivals;

  private State state = State.PREPARING;
  private String problem;
  private int started;
  private long began;
  private long ended;

  LoadTest(int id, Plan plan, URI address, String loadToken, Vertx vertx) {
    this.id = id;
    this.plan = plan;
    var tls = "https".equals(address.getScheme());
    server =
        new RequestOptions()
            .setHost(address.getHost())
            .setPort(address.getPort() > 0 ? address.getPort() : tls ? 443 : 80)
            .setSsl(tls);
    http =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) LIMIT.toMillis())
                .setReadIdleTimeout((int) LIMIT.toSeconds()),
            new PoolOptions().setHttp1MaxSize(plan.connections()));
    tokens = new Tokens(http, server, loadToken);
    path = ofThisRun(plan.path());
    text = plan.body() == null ? null : ofThisRun(plan.body());
    body = text == null || text.contains(NUMBER) ? null : Buffer.buffer(text);
  }

  private String ofThisRun(String template) {
    return template.replace(RUN, Long.toString(startedAt.toEpochMilli(), RADIX) + "-" + id);
  }

  int id() {
    return id;
  }

  boolean isUnderWay() {
    return state == State.PREPARING || state == State.RUNNING;
  }

  /** Opens the sessions, and then begins. */
  void start(Schedule schedule) {
    tokens
        .open(plan.sessions())
        .onSuccess(opened -> begin(schedule))
        .onFailure(
            failure -> {
              if (isUnderWay()) {
                problem = "no session could be opened: " + Reason.of(failure);
                end(State.FAILED);
              }
            });
  }

  private void begin(Schedule schedule) {
    if (!isUnderWay()) {
      return;
    }
    state = State.RUNNING;
    generator = new Generator(plan.shape(), MAX_WAITING);
    began = System.nanoTime();
    switch (plan.shape()) {
      case Plan.Closed closed -> {
        arrivals = ArrivalProcess.even(schedule, due -> generator.late(System.nanoTime() - due));
        arrivals.rate(PROBES_PER_SECOND);
        for (int i = 0; i < Math.min(closed.concurrency(), closed.requests()); i++) {
          next();
        }
      }
      case Plan.Open open -> {
        arrivals = ArrivalProcess.even(schedule, this::intended);
        arrivals.rate(open.perSecond());
      }
    }
  }

  private void next() {
    if (isUnderWay() && started < plan.requests()) {
      request(System.nanoTime(), this::next);
    }
  }

  private void intended(long time) {
    if (started - tally.completed() >= MAX_WAITING) {
      started++;
      generator.notSent();
      tally.broke("not sent");
      finishIfComplete();
    } else {
      generator.late(System.nanoTime() - time);
      request(time, () -> {});
    }
    if (started >= plan.requests()) {
      arrivals.rate(0);
    }
  }

  private void request(long from, Runnable then) {
    started++;
    int number = started;
    long sent = System.nanoTime();
    http.request(options(number))
        .compose(request -> send(request, number))
        .compose(
            response ->
                response
                    .body()
                    .onSuccess(
                        answer ->
                            record(
                                response.statusCode(), answer.length(), System.nanoTime() - from)))
        .onFailure(failure -> broke(failure, System.nanoTime() - sent))
        .onComplete(
            done -> {
              finishIfComplete();
              then.run();
            });
  }

  private RequestOptions options(int number) {
    var options =
        new RequestOptions(server).setMethod(plan.method()).setURI(numbered(path, number));
    var bearer = tokens.next();
    if (bearer != null) {
      options.putHeader(HttpHeaders.AUTHORIZATION, bearer);
    }
    return text == null ? options : options.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
  }

  private static String numbered(String template, int number) {
    return template.contains(NUMBER)
        ? template.replace(NUMBER, Integer.toString(number))
        : template;
  }

  private Future<HttpClientResponse> send(HttpClientRequest request, int number) {
    // The failure arrives with the future as well; without a handler Vert.x would log each one.
    request.exceptionHandler(failure -> {});
    if (text == null) {
      return request.send();
    }
    return request.send(body == null ? Buffer.buffer(numbered(text, number)) : body);
  }

  private void record(int status, int bytes, long nanos) {
    if (isUnderWay()) {
      tally.answered(status, bytes, nanos);
    }
  }

  private void broke(Throwable failure, long nanos) {
    if (isUnderWay()) {
      tally.broke(nanos >= LIMIT.toNanos() ? TIMED_OUT : Reason.of(failure));
    }
  }

  private void finishIfComplete() {
    if (isUnderWay() && tally.completed() >= plan.requests()) {
      end(State.DONE);
    }
  }

  /** Cancels requests that have not been answered. */
  void cancel() {
    if (isUnderWay()) {
      end(State.CANCELLED);
    }
  }

  private void end(State how) {
    ended = System.nanoTime();
    if (generator != null) {
      generatorAtEnd = generator.toJson(seconds(), tally.times());
    }
    state = how;
    if (arrivals != null) {
      arrivals.rate(0);
    }
    http.close();
  }

  /** For how long requests have been, or were, sent and answered. */
  private double seconds() {
    return generator == null ? 0 : ((ended == 0 ? System.nanoTime() : ended) - began) / 1e9;
  }

  /** Progress while it runs, the result when it has ended. */
  JsonObject toJson(boolean histogram) {
    double seconds = seconds();
    var json =
        new JsonObject()
            .put("id", Integer.toString(id))
            .put("state", state.name().toLowerCase(Locale.ROOT))
            .put("plan", plan.toJson())
            .put("startedAt", Timestamps.text(startedAt))
            .put("elapsedSeconds", seconds)
            .put("requests", plan.requests())
            .put("progress", (double) tally.completed() / plan.requests())
            .put("result", tally.toJson(seconds, histogram));
    if (problem != null) {
      json.put("problem", problem);
    }
    if (generator != null) {
      json.put(
          "generator",
          generatorAtEnd == null ? generator.toJson(seconds, tally.times()) : generatorAtEnd);
    }
    return json;
  }
}
