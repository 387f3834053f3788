package switchboard.chat.gateway.web;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import switchboard.chat.gateway.ChildReplica;
import switchboard.chat.gateway.RunningGateway;
import switchboard.chat.gateway.replicas.Endpoint;
import switchboard.chat.testing.StoreServer;

/** On replicas of this machine, behind the gateway of our own. */
class TwoBrowsersTest extends TwoBrowsersContract {
  private StoreServer store;
  private Map<String, ChildReplica> replicas;
  private RunningGateway gateway;

  @Override
  void startSystem() {
    store = opened(StoreServer.start());
    replicas =
        Map.of(
            "backend-1", opened(new ChildReplica("backend-1", store.replicaAddress()).start()),
            "backend-2", opened(new ChildReplica("backend-2", store.replicaAddress()).start()));
    gateway =
        opened(
            new RunningGateway(
                replicas.values().stream().map(ChildReplica::member).toArray(Endpoint[]::new)));
    replicas.keySet().forEach(name -> gateway.awaitState(name, "up"));
  }

  @Override
  URI gateway() {
    return URI.create("http://127.0.0.1:" + gateway.port());
  }

  @Override
  void kill(String replica) {
    replicas.get(replica).kill();
  }

  @Test
  void roomStartsAnewOnThePageWhenTheStoreWasEmptiedAndReplicasRestarted() {
    var ada = join("ada");
    say(ada, "one", "two", "three");
    ChatPageTest.awaitTexts(ada, "one", "two", "three");

    replicas.values().forEach(ChildReplica::kill);
    emptyStore();
    say(ada, "written while away");
    replicas.values().forEach(ChildReplica::start);
    replicas.keySet().forEach(name -> gateway.awaitState(name, "up"));

    ChatPageTest.awaitNotices(ada, "The room has started over.");
    ChatPageTest.awaitTexts(ada, "written while away");
    ChatPageTest.awaitOutbox(ada);
    ada.awaitTrue(CONNECTED);
    ChatPageTest.awaitTexts(join("bob"), "written while away");
  }

  @Test
  void roomStartsAnewOnThePageWhenTheStoreIsEmptiedUnderItsOpenSocket() {
    var ada = join("ada");
    var bob = join("bob");
    say(ada, "one", "two", "three");
    ChatPageTest.awaitTexts(bob, "one", "two", "three");

    emptyStore();

    ChatPageTest.awaitNotices(ada, "The room has started over.");
    ChatPageTest.awaitNotices(bob, "The room has started over.");
    say(bob, "four");
    ChatPageTest.awaitTexts(ada, "four");
    ChatPageTest.awaitTexts(bob, "four");
    ChatPageTest.awaitOutbox(bob);
  }

  @Test
  void roomGoesOnFromWhatSurvivedOnThePageWhenTheStoreComesBackShorter() throws Exception {
    var ada = join("ada");
    var bob = join("bob");
    say(ada, "one", "two");
    ChatPageTest.awaitTexts(bob, "one", "two");
    var backup = store.backUp();
    say(ada, "three");
    ChatPageTest.awaitTexts(bob, "one", "two", "three");

    store.kill();
    store.restore(backup);
    store.restart();

    for (var page : new Browser.Page[] {ada, bob}) {
      ChatPageTest.awaitNotices(page, "The room lost some messages; it goes on from here.");
    }
    say(bob, "another three");
    ChatPageTest.awaitTexts(ada, "one", "two", "another three");
    ChatPageTest.awaitTexts(bob, "one", "two", "another three");
    ChatPageTest.awaitOutbox(bob);
  }

  private void emptyStore() {
    try (var operator = new Jedis(store.address())) {
      operator.flushAll();
    }
  }

  private static void say(Browser.Page page, String... texts) {
    for (var text : texts) {
      ChatPageTest.say(page, text);
    }
  }
}
