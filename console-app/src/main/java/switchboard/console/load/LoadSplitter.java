package switchboard.console.load;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Splits a load among several simulators. Each is the judge of rooms of its own, so users come by
 * whole rooms; what is left over, less than a room or what does not fit otherwise, goes where there
 * are the fewest.
 */
final class LoadSplitter {
  private LoadSplitter() {}

  /**
   * A plan for each simulator. All users are in one of them, as far as they fit; what a user does
   * is the same in all, and of those who join per second each gets its part, one at least.
   *
   * @param simulators 1 or more
   */
  static List<LoadPlan> of(LoadPlan whole, int simulators) {
    var users = users(whole.users(), whole.roomSize(), simulators);
    return IntStream.range(0, simulators)
        .mapToObj(
            i ->
                new LoadPlan(
                    users[i],
                    Math.max(1, evenly(whole.spawnRate(), simulators, i)),
                    whole.messagesPerUserPerMinute(),
                    whole.roomSize(),
                    whole.readsPerUserPerMinute()))
        .toList();
  }

  private static int[] users(int all, int roomSize, int simulators) {
    var rooms = all / roomSize;
    var fit = LoadPlan.MAX_USERS / roomSize;
    var users = new int[simulators];
    Arrays.setAll(users, i -> Math.min(fit, evenly(rooms, simulators, i)) * roomSize);
    var left = all - Arrays.stream(users).sum();
    while (left > 0) {
      var fewest = fewest(users);
      var part = Math.min(left, LoadPlan.MAX_USERS - users[fewest]);
      if (part == 0) {
        break;
      }
      users[fewest] += part;
      left -= part;
    }
    return users;
  }

  /** The share of one; shares differ by one at most, and the first ones are larger. */
  private static int evenly(int all, int parts, int index) {
    return all / parts + (index < all % parts ? 1 : 0);
  }

  private static int fewest(int[] users) {
    return IntStream.range(0, users.length)
        .reduce((one, other) -> users[other] < users[one] ? other : one)
        .orElseThrow();
  }
}
