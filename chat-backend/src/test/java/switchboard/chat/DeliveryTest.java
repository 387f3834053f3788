package switchboard.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import switchboard.chat.testing.Member;
import switchboard.chat.testing.StoreServer;

/**
 * The delivery promise: each acknowledged message once, in order, to every member, whatever breaks.
 */
final class DeliveryTest {
  private StoreServer store;
  private Backend first;
  private Backend second;
  private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();

  @BeforeEach
  void start() {
    store = StoreServer.start();
    first = Backend.start(store, "first");
    second = Backend.start(store, "second");
  }

  @AfterEach
  void stop() throws Exception {
    senders.shutdownNow();
    first.close();
    second.close();
    store.close();
  }

  @Test
  void concurrentSendersOnTwoReplicasReachEveryMemberInTheSameOrder() throws Exception {
    var members = members("lobby", 3);
    List<Future<?>> sending = new ArrayList<>();
    for (var member : members) {
      var sender = "s" + members.indexOf(member);
      sending.add(senders.submit(() -> sendAll(member, sender, 50)));
    }
    for (var each : sending) {
      each.get();
    }

    int total = members.size() * 50;
    for (var member : members) {
      assertThat(member.seqs(total)).isEqualTo(oneTo(total));
    }
    assertThat(ids(members.getFirst())).isEqualTo(ids(members.getLast()));
  }

  @Test
  void killedStoreLosesDoublesAndReordersNothing() throws Exception {
    var members = members("lobby", 2);
    Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    List<Future<?>> sending = new ArrayList<>();
    for (var member : members) {
      var sender = "s" + members.indexOf(member);
      sending.add(
          senders.submit(
              () -> {
                for (int i = 0; i < 150; i++) {
                  var id = sender + "-" + i;
                  member.send(id, "hello");
                  member.ack(id);
                  acknowledged.add(id);
                }
              }));
    }
    for (int kills = 1; kills <= 2; kills++) {
      int enough = kills * 100;
      await().atMost(Duration.ofSeconds(10)).until(() -> acknowledged.size() > enough);
      store.kill();
      store.restart();
    }
    for (var each : sending) {
      each.get();
    }

    for (var member : members) {
      assertThat(member.seqs(acknowledged.size())).isEqualTo(oneTo(acknowledged.size()));
      assertThat(ids(member)).doesNotHaveDuplicates().containsAll(acknowledged);
    }
  }

  @Test
  void frozenStoreLosesDoublesAndReordersNothing() throws Exception {
    var members = members("lobby", 2);
    List<Future<?>> sending = new ArrayList<>();
    for (var member : members) {
      var sender = "s" + members.indexOf(member);
      sending.add(
          senders.submit(
              () -> {
                for (int i = 0; i < 150; i++) {
                  sendUntilAcknowledged(member, sender + "-" + i);
                }
              }));
    }
    members.getFirst().seqs(100);
    store.freeze();
    // Long enough that messages are refused, and sent again under their ids.
    for (var member : members) {
      member.first("error");
    }
    store.unfreeze();
    for (var each : sending) {
      each.get();
    }

    int total = members.size() * 150;
    for (var member : members) {
      assertThat(member.seqs(total)).isEqualTo(oneTo(total));
      assertThat(ids(member)).doesNotHaveDuplicates();
      assertThat(member.frames("error"))
          .allSatisfy(error -> assertThat(error.getString("code")).isEqualTo("store-unavailable"));
    }
    assertThat(ids(members.getFirst())).isEqualTo(ids(members.getLast()));
  }

  @Test
  void stoppingReplicaClosesAsGoingAwayAndItsMembersLoseNothingByReconnecting() throws Exception {
    var leaving = first.join("lobby", "ada", "");
    var staying = second.join("lobby", "bob", "");
    leaving.first("welcome");
    staying.first("welcome");
    var sending = senders.submit(() -> sendAll(staying, "s", 200));
    leaving.seqs(20);

    first.stop();

    assertThat(leaving.closeCode()).isEqualTo(1001);
    var before = leaving.seqs();
    var back = second.join("lobby", "ada", "&after=" + before.getLast());
    sending.get();
    var all = new ArrayList<Long>(before);
    all.addAll(back.seqs(200 - before.size()));
    assertThat(all).isEqualTo(oneTo(200));
    assertThat(staying.seqs(200)).isEqualTo(oneTo(200));
  }

  @Test
  void memberWhoCatchesUpUnderLoadGetsEachMessageOnce() throws Exception {
    var sender = first.join("lobby", "ada", "");
    var sending = senders.submit(() -> sendAll(sender, "s", 600));
    var late = new ArrayList<Member>();
    for (int i = 1; i <= 10; i++) {
      sender.seqs(i * 50);
      late.add((i % 2 == 0 ? first : second).join("lobby", "late" + i, "&after=" + i));
    }
    sending.get();

    for (int i = 1; i <= 10; i++) {
      assertThat(late.get(i - 1).seqs(600 - i))
          .isEqualTo(LongStream.rangeClosed(i + 1, 600).boxed().toList());
    }
  }

  @Test
  void memberWithoutAfterGetsEverythingAfterItsWelcome() throws Exception {
    var sender = first.join("lobby", "ada", "");
    var sending = senders.submit(() -> sendAll(sender, "s", 300));
    sender.seqs(100);
    var late = second.join("lobby", "bob", "");
    long lastSeq = late.first("welcome").getLong("lastSeq");
    sending.get();

    assertThat(late.seqs((int) (300 - lastSeq)))
        .isEqualTo(LongStream.rangeClosed(lastSeq + 1, 300).boxed().toList());
  }

  /** This many members on each replica, all welcomed. */
  private List<Member> members(String room, int onEach) {
    var members = new ArrayList<Member>();
    for (int i = 0; i < onEach; i++) {
      members.add(first.join(room, "ada" + i, ""));
      members.add(second.join(room, "bob" + i, ""));
    }
    members.forEach(member -> member.first("welcome"));
    return members;
  }

  private static void sendUntilAcknowledged(Member member, String id) {
    while (!member.acked(id)) {
      int refusals = member.frames("error").size();
      member.send(id, "hello");
      await()
          .atMost(Duration.ofSeconds(10))
          .pollInterval(Duration.ofMillis(2))
          .until(() -> member.acked(id) || member.frames("error").size() > refusals);
    }
  }

  private static void sendAll(Member member, String sender, int count) {
    for (int i = 0; i < count; i++) {
      member.send(sender + "-" + i, "hello");
    }
    member.ack(sender + "-" + (count - 1));
  }

  private static List<String> ids(Member member) {
    return member.frames("message").stream().map(frame -> frame.getString("id")).toList();
  }

  private static List<Long> oneTo(int last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }
}
