package switchboard.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static switchboard.simulator.Running.number;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.chat.testing.StoreServer;
import switchboard.chat.testing.TestAuthority;
import switchboard.simulator.endpoint.Target;
import switchboard.simulator.swarm.Load;

/** Users, and load tests, of the real gateway with TLS. */
class TlsTest {
  private static final TestAuthority AUTHORITY = new TestAuthority();
  private static final HeldCertificate CERTIFICATE = AUTHORITY.issue("127.0.0.1");
  private static final Load FEW = new Load(20, 500, 60, 60, 10);
  private static final String LOAD_TEST = "{\"path\":\"/\",\"requests\":50,\"concurrency\":5}";

  @TempDir static Path folder;
  private static StoreServer store;
  private static BackendProcess replica;
  private static BackendProcess gateway;

  @BeforeAll
  static void startSystem() throws IOException {
    var certificate = folder.resolve("certificate.pem");
    var key = folder.resolve("key.pem");
    AUTHORITY.write(CERTIFICATE, certificate, key);
    store = StoreServer.start();
    replica = BackendProcess.replica(store, "backend-1");
    replica.start();
    gateway =
        BackendProcess.gateway(
            List.of(replica),
            Map.of("TLS_CERTIFICATE", certificate.toString(), "TLS_KEY", key.toString()));
    gateway.start();
  }

  @AfterAll
  static void stopSystem() {
    gateway.close();
    replica.close();
    store.close();
  }

  private static URI secure(String host) {
    return URI.create("https://" + host + ":" + gateway.address().getPort());
  }

  private static Target trusting(TestAuthority authority, String host) {
    return new Target(secure(host), List.of(authority.certificate()));
  }

  private static JsonObject loadTest(Running running) {
    var started = running.call("POST", "/load-tests", LOAD_TEST);
    var location = started.headers().firstValue("Location").orElseThrow();
    running.awaitStats("end", stats -> running.get(location).getString("state").equals("done"));
    return running.get(location).getJsonObject("result");
  }

  private static String firstFailure(Running running) {
    return running
        .awaitStats("a failure", stats -> stats.getString("lastFailure") != null)
        .getString("lastFailure");
  }

  @Test
  void usersChatAndSeeWhenTheCertificateEnds() {
    try (var running = new Running(trusting(AUTHORITY, "127.0.0.1"), FEW)) {
      running.awaitConnected(20);
      running.awaitStats("messages", stats -> number(stats, "messages", "delivered") >= 100);
      var stats = running.settle();

      assertThat(number(stats, "messages", "lost")).isZero();
      var ends = CERTIFICATE.certificate().getNotAfter().toInstant();
      assertThat(Instant.parse(stats.getString("certificateNotAfter"))).isEqualTo(ends);
      assertThat(
              running
                  .call("GET", "/metrics", null)
                  .body()
                  .lines()
                  .filter(line -> line.startsWith("probe_ssl_earliest_cert_expiry "))
                  .map(line -> Double.parseDouble(line.substring(line.indexOf(' ')))))
          .containsExactly((double) ends.getEpochSecond());
    }
  }

  @Test
  void loadTestUsesTls() {
    try (var running = new Running(trusting(AUTHORITY, "127.0.0.1"), new Load(0, 100, 0, 0, 10))) {
      assertThat(loadTest(running).getJsonObject("statuses"))
          .isEqualTo(new JsonObject().put("200", 50));
    }
  }

  @Test
  void certificateOfAnAuthorityThatIsNotTrustedFailsUsersAndLoadTests() {
    try (var running = new Running(trusting(new TestAuthority(), "127.0.0.1"), FEW)) {
      assertThat(firstFailure(running)).contains("the server's certificate is not trusted");
      assertThat(loadTest(running).getJsonObject("errors").fieldNames())
          .singleElement()
          .asString()
          .startsWith("the server's certificate is not trusted");
      assertThat(number(running.stats(), "users", "connected")).isZero();
    }
  }

  @Test
  void certificateOfAnotherNameFailsUsersAndLoadTests() {
    try (var running = new Running(trusting(AUTHORITY, "localhost"), FEW)) {
      assertThat(firstFailure(running))
          .contains("the server's certificate is refused", "localhost");
      assertThat(loadTest(running).getJsonObject("errors").fieldNames())
          .singleElement()
          .asString()
          .startsWith("the server's certificate is refused");
    }
  }

  @Test
  void systemsAuthoritiesAreTrustedWhenNoneIsConfigured() {
    try (var running = new Running(Target.of(secure("127.0.0.1")), FEW)) {
      assertThat(firstFailure(running)).contains("the server's certificate is not trusted");
    }
  }

  @Test
  void authoritiesAreReadFromTheirFile(@TempDir Path folder) throws Exception {
    var file = folder.resolve("authority.pem");
    Files.writeString(file, new TestAuthority().pem());

    var config =
        SimulatorConfig.from(Map.of("SERVER_URL", "https://gateway", "SERVER_CA", file.toString()));

    assertThat(config.server().authorities()).hasSize(1);
  }

  @Test
  void plainUsersFailAndAreToldWhereTheServerIs() {
    try (var running = new Running(gateway.address(), FEW)) {
      assertThat(firstFailure(running))
          .contains("308 Permanent Redirect to https://127.0.0.1:", "/api/session");
      assertThat(loadTest(running).getLong("failed")).isEqualTo(50);
      assertThat(running.stats().getString("certificateNotAfter")).isNull();
    }
  }
}
