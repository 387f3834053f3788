package switchboard.chat.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import switchboard.chat.RawClient;
import switchboard.chat.Replica;
import switchboard.chat.gateway.replicas.Address;
import switchboard.chat.gateway.replicas.Endpoint;
import switchboard.chat.management.ProblemCode;
import switchboard.chat.management.Program;
import switchboard.chat.testing.ApiDocument;
import switchboard.chat.testing.StoreServer;

/** The API's document and a running system agree, in both directions. */
class ApiDocumentsTest {
  private static final ApiDocument API = ApiDocument.read("openapi.yaml");

  /** Provoked by tests of slow clients, of floods, of outages and of full stores. */
  private static final Set<Integer> PROVOKED_ELSEWHERE = Set.of(408, 429, 500, 503, 504, 507);

  private static final String LONG = "x".repeat(10_000);
  private static final String LONG_BODY = "{\"name\":\"" + "x".repeat(70_000) + "\"}";
  private static final String UPGRADE =
      """
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Version: 13\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      """;
  private static final String ADMIN = "Authorization: Bearer " + RunningGateway.ADMIN_TOKEN;

  private static final Set<ApiDocument.Answer> seen = new HashSet<>();
  private static StoreServer store;
  private static Replica replica;
  private static RunningGateway gateway;
  private static List<Integer> chatPorts;

  @BeforeAll
  static void start() {
    store = StoreServer.start();
    replica = HttpContract.replica(store);
    int port = Program.await(replica.start());
    gateway = new RunningGateway(new Endpoint("backend-1", new Address("127.0.0.1", port)));
    gateway.awaitState("backend-1", "up");
    chatPorts = List.of(port, gateway.port());
  }

  @AfterAll
  static void stop() {
    gateway.close();
    Program.await(replica.stop());
    store.close();
  }

  @Test
  void everyProblemCodeIsDocumentedAndNoOther() {
    assertThat(API.words("/components/schemas/Code/oneOf", "const"))
        .isEqualTo(
            Stream.of(ProblemCode.values()).map(ProblemCode::word).collect(Collectors.toSet()));
  }

  @Test
  void everyDocumentedAnswerIsGivenAndNoOther() {
    API.answers().forEach(each -> provokeRefusals(each.method(), each.path()));
    chatPorts.forEach(ApiDocumentsTest::provokeChat);
    provokeManagement();

    var unseen = new HashSet<ApiDocument.Answer>(API.answers());
    unseen.removeAll(seen);
    assertThat(unseen).allMatch(answer -> PROVOKED_ELSEWHERE.contains(answer.status()));
    // Had a refusal been provoked that is not documented, its check would have failed.
    assertThat(seen).hasSizeGreaterThan(80);
  }

  @Test
  void injectedFaultIsAnsweredAsDocumented() {
    call(
        replica.managementPort(),
        "PUT",
        "/faults",
        ADMIN,
        "{\"kind\":\"errors\",\"percent\":100,\"durationMillis\":60000}");
    for (int port : chatPorts) {
      call(port, "POST", "/api/session", "", "{\"name\":\"ada\"}", 503);
      call(port, "POST", "/api/messages", "", "{}", 503);
      call(port, "GET", "/api/messages?room=a", "", "", 503);
      call(port, "GET", "/ws?room=a", UPGRADE, "", 503);
    }
    call(replica.managementPort(), "DELETE", "/faults", ADMIN, "", 200);
  }

  /** The answer of every path of every port to HEAD. */
  private static void provokeRefusals(String method, String path) {
    for (int port : ports(path)) {
      call(port, method, path, "Host: evil.example", "", 421);
      call(port, method, path, "Host: localhost\r\nOrigin: http://evil.example", "", 403);
      call(port, method, path, "Host: localhost\r\nHost: localhost", "", 400);
      call(port, method, path + "?q=" + LONG, "", "", 414);
      call(port, method, path, "X: " + LONG, "", 431);
      assertThat(call(port, "PATCH", path, "Content-Length: 0", "").status()).isEqualTo(405);
      seen.add(new ApiDocument.Answer(method, path, 405));
    }
  }

  private static void provokeChat(int port) {
    var session = "{\"name\":\"ada\"}";
    var token =
        new JsonObject(call(port, "POST", "/api/session", "", session, 201).body())
            .getString("token");
    var bearer = "Authorization: Bearer " + token;
    call(port, "POST", "/api/session", "", "{\"name\":\"\\u200b\"}", 400);
    call(port, "POST", "/api/session", "", LONG_BODY, 413);
    call(port, "POST", "/api/session", "X-Load-Token: of-another-service", session, 401);

    var message = "{\"room\":\"docs-%d\",\"id\":\"1\",\"text\":\"%s\"}";
    call(port, "POST", "/api/messages", bearer, message.formatted(port, "hi"), 201);
    call(port, "POST", "/api/messages", bearer, message.formatted(port, "hi"), 200);
    call(port, "POST", "/api/messages", bearer, message.formatted(port, "ho"), 409);
    call(port, "POST", "/api/messages", bearer, message.formatted(port, "x".repeat(4_097)), 413);
    call(port, "POST", "/api/messages", bearer, message.formatted(port, ""), 400);
    call(port, "POST", "/api/messages", "", message.formatted(port, "hi"), 401);
    call(port, "POST", "/api/messages", bearer, LONG_BODY, 413);

    var page = "/api/messages?room=docs-" + port;
    call(port, "GET", page, bearer, "", 200);
    call(port, "HEAD", page, bearer, "", 200);
    call(port, "GET", "/api/messages?room=empty", bearer, "", 200);
    call(port, "GET", page + "&after=another:7", bearer, "", 200);
    call(port, "GET", page + "&limit=0", bearer, "", 400);
    call(port, "GET", page, "", "", 401);

    call(port, "GET", "/api/replica", "", "", 200);
    call(port, "HEAD", "/api/replica", "", "", 200);
    call(port, "GET", "/ws?room=a", UPGRADE + bearer, "", 101);
    call(port, "GET", "/ws?room=a&token=" + token, UPGRADE, "", 101);
    call(port, "GET", "/ws?room=a", UPGRADE, "", 401);
    call(port, "GET", "/ws?room=.", UPGRADE + bearer, "", 400);
    call(port, "GET", "/ws?room=a", bearer, "", 426);
    call(port, "GET", "/api/nothing", "", "", 404);
  }

