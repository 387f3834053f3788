package switchboard.console.platform.compose;

import com.google.gson.JsonParser;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import switchboard.console.platform.Limits;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.compose.engine.DockerEngine;
import switchboard.console.platform.compose.engine.EngineAddress;
import switchboard.console.platform.compose.engine.Installation;

/** An engine with one replica, which does not become ready with less memory than it needs. */
final class FakeEngine implements Closeable {
  static final String REPLICA = "409db7f65635";
  static final Limits MACHINE = new Limits(4, 8L << 30);

  private static final long NEEDED_BYTES = 128L << 20;
  private final Installation installation;
  private final String labels;
  private final MockWebServer server = new MockWebServer();
  private final List<String> targets = new CopyOnWriteArrayList<>();
  private final String environment;
  private volatile String status = "running";

  /** As the replica was made: without any. */
  private volatile Optional<Limits> limits = Optional.empty();

  /**
   * @param environment of the replica: {@code NAME=value}
   */
  FakeEngine(String... environment) throws IOException, StepFailed {
    installation = ComposeFiles.find().installation();
    labels =
        """
        {"com.docker.compose.project": "switchboard", "com.docker.compose.service": "backend",
         "com.docker.compose.container-number": "1", "com.docker.compose.oneoff": "False",
         "com.docker.compose.project.config_files": "%s",
         "com.docker.compose.config-hash": "1", "switchboard.product": "chat"}\
        """
            .formatted(installation.composeFile());
    this.environment =
        "[\"%s\"]".formatted(String.join("\", \"", environment)).replace("[\"\"]", "[]");
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            targets.add(request.getTarget());
            return answer(request);
          }
        });
    server.start();
  }

  DockerEngine connect() throws StepFailed {
    return DockerEngine.connect(
        new EngineAddress(URI.create(host()), "default", "a test", Optional.empty()), installation);
  }

  /** As {@code DOCKER_HOST} has it. */
  String host() {
    return "tcp://127.0.0.1:" + server.getPort();
  }

  /** What was asked for, in that order. */
  List<String> targets() {
    return List.copyOf(targets);
  }

  /** The replica's limits; empty until they are set. */
  Optional<Limits> limits() {
    return limits;
  }

  private MockResponse answer(RecordedRequest request) {
    return switch (request.getUrl().pathSegments().getLast()) {
      case "_ping" -> text("OK");
      case "version" -> json("{\"Version\": \"29.0.0\"}");
      case "info" -> json("{\"NCPU\": 4, \"MemTotal\": %s}".formatted(MACHINE.memoryBytes()));
      case "json" ->
          json(
              request.getUrl().encodedPath().endsWith("/containers/json")
                  ? "[{\"Id\": \"" + REPLICA + "\", \"Labels\": " + labels + "}]"
                  : replica());
      case "update" -> update(request);
      case "stop" -> become("exited");
      case "start" ->
          become(
              limits.isEmpty() || limits.get().memoryBytes() >= NEEDED_BYTES
                  ? "running"
                  : "exited");
      case "pause" -> become("paused");
      case "unpause" -> become("running");
      default -> text("");
    };
  }

  private MockResponse update(RecordedRequest request) {
    var wanted = JsonParser.parseString(request.getBody().utf8()).getAsJsonObject();
    limits =
        Optional.of(
            new Limits(wanted.get("NanoCpus").getAsLong() / 1e9, wanted.get("Memory").getAsLong()));
    return json("{\"Warnings\": []}");
  }

  private MockResponse become(String next) {
    status = next;
    return new MockResponse.Builder().code(204).build();
  }

  private String replica() {
    return String.format(
        Locale.ROOT,
        """
        {"Id": "%s", "Name": "/switchboard-backend-1", "Image": "sha256:1", "RestartCount": 0,
         "State": {"Status": "%s", "ExitCode": 1, "Pid": 7,
                   "StartedAt": "2026-11-22T09:00:00Z", "FinishedAt": "2026-11-22T09:00:01Z"},
         "Config": {"Labels": %s, "Env": %s},
         "HostConfig": {"NanoCpus": %d, "Memory": %d}}\
        """,
        REPLICA,
        status,
        labels,
        environment,
        limits.map(each -> Math.round(each.cpus() * 1e9)).orElse(0L),
        limits.map(Limits::memoryBytes).orElse(0L));
  }

  private static MockResponse text(String body) {
    return new MockResponse.Builder().body(body).build();
  }

  private static MockResponse json(String body) {
    return new MockResponse.Builder()
        .addHeader("Content-Type", "application/json")
        .body(body)
        .build();
  }

  @Override
  public void close() {
    server.close();
  }
}
