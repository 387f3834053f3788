package switchboard.chat.gateway.web;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import switchboard.chat.gateway.ChildReplica;

/** On replicas of this machine, behind the gateway of our own. */
class TwoBrowsersTest extends TwoBrowsersContract {
  private OwnSystem system;

  @Override
  void startSystem() {
    system = opened(new OwnSystem(Map.of()));
  }

  @Override
  URI gateway() {
    return URI.create("http://127.0.0.1:" + system.port());
  }

  @Override
  void kill(String replica) {
    system.replicas().get(replica).kill();
  }

  @Test
  void roomStartsAnewOnThePageWhenTheStoreWasEmptiedAndReplicasRestarted() {
    var ada = join("ada");
    say(ada, "one", "two", "three");
    ChatPageTest.awaitTexts(ada, "one", "two", "three");

    system.replicas().values().forEach(ChildReplica::kill);
    emptyStore();
    say(ada, "written while away");
    system.replicas().values().forEach(ChildReplica::start);
    system.awaitUp();

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
    var store = system.store();
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
    try (var operator = new Jedis(system.store().address())) {
      operator.flushAll();
    }
  }

  private static void say(Browser.Page page, String... texts) {
    for (var text : texts) {
      ChatPageTest.say(page, text);
    }
  }
}
