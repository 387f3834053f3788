package switchboard.console;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Another process's clock as it stands to the console's, by one question that was answered with the
 * other's time. The answer was given at some moment between question and answer (Cristian, 1989,
 * "Probabilistic clock synchronization"), so a moment of the other clock becomes an interval of the
 * console's, as wide as the answer took. Times in answers have milliseconds; that error is added.
 *
 * @param asked by the console's clock
 * @param told the time in the answer, by the other clock
 * @param answered by the console's clock
 */
public record RemoteClock(Instant asked, Instant told, Instant answered) {
  private static final Duration ROUNDING = Duration.ofMillis(1);

  public RemoteClock {
    Objects.requireNonNull(told);
    if (answered.isBefore(asked)) {
      throw new IllegalArgumentException(answered + " is before " + asked);
    }
  }

  /** The earliest time that it can have been here at a moment of the other clock. */
  public Instant notBefore(Instant remote) {
    return asked.plus(Duration.between(told, remote)).minus(ROUNDING);
  }

  /** The latest time that it can have been here at a moment of the other clock. */
  public Instant notAfter(Instant remote) {
    return answered.plus(Duration.between(told, remote)).plus(ROUNDING);
  }
}
