package switchboard.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Jedis;
import switchboard.chat.testing.Member;
import switchboard.chat.testing.QuietLog;
import switchboard.chat.testing.StoreServer;
import switchboard.chat.testing.StoreTap;

/** The limits of one address, which do not affect other addresses. */
final class AddressLimitsTest {
  private static final String LOAD_TOKEN = "load-token-of-the-tests";
  private static final int SESSIONS = 20;
  private static final int ROOMS = 20;

  private static StoreServer store;
  private static Backend backend;

  @RegisterExtension final QuietLog log = new QuietLog();

  @BeforeAll
  static void start() {
    store = StoreServer.start();
    backend =
        Backend.start(
            store,
            "first",
            Map.of(
                "LOAD_TOKEN",
                LOAD_TOKEN,
                "PUBLIC_READ",
                "true",
                "ROOMS_PER_ADDRESS",
                Integer.toString(ROOMS),
                "SESSIONS_PER_ADDRESS",
                Integer.toString(SESSIONS),
                "READ_MIB_PER_ADDRESS",
                "1"));
  }

  @AfterAll
  static void stop() {
    backend.close();
    store.close();
  }

  @Test
  void oneAddressOpensOnlySoManySessionsAndAnotherAsManyOfItsOwn() {
    int opened = openUntilRefused("203.0.113.1");
    var refused = open("203.0.113.1");

    // A fifteenth of it comes back each second.
    assertThat(opened).isBetween(SESSIONS, 2 * SESSIONS);
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(code(refused)).isEqualTo("too-many-sessions");
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    assertThat(open("203.0.113.2").statusCode()).isEqualTo(201);
  }

  @Test
  void whatAClientSaysAboutItsAddressBeforeTheGatewayDoesIsNotBelieved() {
    openUntilRefused("203.0.113.3");

    assertThat(open("198.51.100.7, 203.0.113.3").statusCode()).isEqualTo(429);
  }

  @Test
  void addressesOfOneIpv6NetworkAreOneAddress() {
    openUntilRefused("2001:db8:0:1::1");

    assertThat(open("2001:db8:0:1:ffff::2").statusCode()).isEqualTo(429);
    assertThat(open("2001:db8:0:2::1").statusCode()).isEqualTo(201);
  }

  @Test
  void ipv4AddressInIpv6FormIsTheSameAddress() {
    openUntilRefused("203.0.113.4");

    assertThat(open("::ffff:203.0.113.4").statusCode()).isEqualTo(429);
    assertThat(open("::ffff:203.0.113.5").statusCode()).isEqualTo(201);
  }

  @Test
  void whoSaysNoAddressIsLimitedByThePeers() {
    for (int i = 0; i < SESSIONS; i++) {
      open("no address");
    }
    var last = open("no address");
    for (int i = 0; i < SESSIONS && last.statusCode() == 201; i++) {
      last = open("no address either");
    }

    assertThat(last.statusCode()).isEqualTo(429);
  }

  @Test
  void loadTokenExemptsFromTheLimitsOfAnAddress() {
    openUntilRefused("203.0.113.6");

    for (int i = 0; i < 5 * SESSIONS; i++) {
      assertThat(open("203.0.113.6", LOAD_TOKEN).statusCode()).isEqualTo(201);
    }
    assertThat(open("203.0.113.6").statusCode()).isEqualTo(429);
  }

  @Test
  void loadTokenOfAnotherServiceIsUnauthorized() {
    var refused = open("203.0.113.7", LOAD_TOKEN + "x");

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(code(refused)).isEqualTo("unauthorized");
  }

  @Test
  void withoutALoadTokenOfItsOwnAServiceExemptsNobody() {
    try (var other = Backend.start(store, "other", Map.of("SESSIONS_PER_ADDRESS", "1"))) {
      assertThat(open(other, "203.0.113.1", LOAD_TOKEN).statusCode()).isEqualTo(201);
      assertThat(open(other, "203.0.113.1", LOAD_TOKEN).statusCode()).isEqualTo(429);
      assertThat(open(other, "203.0.113.1", "").statusCode()).isEqualTo(429);
    }
  }

  @Test
  void loadTokenExemptsFromNothingElse() {
    try (var slow =
        Backend.start(
            store, "slow", Map.of("LOAD_TOKEN", LOAD_TOKEN, "MESSAGES_PER_SECOND", "1"))) {
      var token = new JsonObject(open(slow, "203.0.113.1", LOAD_TOKEN).body()).getString("token");
      slow.postMessage(token, "lobby", "id-1", "hi");
      var second = slow.postMessage(token, "lobby", "id-2", "hi");

      assertThat(second.statusCode()).isEqualTo(429);
      assertThat(code(second)).isEqualTo("too-fast");
    }
  }

