package switchboard.chat.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import switchboard.chat.Backend;
import switchboard.chat.testing.Member;
import switchboard.chat.testing.StoreServer;

/** Users of a replica that is told to end. */
final class StoppingReplicaTest {
  private static final int USERS = 6;
  private static final Duration SOON = Duration.ofSeconds(20);

  private StoreServer store;
  private Backend ending;
  private Backend other;
  private final List<Member> members = new ArrayList<>();

  @BeforeEach
  void start() {
    store = StoreServer.start();
    ending = Backend.start(store, "ending");
    for (int user = 0; user < USERS; user++) {
      members.add(ending.join("lobby", "user-" + user, ""));
      members.getLast().first("welcome");
    }
  }

  @AfterEach
  void stop() {
    members.forEach(Member::close);
    ending.close();
    if (other != null) {
      other.close();
    }
    store.close();
  }

  /** Beside another one, to which it moves its share: it knows of it then. */
  private void besideAnother() {
    other = Backend.start(store, "other");
    await().atMost(SOON).until(() -> asked(1).size() == USERS / 2);
  }

  private List<Member> asked(int times) {
    return members.stream().filter(each -> each.frames("rebalance").size() >= times).toList();
  }

  private String probed() {
    var request = HttpRequest.newBuilder(ending.uri("/api/replica")).header("X-Probe", "websocket");
    return Backend.exchange(request).body();
  }

  @Test
  void allAreAskedToMoveAndItEndsAsSoonAsTheyHave() throws Exception {
    besideAnother();
    var stopping = CompletableFuture.runAsync(ending::stop);

    for (var member : members) {
      member.first("rebalance");
      assertThat(member.isClosed()).as("not before it is elsewhere").isFalse();
      member.close();
    }

    stopping.get();
  }

  @Test
  void thoseWhoStayAreAskedTwiceAndThenClosedAsGoingAway() throws Exception {
    besideAnother();

    ending.stop();

    assertThat(asked(2)).isEqualTo(members);
    for (var member : members) {
      assertThat(member.closeCode()).isEqualTo(1001);
    }
  }

  @Test
  void theOnlyReplicaAsksNobody() throws Exception {
    ending.stop();

    assertThat(asked(1)).isEmpty();
    assertThat(members.getLast().closeCode()).isEqualTo(1001);
  }

  @Test
  void gatewayThatProbesItIsRefusedAndAllElseIsServedMeanwhile() throws Exception {
    besideAnother();
    assertThat(probed()).contains("\"replica\":\"ending\"");
    var token = ending.token("user-7");
    var stopping = CompletableFuture.runAsync(ending::stop);

    await().atMost(SOON).until(() -> probed().contains("\"code\":\"not-ready\""));
    assertThat(ending.get("/api/replica", token).statusCode()).isEqualTo(200);
    assertThat(ending.postMessage(token, "lobby", "late", "hi").statusCode()).isEqualTo(201);
    assertThat(ending.manage("GET", "/metrics", "").body())
        .as("a refused probe is no failed request")
        .doesNotContain("status=\"503\"");

    members.forEach(Member::close);
    stopping.get();
  }
}
