package switchboard.chat.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
    onLoop(() -> presence.start((room, online) -> told.add(room + " " + online)));
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
