package switchboard.chat.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import switchboard.chat.Backend;
import switchboard.chat.config.Limits;
import switchboard.chat.testing.Member;
import switchboard.chat.testing.StoreServer;

/** Users of a replica that has all of them, and of one that has just been started beside it. */
final class RebalanceTest {
  private static final int USERS = 10;

  private StoreServer store;
  private Backend full;
  private Backend empty;
  private final List<Member> members = new ArrayList<>();

  @BeforeEach
  void start() {
    var usual = Limits.DEFAULT;
    var limits =
        new Limits(
            usual.request(),
            usual.idle(),
            usual.ping(),
            usual.message(),
            usual.close(),
            Duration.ofMillis(500),
            usual.refresh());
    store = StoreServer.start();
    full = Backend.start(store, "full", Map.of(), limits);
    for (int user = 0; user < USERS; user++) {
      members.add(full.join("lobby", "user-" + user, ""));
      members.getLast().first("welcome");
    }
  }

  @AfterEach
  void stop() {
    members.forEach(Member::close);
    if (empty != null) {
      empty.close();
    }
    full.close();
    store.close();
  }

  private void scaleUp() {
    empty = Backend.start(store, "empty");
  }

  private List<Member> asked() {
    return members.stream().filter(each -> !each.frames("rebalance").isEmpty()).toList();
  }

  @Test
  void thoseAboveItsShareAreAskedTheLongestThereFirst() {
    scaleUp();

    await().atMost(Duration.ofSeconds(20)).until(() -> asked().size() == USERS / 2);
    assertThat(asked()).isEqualTo(members.subList(0, USERS / 2));
    assertThat(asked().getFirst().first("rebalance").getInteger("closesInMillis")).isEqualTo(500);
    assertThat(full.metric("chat_users_asked_to_move_total")).isEqualTo(USERS / 2);
  }

  @Test
  void clientThatDoesNotKnowTheFrameIsServedUntilItsTimeIsOverAndIsThenClosed() throws Exception {
    scaleUp();
    var first = members.getFirst();
    first.first("rebalance");
    first.send("late", "still here");
    first.ack("late");

    assertThat(first.closeCode()).isEqualTo(1012);
    assertThat(full.manage("GET", "/metrics", "").body())
        .containsPattern("chat_connections_closed_total\\{reason=\"not-moved\"} [1-5]");
    await().atMost(Duration.ofSeconds(20)).until(() -> full.metric("chat_connections") == 5);
    assertThat(members.getLast().isClosed()).isFalse();
  }

  @Test
  void clientThatMovesWithItsCursorGetsEachMessageOnceAndInOrder() {
    var token = full.token("speaker");
    var moving = members.getFirst();
    full.postMessage(token, "lobby", "m-1", "hi");
    moving.seqs(1);
    scaleUp();
    moving.first("rebalance");
    full.postMessage(token, "lobby", "m-2", "hi");
    var had = moving.seqs(2);

    var moved =
        empty.join(
            "lobby",
            "user-0",
            "&after=" + moving.first("welcome").getString("epoch") + ":" + had.getLast());
    members.add(moved);
    full.postMessage(token, "lobby", "m-3", "hi");
    moved.first("welcome");
    moving.close();
    empty.postMessage(token, "lobby", "m-4", "hi");

    assertThat(LongStream.concat(stream(had), stream(moved.seqs(2))))
        .containsExactly(1L, 2L, 3L, 4L);
    assertThat(moved.first("welcome").getString("replica")).isEqualTo("empty");
  }

  private static LongStream stream(List<Long> seqs) {
    return seqs.stream().mapToLong(Long::longValue);
  }
}
