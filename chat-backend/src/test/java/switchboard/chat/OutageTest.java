package switchboard.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients and probes see while the store is away. */
final class OutageTest {
  private StoreServer store;
  private Backend backend;
  private String token;

  @BeforeEach
  void start() {
    store = StoreServer.start();
    backend = Backend.start(store, "first");
    token = backend.token("ada");
  }

  @AfterEach
  void stop() {
    backend.close();
    store.close();
  }

  @Test
  void healthyReplicaIsLiveAndReadyAlsoThroughAShortOutage() throws Exception {
    assertThat(backend.manage("GET", "/health/live", "").statusCode()).isEqualTo(200);
    assertThat(backend.manage("GET", "/health/ready", "").statusCode()).isEqualTo(200);

    store.kill();

    assertThat(backend.manage("GET", "/health/ready", "").statusCode()).isEqualTo(200);
  }

  @Test
  void messageDuringALongOutageIsRefusedInTimeAndTakenAfterwards() throws Exception {
    Member ada = backend.join("lobby", "ada", "");
    ada.first("welcome");
    store.kill();
    ada.send("id-1", "hi");
    HttpResponse<String> refused = backend.postMessage(token, "lobby", "id-2", "hi");

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    assertThat(ada.first("error").getString("code")).isEqualTo("store-unavailable");

    store.restart();
    assertThat(backend.postMessage(token, "lobby", "id-2", "hi").statusCode()).isEqualTo(201);
    ada.send("id-1", "hi");
    ada.ack("id-1");
  }
}
