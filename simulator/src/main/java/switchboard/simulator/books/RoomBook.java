package switchboard.simulator.books;

import java.util.ArrayList;
import java.util.List;

/** One room: how far it is known to have got, who is in it, and its newest messages. */
final class RoomBook {
  private static final int SMALLEST_WINDOW = 16;
  private static final int LARGEST_WINDOW = 4096;
  private static final int WINDOW_PER_MEMBER = 8;

  private final String name;
  private final List<Member> members = new ArrayList<>();
  private final Window window;
  private long highest;
  private long highestAtAudit;

  RoomBook(String name, int size, Tally tally) {
    this.name = name;
    int wanted = Math.clamp((long) size * WINDOW_PER_MEMBER, SMALLEST_WINDOW, LARGEST_WINDOW);
    window = new Window(Integer.highestOneBit(2 * wanted - 1), tally);
  }

  String name() {
    return name;
  }

  List<Member> members() {
    return members;
  }

  Window window() {
    return window;
  }

  long highest() {
    return highest;
  }

  /**
   * The room is known to have a message with this number, hence all before it too: numbers are
   * dense.
   */
  void reached(long seq) {
    highest = Math.max(highest, seq);
  }

  /** Returns how far the room had got at the last call. */
  long mark() {
    long before = highestAtAudit;
    highestAtAudit = highest;
    return before;
  }
}
