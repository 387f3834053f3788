package switchboard.chat.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import switchboard.chat.management.EventLoop;
import switchboard.chat.store.connection.StoreAddress;
import switchboard.chat.testing.StoreServer;

/** The rules of the replicas' user in the store allow what replicas use, and nothing else. */
@Tag("locales")
final class StoreRulesTest {
  private static final Duration AGE = Duration.ofHours(1);
  private static final Pattern CALLS = Pattern.compile("cmdstat_([a-z]+)[^:]*:calls=[1-9]");

  /** Of the server's own, and of this test. */
  private static final Set<String> NOT_OF_REPLICAS =
      Set.of("acl", "auth", "config", "exists", "flushall", "keys");

  private final Vertx vertx = EventLoop.create();
  private final Context loop = vertx.getOrCreateContext();
  private final StoreServer server = StoreServer.start();
  private final Jedis operator = new Jedis(server.address());

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    operator.close();
    server.close();
  }

  @Test
  void everyCommandAndEveryKeyThatIsAllowedIsUsed() throws Exception {
    operator.configResetStat();
    var store =
        new MessageStore(
            vertx,
            new StoreAddress(server.replicaAddress(), Optional.empty()),
            new Retention(100, AGE, 100));
    onLoop(() -> store.open(new Deaf()));
    useAll(store);
    var keys = operator.keys("*");
    assertThat((List<?>) operator.sendCommand(Protocol.Command.ACL, "LOG")).isEmpty();

    var used = new TreeSet<String>();
    CALLS.matcher(operator.info("commandstats")).results().forEach(call -> used.add(call.group(1)));
    used.removeAll(NOT_OF_REPLICAS);
    assertThat(used).isEqualTo(new TreeSet<>(rules('+')));
    for (var allowed : rules('~')) {
      assertThat(keys).anyMatch(key -> key.matches(allowed.replace("*", ".+")));
    }
    onLoop(
        () -> {
          store.close();
          return Future.succeededFuture();
        });
  }

  private void useAll(MessageStore store) {
    var old = Instant.now().minus(AGE).minusSeconds(1);
    onLoop(() -> append(store, new NewMessage("old", "id-1", "ada", "hi", old)));
    onLoop(() -> append(store, new NewMessage("mixed", "id-1", "ada", "hi", old)));
    onLoop(() -> append(store, new NewMessage("mixed", "id-2", "ada", "hi", Instant.now())));
    onLoop(() -> store.latest("mixed", 10));
    onLoop(() -> store.after("mixed", 1, 10));
    onLoop(() -> store.states(List.of("mixed", "old")));
    loop.runOnContext(now -> store.announce("here"));
    loop.runOnContext(now -> store.sweep());
    await().until(() -> !operator.exists("room:old"));

    operator.flushAll();
    onLoop(() -> append(store, new NewMessage("mixed", "id-3", "ada", "hi", Instant.now())));
    onLoop(() -> store.states(List.of("mixed")));
    await().until(() -> operator.exists("epoch:mixed"));
  }

  private static Future<AppendResult> append(MessageStore store, NewMessage draft) {
    return store.append(draft, new NewRooms(true, 1_000));
  }

  /** The names in the rules after a sign, such as + for commands; without subcommands. */
  private static Set<String> rules(char sign) throws IOException {
    var rules = new HashSet<String>();
    for (var line : Files.readAllLines(StoreServer.RULES)) {
      Stream.of(line.startsWith("#") ? new String[0] : line.split(" "))
          .filter(rule -> rule.charAt(0) == sign)
          .forEach(rule -> rules.add(rule.substring(1).replaceFirst("\\|.*", "")));
    }
    return rules;
  }

  private <T> T onLoop(Supplier<Future<T>> action) {
    Promise<T> promise = Promise.promise();
    loop.runOnContext(start -> action.get().onComplete(promise));
    return promise
        .future()
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(10, TimeUnit.SECONDS)
        .join();
  }

  /** A listener that ignores everything. */
  private static final class Deaf implements MessageStore.Listener {
    @Override
    public void message(String epoch, Message message) {}

    @Override
    public void announced(String text) {}

    @Override
    public void historyReset() {}

    @Override
    public void unreadableEntry() {}
  }
}
