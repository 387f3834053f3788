package switchboard.chat.room;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.chat.fault.Faults;
import switchboard.chat.management.Problem;
import switchboard.chat.management.ProblemCode;
import switchboard.chat.management.Refusal;
import switchboard.chat.management.RequestFields;
import switchboard.chat.request.Validation;

/**
 * Carries out and answers what the client of one session sends, in order; closes the session of one
 * that does not learn from its answers.
 */
final class ClientMessages implements IncomingMessages.Receiver {
  private static final Logger LOG = LoggerFactory.getLogger(ClientMessages.class);
  private static final int MAX_BAD_FRAMES = 20;

  /** In a row; a client that backs off after the first one never gets there. */
  private static final int MAX_TOO_FAST = 100;

  private static final Set<String> FIELDS = Set.of("type", "id", "text");

  private final Vertx vertx;
  private final Session session;
  private final String room;
  private final Sending sending;
  private final Faults faults;
  private final InFlight sends;
  private final Duration wholeWithin;

  /** When what a fault delays next may run at the earliest, as {@link System#nanoTime}. */
  private long notBefore = System.nanoTime();

  private int badFrames;
  private int tooFast;
  private long unfinished = -1;

  /**
   * @param wholeWithin how long a message in several frames may take
   */
  ClientMessages(
      Vertx vertx,
      Session session,
      String room,
      Sending sending,
      Faults faults,
      InFlight sends,
      Duration wholeWithin) {
    this.vertx = vertx;
    this.session = session;
    this.room = room;
    this.sending = sending;
    this.faults = faults;
    this.sends = sends;
    this.wholeWithin = wholeWithin;
  }

  @Override
  public void text(String message) {
    if (session.isClosing()) {
      return;
    }
    String id = null;
    try {
      var frame = RequestFields.parse(message);
      if (frame.document().getValue("id") instanceof String given) {
        id = Validation.id(given);
      }
      if (!frame.only(FIELDS).text("type").equals("send")) {
        throw Refusal.malformed("Expected a message of type \"send\".");
      }
      var sent = frame.text("id");
      var text = frame.text("text");
      afterDelay(() -> send(sent, text));
    } catch (Refusal malformed) {
      complain(malformed.problem(), id);
    }
  }

  @Override
  public void binary() {
    complain(
        Problem.of(ProblemCode.MALFORMED, "Expected a text message, found a binary one."), null);
  }

  @Override
  public void begun() {
    unfinished =
        vertx.setTimer(
            wholeWithin.toMillis(),
            timer -> session.close(Session.POLICY_VIOLATED, "the message was not whole in time"));
  }

  @Override
  public void completed() {
    vertx.cancelTimer(unfinished);
  }

  @Override
  public void violated(short closeCode, String reason) {
    session.close(closeCode, reason);
  }

  /** Nothing comes any more. */
  void end() {
    vertx.cancelTimer(unfinished);
  }

  /** Runs it after the delay of a fault, if there is one, and never before what came earlier. */
  private void afterDelay(Runnable action) {
    long now = System.nanoTime();
    long delayNanos = Math.max(faults.delay().toNanos(), notBefore - now);
    if (delayNanos <= 0) {
      action.run();
    } else {
      // Later by more than timers are rounded, so that what a user sends stays in order.
      notBefore = now + delayNanos + MILLISECONDS.toNanos(2);
      vertx.setTimer(Math.max(1, NANOSECONDS.toMillis(delayNanos)), waited -> action.run());
    }
  }

  private void send(String id, String text) {
    if (faults.strikes()) {
      session.write(
          JsonFrames.errorFrame(
              ProblemCode.INJECTED_FAULT.word(),
              "Refused by a fault that an operator started.",
              id));
      return;
    }
    sends.began();
    sending
        .send(session.caller(), room, id, text)
        .onSuccess(
            appended -> {
              tooFast = 0;
              session.write(JsonFrames.ackFrame(id, appended));
            })
        .onFailure(failure -> fail(id, failure))
        .onComplete(done -> sends.ended());
  }

  private void fail(String id, Throwable failure) {
    var problem = problem(failure);
    session.write(JsonFrames.errorFrame(problem.code().word(), problem.detail(), id));
    if (problem.code() == ProblemCode.TOO_FAST && ++tooFast > MAX_TOO_FAST) {
      session.close(Session.POLICY_VIOLATED, "too fast");
    }
  }

  private void complain(Problem problem, String id) {
    session.write(JsonFrames.errorFrame(problem.code().word(), problem.detail(), id));
    if (++badFrames > MAX_BAD_FRAMES) {
      session.close(Session.POLICY_VIOLATED, "too many malformed frames");
    }
  }

  private Problem problem(Throwable failure) {
    if (failure instanceof Refusal refusal) {
      return refusal.problem();
    }
    LOG.error("A message of {} failed", session.caller().user(), failure);
    return Problem.of(ProblemCode.FAILED, "The replica failed; its log says why.");
  }
}
