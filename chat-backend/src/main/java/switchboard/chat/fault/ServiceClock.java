package switchboard.chat.fault;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The time as the service sees it: what messages are stamped with, what tokens are checked by. It
 * is the machine's, but for as long as a fault skews it. Any thread may ask.
 */
public final class ServiceClock implements InstantSource {
  private final InstantSource machine;
  private volatile Duration offset = Duration.ZERO;

  /** A clock that is right. */
  public ServiceClock(InstantSource machine) {
    this.machine = machine;
  }

  @Override
  public Instant instant() {
    return machine.instant().plus(offset);
  }

  /**
   * From now on it is ahead by this, or behind when that is negative.
   *
   * @param by zero for a clock that is right
   */
  void skew(Duration by) {
    offset = by;
  }
}
