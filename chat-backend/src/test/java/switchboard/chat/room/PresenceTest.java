package switchboard.chat.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PresenceTest {
  private final Vertx vertx = Vertx.vertx();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Presence presence = new Presence(vertx, announcement -> {}, () -> {});

  @BeforeEach
  void twoRoomsWithAMemberEach() {
    onLoop(() -> presence.start(() -> 0, (room, online) -> told.add(room + " " + online)));
    onLoop(() -> presence.localCount("a", 1));
    onLoop(() -> presence.localCount("b", 1));
    await().until(() -> told.containsAll(List.of("a 1", "b 1")));
    told.clear();
  }

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  @Test
  void membersAreToldWhenTheirNumberElsewhereHasChangedAndNotAgainWhenItIsOnlyRepeated() {
    elsewhere(1, 1);
    await().until(() -> told.containsAll(List.of("a 2", "b 2")));
    told.clear();

    elsewhere(1, 2);

    await().until(() -> told.contains("b 3"));
    assertThat(told).containsExactly("b 3");
  }

  @Test
  void whoComesInAnothersPlaceIsToldAsWell() {
    onLoop(() -> presence.localCount("a", 1));

    await().until(() -> told.equals(List.of("a 1")));
  }

  @Test
  void socketsElsewhereAreThoseOfReplicasThatAreReadyAndWereHeardJustNow() {
    announceSockets("one", 7);
    announceSockets("two", 9);
    await().untilAsserted(() -> assertThat(socketsElsewhere()).containsExactlyInAnyOrder(7, 9));
    announceSockets("two", null);

    await().untilAsserted(() -> assertThat(socketsElsewhere()).containsExactly(7));

    await().untilAsserted(() -> assertThat(socketsElsewhere()).isEmpty());
  }

  @Test
  void nothingIsSaidWhileAReplicaOfAnEarlierVersionHasMembers() {
    announceSockets("one", 7);
    await().untilAsserted(() -> assertThat(socketsElsewhere()).containsExactly(7));
    elsewhere(2, 3);

    announceSockets("one", 7);
    await().untilAsserted(() -> assertThat(socketsElsewhere()).isEmpty());
  }

  private List<Integer> socketsElsewhere() {
    Promise<List<Integer>> found = Promise.promise();
    onLoop(() -> found.complete(presence.socketsElsewhere()));
    return found.future().await();
  }

  /** Without a count, as one that stops announces. */
  private void announceSockets(String replica, Integer sockets) {
    var announcement =
        new JsonObject()
            .put("replica", replica)
            .put("full", true)
            .put("rooms", new JsonObject())
            .put("sockets", sockets)
            .encode();
    onLoop(() -> presence.onAnnouncement(announcement));
  }

  /** Another replica announces all its members. */
  private void elsewhere(int inA, int inB) {
    var rooms = new JsonObject().put("a", inA).put("b", inB);
    var announcement =
        new JsonObject().put("replica", "other").put("full", true).put("rooms", rooms).encode();
    onLoop(() -> presence.onAnnouncement(announcement));
  }

  private void onLoop(Runnable change) {
    vertx.runOnContext(go -> change.run());
  }
}
