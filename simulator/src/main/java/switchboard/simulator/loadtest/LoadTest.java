package switchboard.simulator.loadtest;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import switchboard.simulator.endpoint.Endpoint;
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
  private final HttpMethod method;
  private final String host;
  private final HttpClient http;
  private final Connections connections;
  private final Tokens tokens;
  private final String path;
  private final String text;
  private final byte[] body;

  /** Whether requests differ by their token only. */
  private final boolean allEqual;

  /** The bytes of such a request, by its token. */
  private final Map<String, byte[]> encoded = new HashMap<>();

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

  LoadTest(int id, Plan plan, Endpoint server, String loadToken, Vertx vertx) {
    this.id = id;
    this.plan = plan;
    method = HttpMethod.valueOf(plan.method().name());
    host = server.authority();
    http =
        vertx.createHttpClient(
            server.with(
                new HttpClientOptions()
                    .setConnectTimeout((int) LIMIT.toMillis())
                    .setReadIdleTimeout((int) LIMIT.toSeconds())));
    tokens = new Tokens(http, server.to(new RequestOptions()), loadToken);
    connections =
        new Connections(vertx, server, plan.connections(), LIMIT, method.equals(HttpMethod.HEAD));
    path = ofThisRun(plan.path());
    text = plan.body() == null ? null : ofThisRun(plan.body());
    body = text == null || text.contains(NUMBER) ? null : utf8(text);
    allEqual = !path.contains(NUMBER) && (text == null || body != null);
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
    send(
        tokens.next(),
        new Connections.Answer() {
          @Override
          public void answered(int status, int bodyBytes) {
            if (isUnderWay()) {
              tally.answered(status, bodyBytes, System.nanoTime() - from);
              goOn();
            }
          }

          @Override
          public void broke(Throwable failure) {
            if (isUnderWay()) {
              tally.broke(Reason.of(failure));
              goOn();
            }
          }

          private void goOn() {
            finishIfComplete();
            then.run();
          }
        });
  }

  private void send(String bearer, Connections.Answer answer) {
    if (allEqual) {
      var bytes = encoded.computeIfAbsent(String.valueOf(bearer), token -> encoded(bearer));
      connections.sendEncoded(bytes, answer);
    } else {
      connections.send(request(started, bearer), answer);
    }
  }

  private byte[] encoded(String bearer) {
    var channel = new EmbeddedChannel(new HttpRequestEncoder());
    channel.writeOutbound(request(0, bearer));
    var whole = new ByteArrayOutputStream();
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      whole.writeBytes(ByteBufUtil.getBytes(part));
      part.release();
    }
    return whole.toByteArray();
  }

  private FullHttpRequest request(int number, String bearer) {
    var content =
        text == null
            ? Unpooled.EMPTY_BUFFER
            : Unpooled.wrappedBuffer(body == null ? utf8(numbered(text, number)) : body);
    var request =
        new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, method, numbered(path, number), content);
    var headers = request.headers().set(HttpHeaderNames.HOST, host);
    if (bearer != null) {
      headers.set(HttpHeaderNames.AUTHORIZATION, bearer);
    }
    if (text != null) {
      headers.set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
      headers.set(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes());
    }
    return request;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String numbered(String template, int number) {
    return template.contains(NUMBER)
        ? template.replace(NUMBER, Integer.toString(number))
        : template;
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
    connections.close();
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
