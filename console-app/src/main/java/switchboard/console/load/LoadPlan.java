package switchboard.console.load;

import java.math.BigDecimal;
import switchboard.console.platform.capability.MultipleSimulators;

/**
 * The load that the simulators generate; the names are those of their control API.
 *
 * @param users 0 to {@value #MAX_TOTAL_USERS} virtual chat users, of whom a simulator takes up to
 *     {@value #MAX_USERS}
 * @param spawnRate users that join or leave per second, 1 to 1 000
 * @param messagesPerUserPerMinute 0 to 600
 * @param roomSize users in a room, 1 to 1 000
 * @param readsPerUserPerMinute reads of the room's history, 0 to 600
 */
public record LoadPlan(
    int users,
    int spawnRate,
    double messagesPerUserPerMinute,
    int roomSize,
    double readsPerUserPerMinute) {

  /** Of one simulator. */
  public static final int MAX_USERS = 10_000;

  /** Of as many simulators as there can be. */
  public static final int MAX_TOTAL_USERS = MAX_USERS * MultipleSimulators.MAX_SIMULATORS;

  public static final int MAX_PER_MINUTE = 600;
  public static final LoadPlan DEFAULT = new LoadPlan(200, 100, 3, 50, 6);

  public LoadPlan {
    check("users", users, 0, MAX_TOTAL_USERS);
    check("spawnRate", spawnRate, 1, 1_000);
    check("messagesPerUserPerMinute", messagesPerUserPerMinute, 0, MAX_PER_MINUTE);
    check("roomSize", roomSize, 1, 1_000);
    check("readsPerUserPerMinute", readsPerUserPerMinute, 0, MAX_PER_MINUTE);
  }

  public LoadPlan withUsers(int wanted) {
    return new LoadPlan(
        wanted, spawnRate, messagesPerUserPerMinute, roomSize, readsPerUserPerMinute);
  }

  public LoadPlan withMessagesPerUserPerMinute(double wanted) {
    return new LoadPlan(users, spawnRate, wanted, roomSize, readsPerUserPerMinute);
  }

  private static void check(String name, double value, int least, int most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          name
              + " is "
              + BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
              + "; expected "
              + least
              + " to "
              + most);
    }
  }
}
