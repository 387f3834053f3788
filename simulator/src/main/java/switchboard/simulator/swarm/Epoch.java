package switchboard.simulator.swarm;

/** The names of epochs: 1 to 32 small letters and digits, so that they can stand in an address. */
final class Epoch {
  private static final int MAX_CHARACTERS = 32;

  private Epoch() {}

  /**
   * The name, when it is one.
   *
   * @throws IllegalArgumentException when it is not; also for null
   */
  static String checked(String name) {
    var good = name != null && !name.isEmpty() && name.length() <= MAX_CHARACTERS;
    for (int i = 0; good && i < name.length(); i++) {
      char each = name.charAt(i);
      good = (each >= 'a' && each <= 'z') || (each >= '0' && each <= '9');
    }
    if (!good) {
      throw new IllegalArgumentException("epoch is " + name);
    }
    return name;
  }
}
