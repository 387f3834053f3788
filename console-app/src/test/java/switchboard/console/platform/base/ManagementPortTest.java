package switchboard.console.platform.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.console.platform.BackendFault;
import switchboard.console.platform.GatewayEvent;
import switchboard.console.platform.SelfReport;

class ManagementPortTest {
  private static final BackendFault SLOW =
      new BackendFault("slow", Map.of("delayMillis", 200), Duration.ofSeconds(10));

  private final List<String> asked = new ArrayList<>();
  private volatile int status = 200;
  private volatile String answer = "{}";
  private HttpServer server;
  private ManagementPort port;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(
              "%s %s %s %s"
                  .formatted(
                      exchange.getRequestMethod(),
                      exchange.getRequestURI(),
                      exchange.getRequestHeaders().getFirst("Authorization"),
                      new String(
                          exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
          var body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    port =
        new ManagementPort(
            new OkHttpClient(),
            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"),
            "secret");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void faultIsSentWithItsFieldsAndItsDuration() throws IOException {
    answer = "{'faults':[{'kind':'slow','delayMillis':200}]}".replace('\'', '"');

    port.begin(SLOW);

    assertThat(asked)
        .containsExactly(
            "PUT /faults Bearer secret {'delayMillis':200,'kind':'slow','durationMillis':10000}"
                .replace('\'', '"'));
  }

  @Test
  void eventOfAGatewayIsByThisMachinesClockAsExactAsItsAnswer() throws IOException {
    answer =
        """
        {"at":"2020-01-01T00:00:10.000Z","events":[
          {"at":"2020-01-01T00:00:04.000Z","replica":"backend-2","event":"out",
           "reason":"refused a connection"},
          {"at":"2020-01-01T00:00:05.000Z","replica":"backend-2","event":"in"}]}
        """;
    var asked = Instant.now();

    var events = port.gatewayEvents("gateway-1");

    var answered = Instant.now();
    assertThat(events).extracting(GatewayEvent::out).containsExactly(true, false);
    var out = events.getFirst();
    assertThat(out.gateway() + " " + out.replica() + " " + out.reason())
        .isEqualTo("gateway-1 backend-2 refused a connection");
    assertThat(out.notBefore()).isAfterOrEqualTo(asked.minusSeconds(6).minusMillis(1));
    assertThat(out.notAfter()).isBeforeOrEqualTo(answered.minusSeconds(6).plusMillis(1));
    assertThat(out.notBefore()).isBefore(out.notAfter());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "{\"at\":\"noon\",\"events\":[]}"})
  void listOfEventsThatCannotBeReadIsAFailure(String wrong) {
    answer = wrong;

    assertThatThrownBy(() -> port.gatewayEvents("gateway-1"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("events cannot be read");
  }

  @Test
  void faultThatTheReplicaDoesNotListHasNotBegun() {
    answer = "{'faults':[{'kind':'errors'}]}".replace('\'', '"');

    assertThatThrownBy(() -> port.begin(SLOW)).hasMessageContaining("does not list it");
  }

  @Test
  void faultIsEndedByItsKindAndNoOther() throws IOException {
    answer = "{'faults':[{'kind':'errors'}]}".replace('\'', '"');

    port.end("slow");

    assertThat(asked).containsExactly("DELETE /faults?kind=slow Bearer secret ");
  }

  @Test
  void faultThatTheReplicaStillListsHasNotEnded() {
    answer = "{'faults':[{'kind':'slow'}]}".replace('\'', '"');

    assertThatThrownBy(() -> port.end("slow")).hasMessageContaining("still lists it");
  }

  @Test
  void refusalSaysWhatTheReplicaAnswered() {
    status = 400;
    answer = "expected another delay";

    assertThatThrownBy(() -> port.begin(SLOW))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("answered 400: expected another delay");
  }

  @Test
  void activeFaultsAreTheKindsThatTheReplicaLists() throws IOException {
    answer = "{'faults':[{'kind':'slow'},{'kind':'errors'}]}".replace('\'', '"');

    assertThat(port.activeFaults()).containsExactlyInAnyOrder("slow", "errors");
  }

  @Test
  void reportHasTheFaultsAndTheClockAndSaysWhenItWasAsked() throws IOException {
    answer =
        "{'faults':[{'kind':'skewClock'}],'now':'2026-01-01T13:00:00.250Z'}".replace('\'', '"');
    var at = Instant.parse("2026-01-01T12:00:00Z");

    var report = port.report(InstantSource.fixed(at));

    assertThat(report)
        .isEqualTo(
            new SelfReport(
                at, at, answer, Set.of("skewClock"), Instant.parse("2026-01-01T13:00:00.250Z")));
    assertThat(asked)
        .extracting(each -> each.split(" ", -1)[1])
        .containsExactly("/metrics", "/faults");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'faults':[]}", "{'faults':[],'now':'noon'}"})
  void reportWithoutAClockCannotBeRead(String list) {
    answer = list.replace('\'', '"');

    assertThatThrownBy(() -> port.report(InstantSource.system()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot be read");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "null", "[]", "{}", "{\"faults\":7}", "{\"faults\":[null]}", "<html>"})
  void listThatCannotBeReadIsToldAsThat(String list) {
    answer = list;

    assertThatThrownBy(port::activeFaults)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot be read");
  }
}
