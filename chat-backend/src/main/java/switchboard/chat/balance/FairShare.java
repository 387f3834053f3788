package switchboard.chat.balance;

import java.util.List;

/**
 * What one replica holds beside what each would hold if users were spread evenly.
 *
 * @param own users who stay on this replica: those asked to move are not among them
 * @param mean users that each replica would hold
 * @param farthest by how many users the replica farthest from the mean is away from it
 * @param surplus users above the mean, of all replicas that are above it together
 */
record FairShare(int own, double mean, double farthest, double surplus) {
  /**
   * Up to a fortieth of the mean the spread counts as even: with what users who come and go change
   * in a second it stays within a twentieth.
   */
  private static final double TOLERANCE = 1 / 40.0;

  /** Of a few users there is hardly an even spread, and moving one changes it as much. */
  private static final double TOLERATED_USERS = 1.5;

  /**
   * Compares.
   *
   * @param moving users who have been asked to move and whom no other replica counts yet
   * @param others what the other replicas hold
   */
  static FairShare of(int own, int moving, List<Integer> others) {
    long total = (long) own + moving;
    for (int other : others) {
      total += other;
    }
    double mean = total / (others.size() + 1.0);
    double farthest = Math.abs(own - mean);
    double surplus = Math.max(0, own - mean);
    for (int other : others) {
      farthest = Math.max(farthest, Math.abs(other - mean));
      surplus += Math.max(0, other - mean);
    }
    return new FairShare(own, mean, farthest, surplus);
  }

  /** By how many users a replica may be away from the mean without anything being done. */
  double tolerance() {
    return Math.max(TOLERATED_USERS, mean * TOLERANCE);
  }

  boolean isEven() {
    return farthest <= tolerance();
  }

  /** How many users this replica holds above its share; 0 when it is not above it. */
  int excess() {
    return Math.max(0, own - (int) Math.ceil(mean));
  }

  /** This replica's part of the surplus: 1 when it alone is above its share. */
  double part() {
    return surplus == 0 ? 0 : Math.max(0, own - mean) / surplus;
  }
}
