package switchboard.chat.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import switchboard.chat.management.Refusal;
import switchboard.chat.request.Caller;
import switchboard.chat.request.FairQueue;

final class SharedReadsTest {
  private static final Caller ADA = new Caller("ada", "1", false);
  private static final Caller BOB = new Caller("bob", "2", false);

  private final Vertx vertx = Vertx.vertx();
  private final List<Promise<String>> started = new ArrayList<>();
  private final SharedReads<String, String> reads =
      new SharedReads<>(
          new FairQueue(vertx, new FairQueue.Bounds(2, 1, 10, Duration.ofMinutes(1))),
          (key, caller) -> {
            started.add(Promise.promise());
            return started.getLast().future();
          });

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  @Test
  void requestsDuringAReadShareTheNextOne() {
    var first = reads.read("room", ADA);
    var second = reads.read("room", ADA);
    var third = reads.read("room", BOB);
    assertThat(started).hasSize(1);

    started.getFirst().complete("old");
    assertThat(first.result()).isEqualTo("old");
    assertThat(second.isComplete()).isFalse();
    assertThat(started).hasSize(2);

    started.getLast().complete("new");
    assertThat(second.result()).isEqualTo("new");
    assertThat(third.result()).isEqualTo("new");
    assertThat(started).hasSize(2);
  }

  @Test
  void otherKeysAreReadAtOnce() {
    assertThat(reads.read("room", ADA).isComplete()).isFalse();
    assertThat(reads.read("other", ADA).isComplete()).isFalse();

    assertThat(started).hasSize(2);
  }

  @Test
  void failedReadFailsOnlyThoseWhoWaitedForIt() {
    var first = reads.read("room", ADA);
    var second = reads.read("room", ADA);
    started.getFirst().fail("away");
    started.getLast().complete("back");

    assertThat(first.failed()).isTrue();
    assertThat(second.result()).isEqualTo("back");
  }

  @Test
  void whoIsRefusedAReadDoesNotSpoilItForOthers() {
    var one = reads.read("one", ADA);
    var two = reads.read("two", ADA);
    var waits = reads.read("three", ADA);
    var refused = reads.read("four", ADA);
    var others = reads.read("four", BOB);
    assertThat(refused.cause()).isInstanceOf(Refusal.class);

    started.getFirst().complete("1");
    started.get(2).complete("3 or 4");
    started.get(3).complete("3 or 4");

    assertThat(one.result()).isEqualTo("1");
    assertThat(two.isComplete()).isFalse();
    assertThat(waits.result()).isEqualTo("3 or 4");
    assertThat(others.result()).isEqualTo("3 or 4");
    assertThat(reads.read("four", ADA).isComplete()).isFalse();
  }

  @Test
  void thoseOfOneLineWhoWantTheSameTakeOnePlaceInIt() {
    reads.read("one", ADA).onComplete(read -> {});
    var two = reads.read("two", ADA);
    var waits = reads.read("three", ADA);
    var too = reads.read("three", ADA);
    assertThat(too.isComplete()).isFalse();

    started.getFirst().complete("1");
    started.get(2).complete("3");

    assertThat(two.isComplete()).isFalse();
    assertThat(waits.result()).isEqualTo("3");
    assertThat(too.result()).isEqualTo("3");
  }

  @Test
  void readThatFollowsAnotherIsTheOnlyOneOfItsKey() {
    reads.read("room", ADA).onComplete(read -> {});
    reads.read("room", ADA).onComplete(read -> {});
    started.getFirst().complete("old");
    assertThat(started).hasSize(2);

    assertThat(reads.read("room", BOB).isComplete()).isFalse();

    assertThat(started).hasSize(2);
  }

  @Test
  void whatNobodyWantsAnyMoreIsForgotten() {
    var one = reads.read("one", ADA);
    reads.read("two", ADA).onComplete(read -> {});
    reads.read("three", ADA).onComplete(read -> {});
    assertThat(reads.read("four", ADA).failed()).isTrue();
    assertThat(reads.remembered()).isEqualTo(3);

    started.getFirst().complete("1");
    started.get(1).fail("away");
    started.get(2).complete("3");

    assertThat(one.result()).isEqualTo("1");
    assertThat(reads.remembered()).isZero();
  }

  @Test
  void whoWasRefusedAReadMayAskForItAgain() {
    var one = reads.read("one", ADA);
    reads.read("two", ADA).onComplete(read -> {});
    reads.read("three", ADA).onComplete(read -> {});
    assertThat(reads.read("four", ADA).failed()).isTrue();
    started.getFirst().complete("1");
    started.get(1).complete("2");
    started.get(2).complete("3");
    assertThat(one.result()).isEqualTo("1");

    var again = reads.read("four", ADA);

    started.getLast().complete("4");
    assertThat(again.result()).isEqualTo("4");
  }

  @Test
  void readThatManyWantStartsWithTheFirstWhoseTurnComes() {
    var one = reads.read("one", ADA);
    var two = reads.read("two", ADA);
    var three = reads.read("three", ADA);
    var adas = reads.read("three", BOB);

    started.getFirst().complete("1");
    started.get(2).complete("3");

    assertThat(one.result()).isEqualTo("1");
    assertThat(two.isComplete()).isFalse();
    assertThat(three.result()).isEqualTo("3");
    assertThat(adas.result()).isEqualTo("3");
    assertThat(started).hasSize(3);
  }
}
