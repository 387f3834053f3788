package switchboard.chat.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import switchboard.chat.Main;
import switchboard.chat.RawClient;
import switchboard.chat.ServiceProcess;
import switchboard.chat.testing.StoreServer;

/**
 * 1 500 clients ask for pages of history, or join a room from its beginning, and never read: the
 * answers that wait for them would be twenty times the memory. Another user chats meanwhile.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class UnreadAnswersTest {
  private static final int CLIENTS = 1_500;
  private static final int HEAP_MEBIBYTES = 96;
  private static final int PAGE = 20;
  private static final int ADDRESSES = 20;

  /** Of this many clients one joins a room, and the others ask for pages. */
  private static final int SOCKETS_AMONG = 8;

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** Each of these characters takes six bytes in an answer. */
  private static final String TEXT = "\u0001".repeat(2_000);

  /** Of another address than those who do not read. */
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .localAddress(new InetSocketAddress("127.0.0.2", 0).getAddress())
          .build();

  private final List<RawClient> clients = new ArrayList<>();
  private StoreServer store;
  private ServiceProcess replica;
  private String token;

  @BeforeEach
  void start() throws Exception {
    store = StoreServer.start();
    replica =
        new ServiceProcess(
            Main.class,
            HEAP_MEBIBYTES,
            Map.of(
                "STORE_URL", store.address().toString(),
                "JWT_SECRET", "a secret of the tests, 32 bytes or more",
                "ADMIN_TOKEN", RunningGateway.ADMIN_TOKEN,
                "REPLICA_NAME", "backend-1",
                "CGROUP_ROOT", "",
                "MESSAGES_PER_SECOND", "10000",
                "READ_MIB_PER_ADDRESS", "10000"));
    token =
        new JsonObject(post(replica.port(), "/api/session", "{\"name\":\"ada\"}").body())
            .getString("token");
    for (int i = 0; i < PAGE; i++) {
      assertThat(send(replica.port(), "history", "id-" + i, TEXT)).isEqualTo(201);
    }
  }

  @AfterEach
  void stop() {
    clients.forEach(RawClient::close);
    replica.close();
    store.close();
  }

  @Test
  void replicaClosesThoseWhoDoNotReadAndOthersChatOn() throws Exception {
    chatWhile(
        replica.port(),
        () -> attack(replica.port(), () -> replica.metric("chat_connections_closed_total")));

    assertThat(replica.metric("chat_connections_closed_total")).isPositive();
    assertThat(replica.metric("chat_unsent_bytes")).isLessThan(HEAP_MEBIBYTES / 4 * 1024 * 1024);
    assertThat(replica.isAlive()).isTrue();
    assertThat(replica.output()).doesNotContain("OutOfMemory");
  }

  @Test
  void gatewayClosesThoseWhoDoNotReadAndOthersChatOn() throws Exception {
    try (var gateway =
        new ServiceProcess(
            GatewayMain.class,
            HEAP_MEBIBYTES,
            Map.of(
                "ADMIN_TOKEN",
                RunningGateway.ADMIN_TOKEN,
                "REPLICAS",
                "backend-1=127.0.0.1:" + replica.port()))) {
      chatWhile(
          gateway.port(),
          () -> attack(gateway.port(), () -> gateway.metric("gateway_connections_closed_total")));

      assertThat(gateway.metric("gateway_connections_closed_total")).isPositive();
      assertThat(gateway.metric("gateway_unsent_bytes"))
          .isLessThan(HEAP_MEBIBYTES / 4 * 1024 * 1024);
      assertThat(gateway.isAlive()).isTrue();
      assertThat(gateway.output()).doesNotContain("OutOfMemory");
    }
    assertThat(replica.isAlive()).isTrue();
    assertThat(replica.output()).doesNotContain("OutOfMemory");
  }

  /** Everybody asks over and over, until the first are closed for it and then once more. */
  private void attack(int port, DoubleSupplier closed) {
    var page =
        "GET /api/messages?room=history&limit=%s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(PAGE, token)
            .repeat(3)
            .getBytes(StandardCharsets.US_ASCII);
    var join =
        RawClient.handshake("/ws?room=history&after=0", token, "13")
            .getBytes(StandardCharsets.US_ASCII);
    var readers = new ArrayList<RawClient>();
    for (int i = 0; i < CLIENTS; i++) {
      var client = RawClient.connect("127.0.1." + (1 + i % ADDRESSES), port);
      clients.add(client);
      if (i % SOCKETS_AMONG == 0) {
        client.trySend(join);
      } else {
        readers.add(client);
      }
    }
    var last = false;
    while (!last) {
      last = closed.getAsDouble() > 0;
      readers.forEach(client -> client.trySend(page));
    }
  }

  /**
   * Sends a message after another in a room of its own for as long as something else takes, and for
   * ten messages at least; as a client does, again when it was not taken.
   */
  private void chatWhile(int port, Runnable attack) throws Exception {
    var running = CompletableFuture.runAsync(attack);
    var durations = new ArrayList<Duration>();
    while (!running.isDone() || durations.size() < 10) {
      long started = System.nanoTime();
      var id = "id-" + durations.size();
      await().atMost(TIMEOUT).until(() -> send(port, "lobby", id, "hi") != 503);
      durations.add(Duration.ofNanos(System.nanoTime() - started));
    }
    running.join();
    durations.sort(null);
    assertThat(durations.get(durations.size() / 2)).isLessThan(Duration.ofSeconds(5));
  }

  private int send(int port, String room, String id, String text) throws Exception {
    var message = new JsonObject().put("room", room).put("id", id).put("text", text);
    return post(port, "/api/messages", message.encode()).statusCode();
  }

  private HttpResponse<String> post(int port, String path, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(TIMEOUT)
            .POST(BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }
}
