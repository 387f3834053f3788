package switchboard.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.chat.testing.StoreServer;

/**
 * A store whose disk is full, which is a small file system in memory that this test mounts; this
 * needs root.
 */
@Tag("engine")
final class FullDiskTest {
  private static final String TEXT = "x".repeat(4096);

  @TempDir private Path disk;
  private StoreServer store;
  private Backend backend;
  private String token;
  private boolean mounted;
  private int sent;
  private final List<String> acknowledged = new ArrayList<>();

  @BeforeEach
  void mount() throws Exception {
    mounted = run("mount", "-t", "tmpfs", "-o", "size=1m", "switchboard-test", disk.toString());
    assumeThat(mounted).as("this user may mount a file system").isTrue();
  }

  @AfterEach
  void unmount() throws Exception {
    if (backend != null) {
      backend.close();
    }
    if (store != null) {
      store.close();
    }
    if (mounted) {
      assertThat(run("umount", disk.toString())).isTrue();
    }
  }

  @Test
  void storeThatFlushesEverySecondRefusesWithTheReasonAndTakesMessagesWhenThereIsRoom()
      throws Exception {
    start("everysec");
    var ada = backend.join("lobby", "ada", "");
    ada.first("welcome");

    var refused = sendUntilRefused();
    assertThat(refused.statusCode()).isEqualTo(507);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(refused.body()).contains("The store's disk is full.");
    ada.send("socket", "hi");
    assertThat(ada.first("error").getString("code")).isEqualTo("store-full");
    assertThat(readable()).containsExactlyElementsOf(acknowledged);
    assertThat(backend.manage("GET", "/health/ready", "").statusCode()).isEqualTo(200);

    makeRoom();
    await().atMost(Duration.ofSeconds(10)).until(() -> send().statusCode() == 201);
    assertThat(ada.seqs(acknowledged.size()))
        .isEqualTo(LongStream.rangeClosed(1, acknowledged.size()).boxed().toList());
    store.kill();
    store.restart();
    assertThat(readable()).containsExactlyElementsOf(acknowledged);
  }

  @Test
  void storeThatFlushesAlwaysEndsItselfAndLosesNothingThatWasAcknowledged() throws Exception {
    start("always");
    var ada = backend.join("lobby", "ada", "");
    ada.first("welcome");
    var supervisor = Thread.ofVirtual().start(this::restartForEver);
    try {
      assertThat(sendUntilRefused().statusCode()).isEqualTo(503);
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> assertThat(send().body()).contains("its disk may be full", "\"status\":503"));
      makeRoom();
      await().atMost(Duration.ofSeconds(10)).until(() -> send().statusCode() == 201);
    } finally {
      supervisor.interrupt();
      supervisor.join();
    }

    assertThat(ada.isClosed()).isFalse();
    // What was refused may have been stored all the same; its client would have sent it again.
    assertThat(readable()).doesNotHaveDuplicates().containsSubsequence(acknowledged);
    var seqs = ada.seqs(acknowledged.size());
    assertThat(seqs).isEqualTo(LongStream.rangeClosed(1, seqs.size()).boxed().toList());
  }

  private void start(String flush) {
    store = StoreServer.start(disk, flush);
    backend = Backend.start(store, "first");
    token = backend.token("ada");
  }

  private HttpResponse<String> sendUntilRefused() {
    var answer = send();
    while (answer.statusCode() == 201) {
      answer = send();
    }
    assertThat(acknowledged).hasSizeGreaterThan(50);
    return answer;
  }

  private HttpResponse<String> send() {
    var id = "id-" + ++sent;
    var answer = backend.postMessage(token, "lobby", id, TEXT);
    if (answer.statusCode() == 201) {
      acknowledged.add(id);
    }
    return answer;
  }

  /** The ids of all messages that the room has. */
  private List<String> readable() {
    var ids = new ArrayList<String>();
    long after = 0;
    while (true) {
      var page = backend.get("/api/messages?room=lobby&limit=200&after=" + after, token);
      var messages = new JsonObject(page.body()).getJsonArray("messages");
      if (messages.isEmpty()) {
        return ids;
      }
      for (int i = 0; i < messages.size(); i++) {
        ids.add(messages.getJsonObject(i).getString("id"));
        after = messages.getJsonObject(i).getLong("seq");
      }
    }
  }

  private void makeRoom() throws Exception {
    assertThat(run("mount", "-o", "remount,size=64m", disk.toString())).isTrue();
  }

  /** Restarts it as its supervisor would. */
  private void restartForEver() {
    try {
      while (!Thread.interrupted()) {
        store.awaitEnd();
        store.restart();
      }
    } catch (InterruptedException | IOException end) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException absent) {
      return false;
    }
  }
}
