package switchboard.chat.gateway;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import switchboard.chat.gateway.RunningGateway.Reply;
import switchboard.chat.management.Bodies;

class HttpProxyTest {
  private final Vertx vertx = Vertx.vertx();
  private final TestReplica one = new TestReplica(vertx, "backend-1").start();
  private final TestReplica two = new TestReplica(vertx, "backend-2").start();
  private final TestReplica three = new TestReplica(vertx, "backend-3").start();
  private RunningGateway gateway;

  @BeforeEach
  void start() {
    gateway = new RunningGateway(one.member(), two.member(), three.member());
    Stream.of(one, two, three).forEach(replica -> gateway.awaitState(replica.name, "up"));
  }

  @AfterEach
  void stop() {
    gateway.close();
    vertx.close().await();
  }

  @Test
  void idleReplicasShareRequestsEvenly() {
    var spread =
        Stream.generate(() -> gateway.get("/api/messages?room=r").replica())
            .limit(300)
            .collect(groupingBy(name -> name, counting()));

    assertThat(spread).hasSize(3);
    assertThat(spread.values()).allSatisfy(share -> assertThat(share).isCloseTo(100, within(5L)));
  }

  @Test
  void busyReplicaGetsFewerRequests() throws Exception {
    // Takes a request and never answers it.
    replace(three, socket -> {});

    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Reply> stuck = null;
      var answered = new ArrayList<String>();
      for (int i = 0; i < 3 && stuck == null; i++) {
        var reply = clients.submit(() -> gateway.get("/api/messages"));
        await()
            .until(() -> reply.isDone() || gateway.replica("backend-3").getInteger("requests") > 0);
        stuck = reply.isDone() ? null : reply;
      }
      for (int i = 0; i < 20; i++) {
        answered.add(gateway.get("/api/messages").replica());
      }
      assertThat(answered).doesNotContain("backend-3").contains("backend-1", "backend-2");
      three.kill();
      assertThat(stuck).isNotNull();
      assertThat(stuck.get().status()).isEqualTo(200);
    }
  }

  @Test
  void deadReplicaIsSkippedAtOnceAndUsedAgainSoon() {
    two.kill();

    var replies = Stream.generate(() -> gateway.get("/api/x")).limit(30).toList();

    assertThat(replies).allMatch(reply -> reply.status() == 200);
    assertThat(replies).noneMatch(reply -> reply.replica().equals("backend-2"));
    assertThat(retries()).isEqualTo(1);

    two.start();
    gateway.awaitState("backend-2", "up");
    assertThat(Stream.generate(() -> gateway.get("/api/x").replica()).limit(6).toList())
        .contains("backend-2");
  }

  @Test
  void getCutInTheMiddleOfItsAnswerIsAskedForAgain() {
    cutsAnswers(two);

    for (int i = 0; i < 6; i++) {
      var reply = gateway.get("/api/messages?room=r&after=" + i);
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.json().getString("uri")).isEqualTo("/api/messages?room=r&after=" + i);
    }
  }

  @Test
  void messageCutInTheMiddleOfItsAnswerIsSentAgainWithItsBody() {
    cutsAnswers(two);

    for (int i = 0; i < 6; i++) {
      var reply = gateway.post("/api/messages", "{\"id\":\"" + i + "\"}");
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.json().getString("body")).isEqualTo("{\"id\":\"" + i + "\"}");
    }
  }

  @Test
  void methodThatMayNotBeRepeatedIsNotRetried() {
    gateway.replace(one, two);
    cutsAnswers(two);
    gateway.replace(two);
    double retries = retries();

    var reply = gateway.send(HttpMethod.PUT, "/api/messages", Map.of(), "{}");

    assertThat(reply.status()).isEqualTo(502);
    assertThat(reply.headers()).containsEntry("content-type", "application/problem+json");
    assertThat(retries()).isEqualTo(retries);
    assertThat(gateway.metrics()).contains("gateway_failures_total 1.0");
  }

  @Test
  void replicaThatAnswersNothingIsTakenOutAndItsRequestsGoElsewhere() {
    // As a frozen process: the kernel accepts, but even a probe gets no answer.
    two.kill();
    two.startRaw(socket -> {});

    var replies = Stream.generate(() -> gateway.get("/api/x")).limit(6).toList();

    assertThat(replies).allMatch(reply -> reply.status() == 200);
    assertThat(gateway.replica("backend-2").getString("state")).isEqualTo("down");
  }

  @Test
  void requestThatAReplicaIsTooBusyForIsAnsweredByAnother() {
    two.busy = true;

    var read = Stream.generate(() -> gateway.get("/api/messages")).limit(6).toList();
    var sent =
        Stream.generate(() -> gateway.post("/api/messages", "{\"id\":\"1\"}")).limit(6).toList();

    assertThat(read).allMatch(reply -> reply.status() == 200);
    assertThat(sent)
        .allMatch(reply -> reply.status() == 200)
        .allMatch(reply -> reply.json().getString("body").equals("{\"id\":\"1\"}"));
    assertThat(two.served()).isNotEmpty();
    assertThat(gateway.replica("backend-2").getString("state")).isEqualTo("up");
  }

  @Test
  void requestThatAllReplicasAreTooBusyForIsTriedTwiceAndNotMore() {
    Stream.of(one, two, three).forEach(replica -> replica.busy = true);

    var reply = gateway.get("/api/messages");

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.headers()).doesNotContainKey("x-accel-redirect");
    assertThat(Stream.of(one, two, three).mapToInt(replica -> replica.served().size()).sum())
        .isEqualTo(2);
  }

  @Test
  void onlyReplicaThatIsTooBusyIsNotAskedTwice() {
    gateway.replace(one);
    one.busy = true;

    assertThat(gateway.get("/api/messages").status()).isEqualTo(503);

    assertThat(one.served()).hasSize(1);
  }

  @Test
  void busyReplicasRequestThatMayNotBeRepeatedIsNot() {
    Stream.of(one, two, three).forEach(replica -> replica.busy = true);

    var reply = gateway.send(HttpMethod.PUT, "/api/messages", Map.of(), "{}");

    assertThat(reply.status()).isEqualTo(503);
    assertThat(Stream.of(one, two, three).mapToInt(replica -> replica.served().size()).sum())
        .isEqualTo(1);
  }

  @Test
  void outageOfTheStoreIsNotDoubledByAskingEveryReplica() {
    assertThat(gateway.get("/api/store-down").status()).isEqualTo(503);

    assertThat(Stream.of(one, two, three).mapToInt(replica -> replica.served().size()).sum())
        .isEqualTo(1);
  }

  @Test
  void answerAboutTheStoreIsPassedOnAndTakesNobodyOut() {
    var reply = gateway.get("/api/store-down");

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.body()).hasToString("store unavailable");
    assertThat(reply.headers()).containsEntry("retry-after", "1");
    assertThat(gateway.replica(reply.replica()).getString("state")).isEqualTo("up");
  }

  @Test
  void answerTooLongToHoldIsStreamed() {
    assertThat(gateway.get("/api/long").body().length()).isEqualTo(2_000_000);
  }

  @Test
  void bodyOverTheLimitIsRefusedWith413() {
    var reply = gateway.post("/api/messages", "x".repeat(Bodies.MAX_BYTES + 1));

    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.json().getString("detail")).contains("25600");
    assertThat(gateway.post("/api/messages", "x".repeat(Bodies.MAX_BYTES)).status()).isEqualTo(200);
  }

  @Test
  void requestWaitsForAReplicaToComeBack() throws Exception {
    Stream.of(one, two, three).forEach(TestReplica::kill);
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      var waiting = clients.submit(() -> gateway.get("/api/x"));
      Stream.of(one, two, three).forEach(replica -> gateway.awaitState(replica.name, "down"));
      assertThat(waiting.isDone()).isFalse();

      one.start();

      assertThat(waiting.get().replica()).isEqualTo("backend-1");
    }
  }

  @Test
  void withoutReplicasTheAnswerIs503AfterTheWait() {
    gateway.replace();

    long start = System.nanoTime();
    var reply = gateway.get("/api/x");

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.headers()).containsEntry("retry-after", "1");
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(RunningGateway.FAILOVER_TIMEOUT, RunningGateway.FAILOVER_TIMEOUT.plusSeconds(2));
  }

  @Test
  void forwardingHeadersAreTheGatewaysOwn() {
    var reply =
        gateway.send(
            HttpMethod.GET,
            "/api/x",
            Map.of(
                "X-Forwarded-For", "6.6.6.6",
                "X-Real-IP", "6.6.6.6",
                "Host", "chat.example",
                "Connection", "keep-alive, X-Secret",
                "X-Secret", "for the neighbour only",
                "Authorization", "Bearer t"),
            null);

    var headers = reply.json().getJsonObject("headers");
    assertThat(headers.getString("x-forwarded-for")).isEqualTo("127.0.0.1");
    assertThat(headers.getString("x-forwarded-proto")).isEqualTo("http");
    assertThat(headers.getString("x-forwarded-host")).isEqualTo("chat.example");
    assertThat(headers.getString("host")).isEqualTo(reply.replica() + ".localhost");
    assertThat(headers.getString("authorization")).isEqualTo("Bearer t");
    assertThat(headers.fieldNames()).doesNotContain("x-real-ip", "x-secret");
  }

  @Test
  void onlyTheApiIsRouted() {
    assertThat(gateway.get("/metrics").status()).isEqualTo(404);
    assertThat(gateway.get("/health/ready").status()).isEqualTo(404);
    assertThat(gateway.get("/faults").status()).isEqualTo(404);
    assertThat(Stream.of(one, two, three).flatMap(replica -> replica.served().stream())).isEmpty();
  }

  /** Answers requests with half an answer and a closed connection. */
  private void cutsAnswers(TestReplica replica) {
    replace(
        replica,
        socket ->
            socket.end(
                Buffer.buffer("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"room\":\"r\",")));
  }

  /** Puts another server in a replica's place; it answers probes, so that it is let in. */
  private void replace(TestReplica replica, Handler<NetSocket> behaviour) {
    replica.kill();
    await().until(() -> gateway.get("/api/x").status() == 200 && isDown(replica));
    replica.startRaw(
        socket ->
            socket.handler(
                bytes -> {
                  if (bytes.toString().startsWith("GET /api/replica ")) {
                    socket.end(
                        Buffer.buffer("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"));
                  } else {
                    behaviour.handle(socket);
                  }
                }));
    gateway.awaitState(replica.name, "up");
  }

  private double retries() {
    return gateway
        .metrics()
        .lines()
        .filter(line -> line.startsWith("gateway_retries_total "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
        .sum();
  }

  private boolean isDown(TestReplica replica) {
    return gateway.replica(replica.name).getString("state").equals("down");
  }
}
