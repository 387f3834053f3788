package switchboard.chat.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import switchboard.chat.management.EventLoop;
import switchboard.chat.management.Refusal;

final class FairQueueTest {
  private static final Caller ADA = new Caller("ada", "1", false);
  private static final Caller BOB = new Caller("bob", "2", false);
  private static final Caller LOAD = new Caller("user-1", "1", true);

  private final Vertx vertx = EventLoop.create();
  private final Context loop = vertx.getOrCreateContext();
  private final List<String> started = new ArrayList<>();
  private final List<Promise<String>> reads = new ArrayList<>();

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  @Test
  void onlySoManyReadAtOnceAndTheNextStartsWhenOneEnds() {
    var queue = queue(10, 20, Duration.ofMinutes(1));
    for (int i = 0; i < 5; i++) {
      request(queue, ADA, "a" + i);
    }
    assertThat(started).containsExactly("a0", "a1");

    reads.getFirst().complete("done");
    assertThat(started).containsExactly("a0", "a1", "a2");
    reads.get(1).fail("away");
    assertThat(started).containsExactly("a0", "a1", "a2", "a3");
  }

  @Test
  void addressWithALongLineDoesNotHoldUpAnother() {
    var queue = queue(10, 20, Duration.ofMinutes(1));
    for (int i = 0; i < 8; i++) {
      request(queue, ADA, "a" + i);
    }
    request(queue, BOB, "b0");
    request(queue, BOB, "b1");
    for (int i = 0; i < 5; i++) {
      reads.get(i).complete("done");
    }

    assertThat(started).containsExactly("a0", "a1", "a2", "b0", "a3", "b1", "a4");
  }

  @Test
  void thoseWhoAreExemptTakeTurnsAsOneHoweverManyAddressesTheyHave() {
    var queue = queue(10, 20, Duration.ofMinutes(1));
    for (int i = 0; i < 6; i++) {
      request(queue, new Caller("load", "198.51.100." + i, true), "l" + i);
    }
    request(queue, BOB, "b0");
    for (int i = 0; i < 2; i++) {
      reads.get(i).complete("done");
    }

    assertThat(started).containsExactly("l0", "l1", "l2", "b0");
  }

  @Test
  void addressOfWhichTooManyWaitIsToldToWait() {
    var queue = queue(3, 20, Duration.ofMinutes(1));
    for (int i = 0; i < 5; i++) {
      request(queue, ADA, "a" + i);
    }
    var refused = request(queue, ADA, "a5");

    assertThat(status(refused)).isEqualTo(429);
    assertThat(request(queue, BOB, "b0").isComplete()).isFalse();
    assertThat(request(queue, LOAD, "l0").isComplete()).isFalse();
  }

  @Test
  void whoIsExemptIsBoundedOnlyByHowManyWaitInAll() {
    var queue = queue(1, 4, Duration.ofMinutes(1));
    for (int i = 0; i < 6; i++) {
      assertThat(request(queue, LOAD, "l" + i).isComplete()).isFalse();
    }

    assertThat(status(request(queue, LOAD, "l6"))).isEqualTo(503);
  }

  @Test
  void whenTooManyWaitInAllTheReplicaIsOverloaded() {
    var queue = queue(10, 3, Duration.ofMinutes(1));
    for (int i = 0; i < 5; i++) {
      request(queue, ADA, "a" + i);
    }

    assertThat(status(request(queue, BOB, "b0"))).isEqualTo(503);
    assertThat(status(request(queue, LOAD, "l0"))).isEqualTo(503);
    reads.getFirst().complete("done");
    assertThat(request(queue, BOB, "b1").isComplete()).isFalse();
  }

  @Test
  void turnThatDoesNotComeInTimeIsAnsweredAndCostsNothing() throws Exception {
    var queue = onLoop(() -> queue(10, 20, Duration.ofMillis(50)));
    var late =
        onLoop(
            () -> {
              request(queue, ADA, "a0");
              request(queue, ADA, "a1");
              return request(queue, ADA, "late");
            });
    var patient = onLoop(() -> queue.patiently(BOB, () -> read("patient")));

    await().until(late::isComplete);
    assertThat(status(late)).isEqualTo(503);
    onLoop(() -> reads.getFirst().tryComplete("done"));
    assertThat(started).containsExactly("a0", "a1", "patient");
    onLoop(() -> reads.getLast().tryComplete("read"));
    assertThat(patient.result()).isEqualTo("read");
  }

  private FairQueue queue(int perAddress, int inAll, Duration patience) {
    return new FairQueue(vertx, new FairQueue.Bounds(2, perAddress, inAll, patience));
  }

  private Future<String> request(FairQueue queue, Caller caller, String what) {
    return queue.request(caller, () -> read(what));
  }

  private Future<String> read(String what) {
    started.add(what);
    reads.add(Promise.promise());
    return reads.getLast().future();
  }

  private static int status(Future<?> refused) {
    return ((Refusal) refused.cause()).problem().status();
  }

  private <T> T onLoop(Callable<T> action) {
    Promise<T> promise = Promise.promise();
    loop.runOnContext(
        go -> {
          try {
            promise.complete(action.call());
          } catch (Exception failure) {
            promise.fail(failure);
          }
        });
    return promise.future().await();
  }
}
