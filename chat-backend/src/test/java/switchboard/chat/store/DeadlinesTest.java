package switchboard.chat.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import switchboard.chat.management.EventLoop;

final class DeadlinesTest {
  private static final Duration LIMIT = Duration.ofMillis(300);

  private final Vertx vertx = EventLoop.create();
  private final Context loop = vertx.getOrCreateContext();

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  @Test
  void whatIsNotDoneInTimeFails() {
    Promise<String> never = Promise.promise();

    assertThatThrownBy(() -> bounded(never.future()).await(5, TimeUnit.SECONDS))
        .isInstanceOf(StoreUnavailable.class);
  }

  @Test
  void replyThatWaitsToBeReadWhileTheLoopIsHeldUpIsInTime() throws Exception {
    Promise<String> reply = Promise.promise();
    Future<String> bounded = bounded(reply.future());

    loop.runOnContext(
        held -> {
          long until = System.nanoTime() + 2 * LIMIT.toNanos();
          while (System.nanoTime() < until) {
            LockSupport.parkNanos(until - System.nanoTime());
          }
          // As a reply that is read only after the timers that came due meanwhile have run.
          vertx.setTimer(1, read -> reply.complete("here"));
        });

    assertThat(bounded.await(5, TimeUnit.SECONDS)).isEqualTo("here");
  }

  private <T> Future<T> bounded(Future<T> future) {
    Promise<T> bounded = Promise.promise();
    loop.runOnContext(
        start ->
            new Deadlines(vertx, LIMIT).bound(future).onComplete(done -> bounded.handle(done)));
    return bounded.future();
  }
}
