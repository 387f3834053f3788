package switchboard.chat.gateway.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import switchboard.chat.management.Answer;

@Tag("locales")
class ReplicaEventsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final ReplicaEvents events = new ReplicaEvents(InstantSource.fixed(NOON));
  private final Upstream replica =
      new Upstream(new Endpoint("backend-1", Address.parse("127.0.0.1:5001")));

  private JsonObject list() {
    return ((Answer.Json) events.list()).document().toJsonObject();
  }

  @Test
  void eventSaysWhenWhichReplicaAndWhy() {
    events.takenOut(replica, "refused a connection");
    events.takenIn(replica);

    assertThat(list())
        .isEqualTo(
            new JsonObject(
                """
                {
                  "at": "2026-01-01T12:00:00.000Z",
                  "events": [
                    {
                      "at": "2026-01-01T12:00:00.000Z",
                      "replica": "backend-1",
                      "event": "out",
                      "reason": "refused a connection"
                    },
                    {
                      "at": "2026-01-01T12:00:00.000Z",
                      "replica": "backend-1",
                      "event": "in",
                      "reason": "answered a probe"
                    }
                  ]
                }
                """));
  }

  @Test
  void newestEventsAreKeptAndNoMore() {
    for (int i = 0; i < ReplicaEvents.MAX_EVENTS + 3; i++) {
      events.takenOut(replica, "reason " + i);
    }

    var kept = list().getJsonArray("events");

    assertThat(kept).hasSize(ReplicaEvents.MAX_EVENTS);
    assertThat(kept.getJsonObject(0).getString("reason")).isEqualTo("reason 3");
  }
}
