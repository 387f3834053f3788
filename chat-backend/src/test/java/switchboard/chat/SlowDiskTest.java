package switchboard.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.chat.testing.StoreServer;

/**
 * A store that is killed while its disk is slow to flush. The slow disk is a library that is
 * preloaded into it, and built by the C compiler of this machine.
 */
final class SlowDiskTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private StoreServer store;
  private Backend backend;
  private String token;
  private int sent;

  /** While it is there, the disk is slow. */
  private Path slow;

  private Path library;

  @BeforeEach
  void build() throws Exception {
    slow = folder.resolve("slow");
    library = folder.resolve("slow-disk.so");
    var source = folder.resolve("slow-disk.c");
    try (var text = SlowDiskTest.class.getResourceAsStream("slow-disk.c")) {
      Files.copy(text, source);
    }
    assumeThat(compiles(source)).as("a C compiler, gcc, builds the slow disk for Linux").isTrue();
  }

  private boolean compiles(Path source) throws InterruptedException {
    try {
      return new ProcessBuilder(
                  "gcc", "-shared", "-fPIC", "-o", library.toString(), source.toString())
              .inheritIO()
              .start()
              .waitFor()
          == 0;
    } catch (IOException absent) {
      return false;
    }
  }

  @AfterEach
  void stop() {
    if (backend != null) {
      backend.close();
    }
    if (store != null) {
      store.close();
    }
  }

  @Test
  void storeThatFlushesAlwaysLosesNoAcknowledgedMessageWhenItIsKilledInASlowFlush()
      throws Exception {
    var flushed = start("always");

    var unflushed = sendWhileFlushing();
    killAndRestart();

    assertThat(unflushed).as("acknowledged before they were flushed").isEmpty();
    assertThat(readable()).containsSubsequence(flushed);
  }

  @Test
  void storeThatFlushesEverySecondLosesAcknowledgedMessagesWhenItIsKilledInASlowFlush()
      throws Exception {
    var flushed = start("everysec");

    var unflushed = sendWhileFlushing();
    killAndRestart();

    assertThat(unflushed).as("acknowledged before they were flushed").isNotEmpty();
    assertThat(readable()).containsSubsequence(flushed).doesNotContainAnyElementsOf(unflushed);
  }

  /** Gives the messages that were acknowledged by a store with a fast disk. */
  private List<String> start(String flush) throws IOException {
    var data = Files.createDirectory(folder.resolve("data"));
    store =
        StoreServer.start(
            data, flush, Map.of("LD_PRELOAD", library.toString(), "SLOW_DISK", slow.toString()));
    backend = Backend.start(store, "first");
    token = backend.token("ada");
    var acknowledged = send(5);
    assertThat(acknowledged).hasSize(5);
    return acknowledged;
  }

  /** Gives those of some messages that were acknowledged while a flush lasted. */
  private List<String> sendWhileFlushing() throws IOException {
    Files.createFile(slow);
    // What it writes now, it is going to flush.
    backend.postMessage(token, "elsewhere", "flushed", "hi");
    await().atMost(TIMEOUT).until(() -> Files.exists(Path.of(slow + ".flushing")));
    return send(3);
  }

  private void killAndRestart() throws Exception {
    store.kill();
    Files.delete(slow);
    store.restart();
  }

  private List<String> send(int count) {
    var acknowledged = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      var id = "id-" + ++sent;
      if (backend.postMessage(token, "lobby", id, "hi").statusCode() == 201) {
        acknowledged.add(id);
      }
    }
    return acknowledged;
  }

  /** The ids of the messages that the room has. */
  private List<String> readable() {
    var page =
        await()
            .atMost(TIMEOUT)
            .until(
                () -> backend.get("/api/messages?room=lobby", token),
                answer -> answer.statusCode() == 200);
    return new JsonObject(page.body())
        .getJsonArray("messages").stream()
            .map(message -> ((JsonObject) message).getString("id"))
            .toList();
  }
}