  @Test
  void historyThatOneAddressReadsIsLimitedAndAnotherReadsOn() {
    fill("long", 60);
    var page = "/api/messages?room=long&limit=60&after=0";
    var last = read(page, "203.0.113.1");
    int read = 0;
    while (last.statusCode() == 200 && read < 200) {
      read++;
      last = read(page, "203.0.113.1");
    }

    // 8 MiB at once, and each page is 720 KiB.
    assertThat(read).isBetween(11, 199);
    assertThat(last.statusCode()).isEqualTo(429);
    assertThat(code(last)).isEqualTo("too-fast");
    assertThat(last.headers().firstValue("Retry-After")).contains("1");
    assertThat(read(page, "203.0.113.2").statusCode()).isEqualTo(200);
  }

  @Test
  void latestPagesThatHaveToBeReadFromTheStoreCountToo() {
    fill("latest", 60);
    int limit = 60;
    var last = read("/api/messages?room=latest&limit=60", "203.0.113.32");
    while (last.statusCode() == 200 && limit < 200) {
      limit++;
      last = read("/api/messages?room=latest&limit=" + limit, "203.0.113.32");
    }

    assertThat(last.statusCode()).isEqualTo(429);
  }

  @Test
  void pageThatStaysAsItIsMayBeReadAsOftenAsOneLikes() {
    fill("short", 5);
    for (int i = 0; i < 1_000; i++) {
      assertThat(read("/api/messages?room=short", "203.0.113.8").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whoCatchesUpUsesUpWhatItsAddressMayRead() {
    fill("replayed", 60);
    var token = token("203.0.113.16", 0);
    var members = new ArrayList<Member>();
    // 720 KiB each, from the address of the tests.
    for (int i = 0; i < 40; i++) {
      members.add(backend.open("/ws?room=replayed&after=0&token=" + token));
    }

    await()
        .until(() -> backend.get("/api/messages?room=replayed&limit=1", token).statusCode() == 429);
    assertThat(read("/api/messages?room=replayed&limit=1", "203.0.113.17").statusCode())
        .isEqualTo(200);
    members.forEach(Member::close);
  }

  @Test
  void oneAddressBeginsOnlySoManyRoomsHoweverManyUsersSendAtOnce() throws Exception {
    var users = new ArrayList<String>();
    for (int user = 0; user < 10; user++) {
      users.add(token("203.0.113.11", user));
    }
    var answers = new ConcurrentHashMap<Integer, Integer>();
    try (var senders = Executors.newFixedThreadPool(10);
        var operator = new Jedis(store.address())) {
      for (int i = 0; i < 200; i++) {
        var room = "attack-" + i;
        var user = users.get(i % users.size());
        senders.execute(
            () ->
                answers.merge(
                    post("203.0.113.11", user, room, "id-1").statusCode(), 1, Integer::sum));
      }
      senders.shutdown();
      assertThat(senders.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

      // As many come back in an hour: one in three minutes.
      assertThat(answers.get(201)).isBetween(ROOMS, ROOMS + 1);
      assertThat(answers.get(201) + answers.get(429)).isEqualTo(200);
      assertThat(operator.keys("room:attack-*")).hasSize(answers.get(201));
      assertThat(operator.keys("seq:attack-*")).hasSize(answers.get(201));
    }
  }

  @Test
  void whoMayBeginNoMoreRoomsWritesOnInThoseThereAreAndOthersBeginTheirs() {
    var user = token("203.0.113.12", 0);
    post("203.0.113.12", user, "old", "id-1");
    var refused = post("203.0.113.12", user, "new-0", "id-1");
    for (int i = 1; refused.statusCode() == 201; i++) {
      refused = post("203.0.113.12", user, "new-" + i, "id-1");
    }

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(code(refused)).isEqualTo("too-many-rooms");
    assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElse("")))
        .isBetween(1, 180);
    assertThat(post("203.0.113.12", user, "old", "id-2").statusCode()).isEqualTo(201);
    assertThat(post("203.0.113.12", user, "old", "id-2").statusCode()).isEqualTo(200);
    assertThat(post("203.0.113.13", token("203.0.113.13", 0), "mine", "id-1").statusCode())
        .isEqualTo(201);
  }

  @Test
  void roomThatMayNotBeBegunIsSaidOverAWebSocketToo() {
    var user = new JsonObject(open(backend, "203.0.113.15", null).body()).getString("token");
    var member = backend.open("/ws?room=socket-last&token=" + user);
    var last = backend.postMessage(user, "socket-0", "id-1", "hi");
    for (int i = 1; last.statusCode() == 201; i++) {
      last = backend.postMessage(user, "socket-" + i, "id-1", "hi");
    }
    member.send("id-1", "hi");

    assertThat(member.first("error").getString("code")).isEqualTo("too-many-rooms");
    assertThat(member.first("error").getString("id")).isEqualTo("id-1");
    assertThat(member.isClosed()).isFalse();
  }

  @Test
  void loadTokenExemptsFromTheLimitOfRoomsButNotFromThatOfAllRooms() {
    var user = new JsonObject(open("203.0.113.14", LOAD_TOKEN).body()).getString("token");
    for (int i = 0; i < 5 * ROOMS; i++) {
      assertThat(post("203.0.113.14", user, "load-" + i, "id-1").statusCode()).isEqualTo(201);
    }
    try (var full =
        Backend.start(store, "full", Map.of("LOAD_TOKEN", LOAD_TOKEN, "MAX_ROOMS", "1"))) {
      var refused = full.postMessage(user, "one-more", "id-1", "hi");

      assertThat(refused.statusCode()).isEqualTo(507);
      assertThat(code(refused)).isEqualTo("rooms-full");
    }
  }

  @Test
  void whenAllRoomsAreTakenThoseThereAreGoOn() {
    try (var small = StoreServer.start();
        var full = Backend.start(small, "full", Map.of("MAX_ROOMS", "3"));
        var operator = new Jedis(small.address())) {
      var ada = full.token("ada");
      for (int i = 0; i < 3; i++) {
        assertThat(full.postMessage(ada, "room-" + i, "id-1", "hi").statusCode()).isEqualTo(201);
      }
      var refused = full.postMessage(ada, "room-3", "id-1", "hi");
      assertThat(refused.statusCode()).isEqualTo(507);
      assertThat(code(refused)).isEqualTo("rooms-full");
      assertThat(refused.headers().firstValue("Retry-After")).contains("60");
      assertThat(full.postMessage(ada, "room-1", "id-2", "hi").statusCode()).isEqualTo(201);
      assertThat(full.get("/api/messages?room=room-3", ada).statusCode()).isEqualTo(200);

      // As when the last message of a room has become too old.
      operator.del("room:room-0");
      operator.zrem("rooms", "room-0");
      assertThat(full.postMessage(ada, "room-3", "id-1", "hi").statusCode()).isEqualTo(201);
    }
  }

  @Test
  void roomThatIsNotBegunAfterAllIsNotCounted() {
    try (var small = StoreServer.start();
        var tap = StoreTap.on(small);
        var operator = new Jedis(small.address());
        var full =
            Backend.start(
                small,
                "full",
                Map.of("STORE_URL", tap.address(), "MAX_ROOMS", "1", "ROOMS_PER_ADDRESS", "1"))) {
      var ada = full.token("ada");
      // When it is known that the room is new, and may be begun, another takes the last place.
      tap.before(
          command -> command.startsWith("EVALSHA") && command.endsWith(" 1 1"),
          () -> operator.zadd("rooms", 1, "other"));
      assertThat(full.postMessage(ada, "mine", "id-1", "hi").statusCode()).isEqualTo(507);
      assertThat(tap.isDone()).isTrue();

      operator.zrem("rooms", "other");
      assertThat(full.postMessage(ada, "mine", "id-1", "hi").statusCode()).isEqualTo(201);
      assertThat(full.postMessage(ada, "second", "id-1", "hi").statusCode()).isEqualTo(507);
    }
  }

  private static String token(String address, int user) {
    var request =
        HttpRequest.newBuilder(backend.uri("/api/session"))
            .header("X-Forwarded-For", address)
            .POST(
                BodyPublishers.ofString(
                    String.format(Locale.ROOT, "{\"name\":\"user-%d\"}", user)));
    return new JsonObject(Backend.exchange(request).body()).getString("token");
  }

  private static HttpResponse<String> post(String address, String token, String room, String id) {
    var message = new JsonObject().put("room", room).put("id", id).put("text", "hi");
    return Backend.exchange(
        HttpRequest.newBuilder(backend.uri("/api/messages"))
            .header("X-Forwarded-For", address)
            .header("Authorization", "Bearer " + token)
            .POST(BodyPublishers.ofString(message.encode())));
  }

  /** With messages that take 12 KiB each in an answer. */
  private static void fill(String room, int messages) {
    var token = new JsonObject(open("192.0.2.1", LOAD_TOKEN).body()).getString("token");
    for (int i = 0; i < messages; i++) {
      backend.postMessage(token, room, "id-" + i, "\u0001".repeat(2_000));
    }
  }

  private static int openUntilRefused(String address) {
    int opened = 0;
    while (opened < 10 * SESSIONS && open(address).statusCode() == 201) {
      opened++;
    }
    return opened;
  }

  private static HttpResponse<String> open(String address) {
    return open(address, null);
  }

  private static HttpResponse<String> open(String address, String loadToken) {
    return open(backend, address, loadToken);
  }

  private static HttpResponse<String> open(Backend at, String address, String loadToken) {
    var request =
        HttpRequest.newBuilder(at.uri("/api/session"))
            .header("X-Forwarded-For", address)
            .POST(BodyPublishers.ofString("{\"name\":\"ada\"}"));
    return Backend.exchange(
        loadToken == null ? request : request.header("X-Load-Token", loadToken));
  }

  private static HttpResponse<String> read(String path, String address) {
    return Backend.exchange(
        HttpRequest.newBuilder(backend.uri(path)).header("X-Forwarded-For", address));
  }

  private static String code(HttpResponse<String> problem) {
    return new JsonObject(problem.body()).getString("code");
  }
}
