package switchboard.chat.room;

/**
 * Estimates how many messages to read at once for a member who catches up: about as many as may be
 * written to it before it reads, whether they are long or short.
 */
final class ReplayLength {
  private static final int MAX = 100;
  private static final int FIRST = 25;

  private int next = FIRST;

  int next() {
    return next;
  }

  /**
   * Learns from a page.
   *
   * @param written how many of its messages there was room for
   * @param read how many it had
   */
  void was(int written, int read) {
    next = written < read ? Math.max(1, written) : Math.min(MAX, 2 * next);
  }
}
