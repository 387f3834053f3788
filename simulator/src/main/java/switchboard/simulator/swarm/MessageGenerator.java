package switchboard.simulator.swarm;

/**
 * Makes the ids and texts of users' messages. A message's id carries when it should have been sent,
 * so that its receiver knows how long it took, without a table of messages under way: {@code
 * <run>-<user>-<n>-<nanoTime, base 36>}.
 */
final class MessageGenerator {
  private static final int RADIX = 36;

  // Beyond ASCII on purpose: a text that is not carried as UTF-8 all the way comes back changed.
  private static final String[] SENTENCES = {
    "anyone up for lunch?",
    "the build is green again",
    "can you have a look at my change?",
    "Grüße aus Köln, bin in fünf Minuten da",
    "that was quick, thanks",
    "let us ship it 🚀",
    "I will be late, the train stands still",
    "which of the two is faster?",
  };

  private final String run;

  /**
   * {@code run} distinguishes this run's rooms, users and messages from those of others; letters,
   * digits and dashes.
   */
  MessageGenerator(String run) {
    this.run = run;
  }

  String user(int number) {
    return "sim-" + run + "-u" + number;
  }

  String room(int number) {
    return "sim-" + run + "-" + number;
  }

  String id(int user, int message, long intended) {
    return run + "-" + user + "-" + message + "-" + Long.toString(intended & Long.MAX_VALUE, RADIX);
  }

  /** The intended time in an id; -1 when the message is not of this run. */
  long intended(String id) {
    if (!id.startsWith(run)) {
      return -1;
    }
    try {
      return Long.parseLong(id, id.lastIndexOf('-') + 1, id.length(), RADIX);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  static String text(int message) {
    return SENTENCES[message % SENTENCES.length] + " (" + message + ")";
  }
}
