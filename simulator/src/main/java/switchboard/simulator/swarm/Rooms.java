package switchboard.simulator.swarm;

import java.util.ArrayList;
import java.util.List;

/** Assigns users to rooms, which are filled in order and emptied in the opposite one. */
final class Rooms {
  private final List<Integer> users = new ArrayList<>();

  /** The number of the room for one more user, when rooms take this many. */
  int enter(int roomSize) {
    int last = users.size() - 1;
    if (last >= 0 && users.get(last) < roomSize) {
      users.set(last, users.get(last) + 1);
      return last;
    }
    users.add(1);
    return users.size() - 1;
  }

  /** The user who entered last is gone. */
  void leave() {
    int last = users.size() - 1;
    int left = users.get(last) - 1;
    if (left == 0) {
      users.removeLast();
    } else {
      users.set(last, left);
    }
  }
}
