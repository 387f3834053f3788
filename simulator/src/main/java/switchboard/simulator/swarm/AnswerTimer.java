package switchboard.simulator.swarm;

import java.time.Duration;
import switchboard.simulator.schedule.Schedule;

/**
 * Notices that messages sent over a socket are not answered. One timer, for the oldest message
 * without an answer: most often there is none left. Confined to the event loop.
 */
final class AnswerTimer {
  /**
   * Every replica answers a "send" within 1.5 s, if only to say that it cannot. If nothing comes
   * for this long, the replica, or something on the way to it, hangs.
   */
  static final Duration ANSWER = Duration.ofMillis(2500);

  /** When this process itself is this late, answers may wait for it unread. */
  private static final Duration LATE = Duration.ofMillis(250);

  private final Schedule schedule;
  private final Outbox outbox;
  private final Runnable unanswered;
  private Schedule.Timer timer;

  AnswerTimer(Schedule schedule, Outbox outbox, Runnable unanswered) {
    this.schedule = schedule;
    this.outbox = outbox;
    this.unanswered = unanswered;
  }

  /** To be called when a message was sent. */
  void start() {
    var oldest = outbox.oldest();
    if (timer == null && oldest != null) {
      long due = oldest.transmittedAt() + ANSWER.toNanos();
      timer = schedule.at(due, () -> look(due));
    }
  }

  private void look(long due) {
    timer = null;
    var oldest = outbox.oldest();
    long now = System.nanoTime();
    if (oldest == null || now - oldest.transmittedAt() < ANSWER.toNanos()) {
      start();
    } else if (now - due > LATE.toNanos()) {
      long later = now + LATE.toNanos();
      timer = schedule.at(later, () -> look(later));
    } else {
      unanswered.run();
    }
  }

  void cancel() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }
}
