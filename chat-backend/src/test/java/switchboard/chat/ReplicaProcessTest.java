package switchboard.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.chat.testing.Member;
import switchboard.chat.testing.StoreServer;

/** The backend as a process of its own. */
final class ReplicaProcessTest {
  private static final Pattern READY = Pattern.compile("ready on :(\\d+) after \\d+ ms");

  @TempDir private Path folder;

  @Test
  void terminatedReplicaClosesItsSocketsAsGoingAwayAndExitsWithZero() throws Exception {
    try (var store = StoreServer.start()) {
      var process = start(Backend.environment(store, "child"), List.of());
      try {
        var address = "127.0.0.1:" + readyPort();
        var http = HttpClient.newHttpClient();
        var session =
            http.send(
                    HttpRequest.newBuilder(URI.create("http://" + address + "/api/session"))
                        .POST(BodyPublishers.ofString("{\"name\":\"ada\"}"))
                        .build(),
                    BodyHandlers.ofString())
                .body();
        var member =
            Member.open(
                http,
                URI.create(
                    "ws://"
                        + address
                        + "/ws?room=lobby&token="
                        + new JsonObject(session).getString("token")));
        member.send("id-1", "hi");
        member.ack("id-1");

        member.send("id-2", "hi");
        process.destroy();

        assertThat(member.closeCode()).isEqualTo(1001);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
      } finally {
        process.destroyForcibly();
      }
    }
  }

  @Test
  void processHasWarmedUpWhenItSaysThatItIsReady() throws Exception {
    try (var store = StoreServer.start()) {
      var process = start(Backend.environment(store, "child"), List.of());
      try {
        readyPort();
        assertThat(output()).containsPattern("(?s)warmed up in \\d+ ms, \\d+ rounds.*ready on :");
      } finally {
        process.destroyForcibly();
      }
    }
  }

  /** In a process of its own: here the other tests' garbage comes and goes meanwhile. */
  @Test
  void filledMemoryShowsAndIsGivenBack() throws Exception {
    int port;
    try (var free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    var management = URI.create("http://127.0.0.1:" + port);
    try (var store = StoreServer.start()) {
      var variables = new HashMap<String, String>(Backend.environment(store, "child"));
      variables.put("MANAGEMENT_PORT", Integer.toString(port));
      var process = start(variables, List.of());
      try {
        readyPort();
        double before = residentBytes(management);
        manage(
            management,
            "PUT",
            "/faults",
            "{\"kind\":\"fillMemory\",\"bytes\":300000000,\"durationMillis\":60000}");
        await().until(() -> residentBytes(management) > before + 250e6);

        manage(management, "DELETE", "/faults", "");
        await().until(() -> residentBytes(management) < before + 100e6);
      } finally {
        process.destroyForcibly();
      }
    }
  }

  @Test
  void crashEndsTheProcessAsOneThatHasFailedAfterItsAnswer() throws Exception {
    try (var store = StoreServer.start();
        var replica = new ServiceProcess(Main.class, 64, Backend.environment(store, "child"))) {
      var answer = replica.manage("PUT", "/faults", "{\"kind\":\"crash\"}");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(replica.exitCode()).isEqualTo(1);
    }
  }

  @Test
  void invalidSettingEndsTheProcessWithTwoAndAMessage() throws Exception {
    var process = start(Map.of("JWT_SECRET", "short", "ADMIN_TOKEN", "x".repeat(16)), List.of());

    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
    assertThat(output())
        .contains("JWT_SECRET: found 5 bytes, expected a secret of at least 32 bytes");
  }

  @Test
  void argumentEndsTheProcessWithTwo() throws Exception {
    var process = start(Map.of(), List.of("--help"));

    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
    assertThat(output()).contains("--help");
  }

  private Process start(Map<String, String> variables, List<String> arguments) throws IOException {
    var command =
        new ArrayList<String>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(arguments);
    var builder = new ProcessBuilder(command);
    ServiceProcess.keepEncoding(builder);
    builder.environment().putAll(new HashMap<>(variables));
    return builder.redirectErrorStream(true).redirectOutput(log().toFile()).start();
  }

  private static double residentBytes(URI management) throws Exception {
    return manage(management, "GET", "/metrics", "")
        .lines()
        .filter(line -> line.startsWith("process_resident_memory_bytes "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
        .findFirst()
        .orElseThrow();
  }

  private static String manage(URI management, String method, String path, String body)
      throws Exception {
    var request =
        HttpRequest.newBuilder(management.resolve(path))
            .method(method, BodyPublishers.ofString(body))
            .header("Authorization", "Bearer " + Backend.ADMIN_TOKEN)
            .build();
    var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertThat(response.statusCode()).isBetween(200, 204);
    return response.body();
  }

  private String readyPort() {
    await().atMost(Duration.ofSeconds(20)).until(() -> READY.matcher(output()).find());
    var ready = READY.matcher(output());
    assertThat(ready.find()).isTrue();
    return ready.group(1);
  }

  private String output() {
    try {
      return Files.readString(log());
    } catch (IOException notYet) {
      return "";
    }
  }

  private Path log() {
    return folder.resolve("log");
  }
}
