package switchboard.console.platform.compose.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import switchboard.console.platform.Limits;

/** What a real engine answered, read. */
@Tag("locales")
class ContainerTest {
  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private static Container inspected(String name, String... replacements) throws IOException {
    try (var resource = ContainerTest.class.getResourceAsStream(name + ".json")) {
      var text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
      for (var i = 0; i < replacements.length; i += 2) {
        assertThat(text).contains(replacements[i]);
        text = text.replace(replacements[i], replacements[i + 1]);
      }
      return Container.of(
          JSON.readValue(text, InspectContainerResponse.class), new Limits(64, 1L << 40));
    }
  }

  @Test
  void aHealthyReplicaIsReadyAndHasAnAddress() throws IOException {
    var backend = inspected("backend");

    assertThat(backend.name()).isEqualTo("backend-2");
    assertThat(backend.ready()).isTrue();
    assertThat(backend.startedAt()).isEqualTo(Instant.parse("2026-11-22T09:00:00.853956538Z"));
    assertThat(backend.finishedAt()).isEqualTo(Instant.EPOCH);
    assertThat(backend.pid()).isPositive();
    assertThat(backend.address()).hasValue("192.168.0.2");
    assertThat(backend.published()).isEmpty();
  }

  @Test
  void publishedPortsAreTheEnginesWord() throws IOException {
    var gateway = inspected("gateway");

    assertThat(gateway.name()).isEqualTo("gateway");
    assertThat(gateway.imageName()).isEqualTo("nginx:1.30.0");
    assertThat(gateway.published()).containsExactly(Map.entry(80, 15173));
  }

  @Test
  void aReplicaEndedByTheKernelSaysSo() throws IOException {
    var dead =
        inspected(
            "backend",
            "\"Status\": \"running\"",
            "\"Status\": \"exited\"",
            "\"OOMKilled\": false",
            "\"OOMKilled\": true",
            "\"ExitCode\": 0",
            "\"ExitCode\": 137",
            "0001-01-01T00:00:00Z",
            "2026-11-22T09:00:10.753951901Z");

    assertThat(dead.alive()).isFalse();
    assertThat(dead.oomKilled()).isTrue();
    assertThat(dead.exitCode()).isEqualTo(137);
    assertThat(dead.finishedAt()).isEqualTo(Instant.parse("2026-11-22T09:00:10.753951901Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "start,0,STARTED,0",
    "die,137,DIED,137",
    "die,what,DIED,-1",
    "oom,0,OUT_OF_MEMORY,0",
    "health_status: healthy,0,HEALTHY,0",
    "health_status: unhealthy,0,UNHEALTHY,0",
    "pause,0,PAUSED,0",
    "unpause,0,UNPAUSED,0",
    "destroy,0,DESTROYED,0"
  })
  void anEventOfTheEngineIsReadWithItsOwnTime(
      String action, String code, ContainerEvent.Kind kind, int exitCode) throws IOException {
    assertThat(ContainerEvent.of(event(action, code, "False")))
        .hasValue(
            new ContainerEvent(
                Instant.parse("2026-11-22T09:00:09.260280131Z"), "409d", kind, exitCode));
  }

  @ParameterizedTest
  @CsvSource({"exec_start: java,False", "create,False", "start,True"})
  void whatDoesNotMatterIsPassedOver(String action, String oneOff) throws IOException {
    assertThat(ContainerEvent.of(event(action, "0", oneOff))).isEmpty();
  }

  private static Event event(String action, String code, String oneOff) throws IOException {
    return JSON.readValue(
        """
        {"Type":"container","Action":"%s","Actor":{"ID":"409d","Attributes":{"exitCode":"%s",
         "com.docker.compose.oneoff":"%s"}},"time":1795338009,"timeNano":1795338009260280131}
        """
            .formatted(action, code, oneOff),
        Event.class);
  }
}
