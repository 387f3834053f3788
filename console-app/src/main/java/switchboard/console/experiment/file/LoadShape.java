package switchboard.console.experiment.file;

import java.util.List;
import switchboard.console.load.LoadPlan;

/** The shape of a load. */
final class LoadShape {
  private static final int MAX_ROOM_SIZE = 1_000;

  private static final Key<Integer> USERS =
      Key.required("users", Shapes.whole(0, LoadPlan.MAX_TOTAL_USERS), "Virtual chat users.");
  private static final Key<Integer> SPAWN_RATE =
      Key.optional("spawnRate", Shapes.whole(1, 1_000), "Users that join or leave per second.");
  private static final Key<Double> MESSAGES =
      Key.optional(
          "messagesPerUserPerMinute",
          Shapes.number(0, LoadPlan.MAX_PER_MINUTE),
          "Messages that each sends.");
  private static final Key<Double> READS =
      Key.optional(
          "readsPerUserPerMinute",
          Shapes.number(0, LoadPlan.MAX_PER_MINUTE),
          "Reads of the room's history.");
  private static final Key<Integer> ROOM_SIZE =
      Key.optional("roomSize", Shapes.whole(1, MAX_ROOM_SIZE), "Users in a room.");

  static final Shape<LoadPlan> SHAPE =
      Fields.of(
          "a load",
          List.of(USERS, SPAWN_RATE, MESSAGES, READS, ROOM_SIZE),
          values ->
              new LoadPlan(
                  values.get(USERS),
                  values.find(SPAWN_RATE).orElse(LoadPlan.DEFAULT.spawnRate()),
                  values.find(MESSAGES).orElse(LoadPlan.DEFAULT.messagesPerUserPerMinute()),
                  values.find(ROOM_SIZE).orElse(LoadPlan.DEFAULT.roomSize()),
                  values.find(READS).orElse(LoadPlan.DEFAULT.readsPerUserPerMinute())));

  private LoadShape() {}
}
