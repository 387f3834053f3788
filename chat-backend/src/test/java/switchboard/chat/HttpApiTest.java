package switchboard.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;
import switchboard.chat.testing.StoreServer;

@Tag("locales")
final class HttpApiTest {
  private static final Pattern LATEST_READ = Pattern.compile("cmdstat_xrevrange:calls=([0-9]+)");

  private static StoreServer store;
  private static Backend first;
  private static Backend second;
  private static String token;

  @BeforeAll
  static void start() {
    store = StoreServer.start();
    first = Backend.start(store, "first");
    second = Backend.start(store, "second");
    token = first.token("ada");
  }

  @AfterAll
  static void stop() {
    first.close();
    second.close();
    store.close();
  }

  @Test
  void sessionGivesATokenThatEveryReplicaTakes() {
    var answer = first.post("/api/session", null, "{\"name\":\"ada\"}");

    assertThat(answer.statusCode()).isEqualTo(201);
    var session = new JsonObject(answer.body());
    assertThat(Instant.parse(session.getString("expiresAt"))).isAfter(Instant.now());
    assertThat(second.postMessage(session.getString("token"), "session", "1", "hi").statusCode())
        .isEqualTo(201);
  }

  @Test
  void pageThatWasReadBeforeHasWhatAnotherReplicaStoredSince() {
    for (int seq = 1; seq <= 20; seq++) {
      second.postMessage(token, "again", "id-" + seq, "hi");

      assertThat(seqs(page("again", "")).getLast()).isEqualTo(seq);
      assertThat(seqs(page("again", "")).getLast()).isEqualTo(seq);
      assertThat(seqs(page("again", "&limit=1"))).containsExactly((long) seq);
    }
  }

