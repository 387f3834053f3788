package switchboard.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisDataException;
import switchboard.chat.testing.StoreServer;

/** The replicas' user in the store has the permissions that they use, and no more. */
final class StoreUserTest {
  private final StoreServer store = StoreServer.start();

  @AfterEach
  void stop() {
    store.close();
  }

  @Test
  void nothingThatReplicasDoIsRefused() throws Exception {
    try (var first = Backend.start(store, "first");
        var second = Backend.start(store, "second")) {
      var token = first.token("ada");
      var ada = first.join("lobby", "ada", "");
      var bob = second.join("lobby", "bob", "");
      ada.first("welcome");
      bob.first("welcome");
      first.postMessage(token, "lobby", "id-1", "hi");
      first.postMessage(token, "lobby", "id-1", "hi");
      second.postMessage(token, "lobby", "id-2", "ho");
      assertThat(bob.seqs(2)).containsExactly(1L, 2L);
      assertThat(first.get("/api/messages?room=lobby", token).statusCode()).isEqualTo(200);
      assertThat(first.get("/api/messages?room=lobby&after=1", token).statusCode()).isEqualTo(200);
      assertThat(second.join("lobby", "eve", "&after=1").seqs(1)).containsExactly(2L);

      store.kill();
      store.restart();
      assertThat(first.postMessage(token, "lobby", "id-3", "again").statusCode()).isEqualTo(201);
      assertThat(bob.seqs(3)).containsExactly(1L, 2L, 3L);
      // Now and then a replica compares its rooms with the store's.
      await().untilAsserted(() -> assertThat(statistics()).contains("_mget:"));
    }
    assertThat(refusals()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FLUSHALL",
        "FLUSHDB",
        "KEYS *",
        "SCAN 0",
        "CONFIG GET requirepass",
        "CONFIG SET dir /tmp",
        "CONFIG REWRITE",
        "SHUTDOWN NOSAVE",
        "DEBUG SLEEP 0",
        "MONITOR",
        "ACL LIST",
        "ACL SETUSER backend +@all",
        "SAVE",
        "BGREWRITEAOF",
        "REPLICAOF 127.0.0.1 1",
        "MODULE LIST",
        "CLIENT LIST",
        "SCRIPT FLUSH",
        "SCRIPT KILL",
        "RENAME log gone",
        "EXPIRE log 1",
        "PERSIST log",
        "DUMP log",
        "RESTORE log 0 x",
        "MIGRATE 127.0.0.1 1 log 0 1",
        "SELECT 1",
        "GET somebody-elses",
        "SET somebody-elses value",
        "SUBSCRIBE somebody-elses",
        "PUBLISH somebody-elses text",
        "XINFO CONSUMERS log group",
      })
  void whatNoReplicaDoesIsRefused(String command) {
    try (var replica = new Jedis(store.replicaAddress())) {
      var words = command.split(" ");
      var arguments =
          List.of(words).subList(1, words.length).stream()
              .map(StoreUserTest::bytes)
              .toArray(byte[][]::new);

      assertThatThrownBy(() -> replica.sendCommand(() -> bytes(words[0]), arguments))
          .isInstanceOf(JedisDataException.class)
          .hasMessageStartingWith("NOPERM");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"'FLUSHALL'", "'KEYS', '*'", "'SET', 'somebody-elses', 'value'"})
  void aScriptMayDoNoMoreThanTheReplicaThatCallsIt(String call) {
    try (var replica = new Jedis(store.replicaAddress())) {
      assertThatThrownBy(() -> replica.eval("return redis.call(" + call + ")"))
          .isInstanceOf(JedisDataException.class);
    }
    assertThat(refusals()).hasSize(1);
  }

  private static byte[] bytes(String word) {
    return word.getBytes(StandardCharsets.UTF_8);
  }

  /** The commands that the store has refused, from its log. */
  private List<?> refusals() {
    try (var operator = new Jedis(store.address())) {
      return (List<?>) operator.sendCommand(Protocol.Command.ACL, "LOG");
    }
  }

  private String statistics() {
    try (var operator = new Jedis(store.address())) {
      return operator.info("commandstats");
    }
  }
}