  private static void provokeManagement() {
    for (int port : List.of(replica.managementPort(), gateway.managementPort())) {
      for (var path : List.of("/health/live", "/health/ready", "/metrics")) {
        call(port, "GET", path, "", "", 200);
        call(port, "HEAD", path, "", "", 200);
      }
      call(port, "GET", "/nothing", "", "", 404);
    }
    int faults = replica.managementPort();
    for (var fault :
        List.of(
            "{\"kind\":\"slow\",\"delayMillis\":1,\"durationMillis\":100}",
            "{\"kind\":\"slow\",\"delayMillis\":2,\"jitterMillis\":1,\"percent\":0.5,\"seed\":7,"
                + "\"durationMillis\":100}",
            "{\"kind\":\"errors\",\"percent\":0.1,\"seed\":7,\"durationMillis\":100}",
            "{\"kind\":\"cutStore\",\"durationMillis\":100}",
            "{\"kind\":\"burnCpu\",\"cores\":0.05,\"durationMillis\":100}",
            "{\"kind\":\"fillMemory\",\"bytes\":1048576,\"durationMillis\":100}",
            "{\"kind\":\"skewClock\",\"offsetMillis\":-5000,\"durationMillis\":100}",
            "{\"kind\":\"hang\",\"durationMillis\":100}")) {
      call(faults, "PUT", "/faults", ADMIN, fault, 200);
    }
    call(faults, "GET", "/faults", "", "", 200);
    call(faults, "PUT", "/faults", ADMIN, "{\"kind\":\"none\"}", 400);
    call(faults, "PUT", "/faults", "", "{}", 401);
    call(faults, "PUT", "/faults", ADMIN, LONG_BODY, 413);
    call(faults, "DELETE", "/faults?kind=slow", ADMIN, "", 200);
    call(faults, "DELETE", "/faults", ADMIN, "", 200);
    call(faults, "DELETE", "/faults?king=slow", ADMIN, "", 400);
    call(faults, "DELETE", "/faults", "", "", 401);

    int replicas = gateway.managementPort();
    call(replicas, "GET", "/replicas/events", "", "", 200);
    var list = call(replicas, "GET", "/replicas", "", "", 200).body();
    var member = new JsonObject(list).getJsonArray("replicas").getJsonObject(0);
    var same =
        "{\"replicas\":[{\"name\":\"%s\",\"address\":\"%s\"}]}"
            .formatted(member.getString("name"), member.getString("address"));
    call(replicas, "PUT", "/replicas", ADMIN, same, 200);
    call(replicas, "PUT", "/replicas", ADMIN, "{\"replicas\":7}", 400);
    call(replicas, "PUT", "/replicas", "", same, 401);
    call(replicas, "PUT", "/replicas", ADMIN, LONG_BODY, 413);
  }

  private static List<Integer> ports(String path) {
    return switch (path) {
      case "/faults" -> List.of(replica.managementPort());
      case "/replicas", "/replicas/events" -> List.of(gateway.managementPort());
      case "/health/live", "/health/ready", "/metrics" ->
          List.of(replica.managementPort(), gateway.managementPort());
      default -> chatPorts;
    };
  }

  private static RawClient.Answer call(
      int port, String method, String target, String headers, String body, int status) {
    var answer = call(port, method, target, headers, body);
    assertThat(answer.status())
        .as("%s %.60s %.60s: %s", method, target, headers, answer.body())
        .isEqualTo(status);
    return answer;
  }

  /** Sends a request, and checks the answer against the document. */
  private static RawClient.Answer call(
      int port, String method, String target, String headers, String body) {
    var host = headers.contains("Host: ") ? "" : "Host: localhost\r\n";
    var length = body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n";
    var end = headers.isEmpty() || headers.endsWith("\r\n") ? "\r\n" : "\r\n\r\n";
    try (var client = RawClient.connect(port)) {
      client.send(method + " " + target + " HTTP/1.1\r\n" + host + length + headers + end + body);
      var answer = method.equals("HEAD") ? client.answerToHead() : client.answer();
      var path = target.split("\\?", 2)[0];
      seen.add(API.check(method, path, answer.status(), answer::header, answer.body()));
      return answer;
    }
  }
}
