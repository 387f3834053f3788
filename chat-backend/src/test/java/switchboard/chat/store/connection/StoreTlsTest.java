package switchboard.chat.store.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.chat.Backend;
import switchboard.chat.Replica;
import switchboard.chat.config.ChatConfig;
import switchboard.chat.config.Limits;
import switchboard.chat.management.Environment;
import switchboard.chat.management.EventLoop;
import switchboard.chat.testing.StoreServer;
import switchboard.chat.testing.TestAuthority;
import switchboard.chat.testing.TlsStore;

/** Replicas that reach their store by TLS, and what they say of one that they do not trust. */
final class StoreTlsTest {
  private final TestAuthority authority = new TestAuthority();
  private final Vertx vertx = EventLoop.create();
  private final Context loop = vertx.getOrCreateContext();

  @TempDir private Path folder;
  private StoreServer server;
  private Path trusted;

  @BeforeEach
  void start() throws IOException {
    server = StoreServer.start();
    trusted = Files.writeString(folder.resolve("authority.pem"), authority.pem());
  }

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    server.close();
  }

  private Map<String, String> settings(String address) {
    return Map.of("STORE_URL", address, "STORE_CA", trusted.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void messagesAndAnnouncementsGoThroughAStoreThatHasTls(String version) {
    try (var store = TlsStore.before(server, authority.issue("localhost"), version);
        var one = Backend.start(server, "one", settings(store.address()), Limits.DEFAULT);
        var two = Backend.start(server, "two", settings(store.address()), Limits.DEFAULT);
        var ada = one.join("lobby", "ada", "");
        var bob = two.join("lobby", "bob", "")) {
      ada.first("welcome");
      bob.first("welcome");
      var posted = one.postMessage(one.token("carol"), "lobby", "id-1", "Hello");

      assertThat(posted.statusCode()).as(posted.body()).isEqualTo(201);
      assertThat(ada.seqs(1)).containsExactly(1L);
      assertThat(bob.seqs(1)).containsExactly(1L);
      // Each replica learns by the store's channel that the other has a member.
      await().until(() -> presence(ada.frames("presence")) == 2);
      await().until(() -> presence(bob.frames("presence")) == 2);
    }
  }

  private static int presence(List<JsonObject> frames) {
    return frames.isEmpty() ? 0 : frames.getLast().getInteger("online");
  }

  @Test
  void connectionThatWasLostIsMadeByTlsAgain() {
    try (var store = TlsStore.before(server, authority.issue("localhost"));
        var replica = Backend.start(server, "one", settings(store.address()), Limits.DEFAULT)) {
      var before = store.clients();
      replica.manage("PUT", "/faults", "{\"kind\":\"cutStore\",\"durationMillis\":100}");

      await().until(() -> store.clients() >= 2 * before);
      await()
          .until(
              () ->
                  replica.postMessage(replica.token("ada"), "lobby", "id-1", "Hello").statusCode()
                      == 201);
    }
  }

  @Test
  void storeOfAnotherAuthorityIsRefusedAndBothAreNamed() {
    try (var store = TlsStore.before(server, new TestAuthority().issue("localhost"))) {
      assertThat(problem(store.address()))
          .startsWith("The store's certificate is signed by CN=test authority, expected an")
          .contains("an authority in " + trusted)
          .endsWith("or name its own in STORE_CA.");
    }
  }

  @Test
  void storeByAnotherNameIsRefusedAndBothAreNamed() {
    try (var store = TlsStore.before(server, authority.issue("elsewhere", "10.0.0.1"))) {
      assertThat(problem(store.address()))
          .startsWith(
              "The store's certificate is for elsewhere, 10.0.0.1, expected one for localhost");
    }
  }

  @Test
  void certificateThatHasEndedIsRefusedAndItsTimeIsSaid() {
    var ended = authority.issue(Duration.ofSeconds(-1), "localhost");
    try (var store = TlsStore.before(server, ended)) {
      assertThat(problem(store.address())).contains("is valid from", "Renew it");
    }
  }

  @Test
  void authorityThatTheJvmDoesNotKnowIsRefusedWithoutAFile() {
    try (var store = TlsStore.before(server, authority.issue("localhost"))) {
      assertThat(problem(Map.of("STORE_URL", store.address(), "STORE_CA", "")))
          .contains("expected an authority that the JVM trusts");
    }
  }

  @Test
  void storeWithoutTlsIsRefusedAndTheOtherSchemeIsNamed() {
    var plain = server.replicaAddress().toString().replace("redis://", "rediss://");

    assertThat(problem(plain))
        .startsWith("The store hangs, or has no TLS, expected TLS")
        .endsWith("or begin STORE_URL with redis://.");
  }

  @Test
  void serverThatAnswersWithoutTlsIsRefused() {
    var plain =
        vertx
            .createNetServer()
            .connectHandler(client -> client.write("-ERR not a store\r\n"))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();

    assertThat(problem("rediss://localhost:" + plain.actualPort()))
        .startsWith("The store answers without TLS, expected TLS");
  }

  private String problem(String address) {
    return problem(settings(address));
  }

  private String problem(Map<String, String> settings) {
    var lag = new LoopLag(System::nanoTime);
    var link = new StoreLink(vertx, StoreAddress.from(new Environment(settings)), lag);
    vertx.setPeriodic(LoopLag.TICK_MILLIS, timer -> lag.tick());
    loop.runOnContext(open -> link.connection("tested", StoreConnection::ping).open());
    try {
      return await().until(link::tlsProblem, Optional::isPresent).orElseThrow();
    } finally {
      loop.runOnContext(close -> link.close());
    }
  }

  @Test
  void replicaThatDoesNotTrustTheStoreSaysWhyItIsNotReady() throws Exception {
    var port = StoreServer.freePort();
    try (var store = TlsStore.before(server, authority.issue("elsewhere"))) {
      var replica =
          new Replica(
              ChatConfig.from(
                  new Environment(
                      Map.of(
                          "STORE_URL",
                          store.address(),
                          "STORE_CA",
                          trusted.toString(),
                          "PORT",
                          "0",
                          "MANAGEMENT_PORT",
                          Integer.toString(port),
                          "JWT_SECRET",
                          "s".repeat(32),
                          "ADMIN_TOKEN",
                          "t".repeat(16)))));
      var _ = replica.start();
      try {
        await()
            .untilAsserted(
                () ->
                    assertThat(readiness(port))
                        .startsWith("503")
                        .contains(
                            "The store has not been reached yet. The store's certificate is for"
                                + " elsewhere, expected one for localhost"));
      } finally {
        replica.stop().toCompletionStage().toCompletableFuture().join();
      }
    }
  }

  private static String readiness(int port) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      var answer =
          http.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
                  .build(),
              BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body();
    }
  }
}
