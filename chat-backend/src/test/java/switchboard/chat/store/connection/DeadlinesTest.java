package switchboard.chat.store.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Times are of a clock that the test drives; a sweep comes when the event loop gets to it. */
final class DeadlinesTest {
  private static final Duration LIMIT = Duration.ofMillis(1_500);

  private long millis;
  private boolean storeIsAway;
  private final LoopLag lag = new LoopLag(this::nanoTime);
  private final Deadlines deadlines = new Deadlines(lag, () -> storeIsAway, LIMIT, this::nanoTime);
  private final Promise<String> reply = Promise.promise();

  @Test
  void whatASilentStoreDoesNotDoInTimeIsItsFault() {
    var bounded = deadlines.bound(reply.future());

    run(1_400);
    assertThat(bounded.isComplete()).isFalse();

    run(100);
    assertThat(bounded.cause()).isInstanceOf(StoreUnavailable.class);
  }

  @Test
  void whatIsLateBecauseThisProcessCouldNotRunIsNotTheStoresFault() {
    var bounded = deadlines.bound(reply.future());

    run(500);
    holdUp(600);
    run(400);

    assertThat(bounded.cause()).isInstanceOf(Overloaded.class);
  }

  @Test
  void manyShortTimesInWhichThisProcessCouldNotRunCountAsALongOne() {
    var bounded = deadlines.bound(reply.future());

    for (int i = 0; i < 15; i++) {
      holdUp(100);
    }

    assertThat(bounded.cause()).isInstanceOf(Overloaded.class);
  }

  @Test
  void lagBeforeARequestCameDoesNotExcuseTheStore() {
    run(100);
    holdUp(5_000);
    var bounded = deadlines.bound(reply.future());

    run(1_600);

    assertThat(bounded.cause()).isInstanceOf(StoreUnavailable.class);
  }

  @Test
  void storeThatIsAwayIsSaidToBeHoweverLateThisProcessIs() {
    storeIsAway = true;
    var bounded = deadlines.bound(reply.future());

    holdUp(1_000);
    run(600);

    assertThat(bounded.cause()).isInstanceOf(StoreUnavailable.class);
  }

  @Test
  void replyThatWaitsToBeReadWhileTheLoopIsHeldUpIsInTime() {
    var bounded = deadlines.bound(reply.future());

    holdUp(3_000);
    assertThat(bounded.isComplete()).isFalse();
    reply.complete("here");

    assertThat(bounded.result()).isEqualTo("here");
  }

  @Test
  void loopThatIsHeldUpOverAndOverIsGivenNoMoreTimeThanOnce() {
    var bounded = deadlines.bound(reply.future());

    holdUp(1_500);
    assertThat(bounded.isComplete()).isFalse();
    holdUp(150);

    assertThat(bounded.cause()).isInstanceOf(Overloaded.class);
  }

  private void run(long forMillis) {
    for (long i = 0; i < forMillis; i += LoopLag.TICK_MILLIS) {
      holdUp(LoopLag.TICK_MILLIS);
    }
  }

  /** Lets time pass in which nothing runs, then the sweep. */
  private void holdUp(long forMillis) {
    millis += forMillis;
    deadlines.sweep();
  }

  private long nanoTime() {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