  @Test
  void pageThatWasReadBeforeLosesMessagesThatHaveGoneThoughNoneHasCome() {
    first.postMessage(token, "aging", "id-1", "hi");
    first.postMessage(token, "aging", "id-2", "hi");
    assertThat(seqs(page("aging", ""))).containsExactly(1L, 2L);
    try (var operator = new Jedis(store.address())) {
      operator.xdel("room:aging", new StreamEntryID(1, 0));
    }

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(seqs(page("aging", ""))).containsExactly(2L));
  }

  @Test
  void pageIsReadAtMostOnceASecondWhileNothingComes() {
    first.postMessage(token, "asked", "id-1", "hi");
    try (var operator = new Jedis(store.address())) {
      long before = latestRead(operator);
      long started = System.nanoTime();
      for (int i = 0; i < 50; i++) {
        assertThat(seqs(page("asked", ""))).containsExactly(1L);
      }

      long seconds = Duration.ofNanos(System.nanoTime() - started).toSeconds();
      assertThat(latestRead(operator) - before).isLessThanOrEqualTo(seconds + 1);
    }
  }

  @Test
  void unixSocketServesTheSameInThePlaceOfOneThatWasLeftBehind(@TempDir Path folder)
      throws IOException {
    var path = Files.createFile(folder.resolve("near.sock"));
    try (var near = Backend.start(store, "near", Map.of("SOCKET", path.toString()));
        var client = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      assertThat(near.get("/api/replica", token).statusCode()).isEqualTo(200);
      client.write(
          StandardCharsets.US_ASCII.encode("GET /api/replica HTTP/1.1\r\nHost: localhost\r\n\r\n"));

      var answer = ByteBuffer.allocate(4096);
      client.read(answer);
      assertThat(StandardCharsets.US_ASCII.decode(answer.flip()).toString())
          .startsWith("HTTP/1.1 200 OK")
          .containsIgnoringCase("X-Replica: near");
    }
  }

  @Test
  void everyAnswerNamesItsReplica() {
    assertThat(second.get("/api/nothing", null).headers().firstValue("X-Replica"))
        .contains("second");
  }

  @Test
  void retriedMessageKeepsItsSeqOnEveryReplica() {
    var original = first.postMessage(token, "retry", "id-1", "hi");
    var repeated = first.postMessage(token, "retry", "id-1", "hi");
    var elsewhere = second.postMessage(token, "retry", "id-1", "hi");

    assertThat(original.statusCode()).isEqualTo(201);
    assertThat(List.of(repeated.statusCode(), elsewhere.statusCode())).containsOnly(200);
    var stored = new JsonObject(original.body());
    assertThat(stored.getLong("seq")).isEqualTo(1);
    assertThat(stored.containsKey("duplicate")).isFalse();
    assertThat(List.of(new JsonObject(repeated.body()), new JsonObject(elsewhere.body())))
        .containsOnly(stored.copy().put("duplicate", true));
  }

  @Test
  void retriedMessageThatAReplicaOfAnEarlierVersionTookKeepsItsSeq() {
    var original = first.postMessage(token, "earlier", "id-1", "hi");
    try (var operator = new Jedis(store.address())) {
      var key = "id:earlier:id-1:ada";
      var remembered = operator.get(key);
      // Earlier versions remembered no digest of the text.
      operator.set(key, remembered.substring(0, remembered.lastIndexOf(' ')));
    }

    var repeated = first.postMessage(token, "earlier", "id-1", "hi");

    assertThat(original.statusCode()).isEqualTo(201);
    assertThat(repeated.statusCode()).isEqualTo(200);
    assertThat(new JsonObject(repeated.body()))
        .isEqualTo(new JsonObject(original.body()).put("duplicate", true));
  }

  @Test
  void messageIdWithAnotherTextIsRefusedOnEveryReplicaAndChangesNothing() {
    first.postMessage(token, "reused", "id-1", "hi");

    for (var backend : List.of(first, second)) {
      var refused = backend.postMessage(token, "reused", "id-1", "ho");
      assertThat(refused.statusCode()).isEqualTo(409);
      assertThat(new JsonObject(refused.body()).getString("code")).isEqualTo("id-reused");
    }
    assertThat(first.postMessage(token, "reused", "id-1", "hi").statusCode()).isEqualTo(200);
    assertThat(page("reused", "").getJsonArray("messages")).hasSize(1);
  }

  @Test
  void concurrentRetriesOnTwoReplicasAreOneMessage() {
    Set<Long> seqs = ConcurrentHashMap.newKeySet();
    Set<Integer> statuses = ConcurrentHashMap.newKeySet();
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 40; i++) {
        var replica = i % 2 == 0 ? first : second;
        clients.execute(
            () -> {
              var answer = replica.postMessage(token, "race", "same", "hi");
              statuses.add(answer.statusCode());
              seqs.add(new JsonObject(answer.body()).getLong("seq"));
            });
      }
    }

    assertThat(seqs).containsExactly(1L);
    assertThat(statuses).containsExactlyInAnyOrder(200, 201);
    assertThat(page("race", "").getLong("lastSeq")).isEqualTo(1);
  }

  @Test
  void sameIdOfAnotherSenderIsAnotherMessage() {
    first.postMessage(token, "senders", "same", "hi");

    assertThat(first.postMessage(first.token("bob"), "senders", "same", "ho").statusCode())
        .isEqualTo(201);
  }

  @Test
  void pageGoesOnAfterASeqOldestFirst() {
    IntStream.rangeClosed(1, 10)
        .forEach(i -> first.postMessage(token, "pages", "id-" + i, "m" + i));

    assertThat(seqs(page("pages", "&after=3&limit=4"))).containsExactly(4L, 5L, 6L, 7L);
    assertThat(page("pages", "&after=3&limit=4").getLong("lastSeq")).isEqualTo(10);
    assertThat(seqs(page("pages", "&limit=3"))).containsExactly(8L, 9L, 10L);
    assertThat(seqs(page("pages", "&after=10"))).isEmpty();
  }

  @Test
  void messageIsReadAsItWasSent() {
    var text = "päß \"quoted\" \u0001 \uD83D\uDE00\nnext";
    var sent = new JsonObject(first.postMessage(token, "texts", "id-1", text).body());

    var message = page("texts", "").getJsonArray("messages").getJsonObject(0);
    assertThat(message)
        .isEqualTo(
            new JsonObject()
                .put("seq", 1)
                .put("id", "id-1")
                .put("from", "ada")
                .put("text", text)
                .put("at", sent.getString("at")));
    assertThat(message.getString("at"))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
  }

  @Test
  void emptyRoomHasNoMessagesAndLastSeqZero() {
    var page = page("empty", "");
    assertThat(page.remove("epoch")).asString().matches("[a-z0-9]{1,32}");
    assertThat(page)
        .isEqualTo(new JsonObject("{\"room\":\"empty\",\"messages\":[],\"lastSeq\":0}"));
  }

  @Test
  void roomWhoseMessagesAreAllForgottenKeepsItsLastSeq() {
    first.postMessage(token, "forgotten", "id-1", "hi");
    try (var operator = new Jedis(store.address())) {
      operator.del("room:forgotten");
    }

    assertThat(page("forgotten", "").getLong("lastSeq")).isEqualTo(1);
    assertThat(page("forgotten", "&after=0").getLong("lastSeq")).isEqualTo(1);
  }

  @Test
  void readingNeedsATokenUnlessItIsPublic() {
    assertThat(problem(first.get("/api/messages?room=lobby", null))).isEqualTo(401);
    try (var open = Backend.start(store, "open", Map.of("PUBLIC_READ", "true"))) {
      assertThat(open.get("/api/messages?room=lobby", null).statusCode()).isEqualTo(200);
      assertThat(problem(open.postMessage(null, "lobby", "1", "hi"))).isEqualTo(401);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"forged", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ."})
  void badTokenIsUnauthorized(String bad) {
    assertThat(problem(first.postMessage(bad, "lobby", "1", "hi"))).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "/api/session  | not json",
        "/api/session  | []",
        "/api/session  | {}",
        "/api/session  | {\"name\":7}",
        "/api/session  | {\"name\":\" \"}",
        "/api/session  | {\"name\":\"a\\u0000b\"}",
        "/api/session  | {\"name\":\"123456789012345678901234567890123\"}",
        "/api/messages | {\"room\":\"a b\",\"id\":\"1\",\"text\":\"hi\"}",
        "/api/messages | {\"room\":\"a\",\"id\":\"_\",\"text\":\"hi\"}",
        "/api/messages | {\"room\":\"a\",\"id\":\"1\",\"text\":\"\"}",
        "/api/messages | {\"room\":\"a\",\"id\":\"1\"}",
      })
  void malformedBodyIsABadRequest(String path, String body) {
    assertThat(problem(first.post(path, token, body))).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?room=",
        "?room=a%20b",
        "?room=a&after=-1",
        "?room=a&after=x",
        "?room=a&limit=0",
        "?room=a&limit=201"
      })
  void malformedQueryIsABadRequest(String query) {
    assertThat(problem(first.get("/api/messages" + query, token))).isEqualTo(400);
  }

  @Test
  void textOfFourKibibytesIsTheLongest() {
    assertThat(first.postMessage(token, "long", "1", "ä".repeat(2048)).statusCode()).isEqualTo(201);
    assertThat(problem(first.postMessage(token, "long", "2", "ä".repeat(2048) + "a")))
        .isEqualTo(413);
    assertThat(problem(first.postMessage(token, "long", "3", "a".repeat(1_000_000))))
        .isEqualTo(413);
  }

  @Test
  void unknownPathAndMethodAreProblems() {
    assertThat(problem(first.get("/api/nothing", token))).isEqualTo(404);
    assertThat(problem(first.get("/health/ready", token))).isEqualTo(404);
    assertThat(
            problem(
                Backend.exchange(
                    HttpRequest.newBuilder(first.uri("/api/messages"))
                        .method("DELETE", BodyPublishers.noBody()))))
        .isEqualTo(405);
  }

  @Test
  void userWhoSendsTooFastIsToldToWait() {
    try (var slow = Backend.start(store, "slow", Map.of("MESSAGES_PER_SECOND", "2"))) {
      var answers =
          IntStream.range(0, 4)
              .mapToObj(i -> slow.postMessage(token, "fast", "id-" + i, "hi"))
              .toList();

      assertThat(answers.getFirst().statusCode()).isEqualTo(201);
      assertThat(problem(answers.getLast())).isEqualTo(429);
      assertThat(answers.getLast().headers().firstValue("Retry-After")).contains("1");
      assertThat(slow.postMessage(slow.token("bob"), "fast", "id", "hi").statusCode())
          .isEqualTo(201);
    }
  }

  /** How often the store was asked for entries of a stream, the latest first. */
  private static long latestRead(Jedis operator) {
    var calls = LATEST_READ.matcher(operator.info("commandstats"));
    return calls.find() ? Long.parseLong(calls.group(1)) : 0;
  }

  private static JsonObject page(String room, String parameters) {
    var answer = first.get("/api/messages?room=" + room + parameters, token);
    assertThat(answer.statusCode()).isEqualTo(200);
    return new JsonObject(answer.body());
  }

  private static List<Long> seqs(JsonObject page) {
    var messages = page.getJsonArray("messages");
    return IntStream.range(0, messages.size())
        .mapToObj(i -> messages.getJsonObject(i).getLong("seq"))
        .toList();
  }

  /** The status of an answer that must be a whole problem document. */
  private static int problem(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    var problem = new JsonObject(answer.body());
    assertThat(problem.getInteger("status")).isEqualTo(answer.statusCode());
    assertThat(problem.fieldNames()).contains("type", "title", "code", "detail");
    return answer.statusCode();
  }
}
