package switchboard.simulator.measure;

/**
 * For how long users were without a socket, added up over all of them. A user counts from the break
 * of a socket until the next one is open, or until the load wants the user no more. Times are
 * {@link System#nanoTime}. Confined to the event loop.
 */
public final class Absences {
  private static final double NANOS_PER_SECOND = 1e9;

  private long absent;
  private long nanos;
  private long countedUntil;

  /** One more user is without a socket. */
  public void began(long now) {
    count(now);
    absent++;
  }

  /** One of these users has a socket again, or is no longer wanted. */
  public void ended(long now) {
    count(now);
    absent--;
  }

  private void count(long now) {
    nanos += absent * (now - countedUntil);
    countedUntil = now;
  }

  /** Of all users together until now, in seconds; two users for three seconds are six. */
  public double seconds(long now) {
    count(now);
    return nanos / NANOS_PER_SECOND;
  }
}
