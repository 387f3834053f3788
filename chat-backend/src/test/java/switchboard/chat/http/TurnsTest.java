package switchboard.chat.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import switchboard.chat.management.EventLoop;

final class TurnsTest {
  private static final int PER_PASS = 3;

  private final Vertx vertx = EventLoop.create();

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  @Test
  void turnsComeInTheOrderOfAskingAndOnlyAFewInOnePass() {
    Promise<List<Integer>> inOnePass = Promise.promise();
    List<Integer> order = new ArrayList<>();
    Promise<Void> all = Promise.promise();
    vertx.runOnContext(
        start -> {
          var turns = new Turns(vertx, PER_PASS);
          List<Future<Void>> asked = new ArrayList<>();
          for (int i = 0; i < 10; i++) {
            int mine = i;
            asked.add(turns.next().onSuccess(turn -> order.add(mine)));
          }
          inOnePass.complete(List.copyOf(order));
          Future.all(asked).<Void>mapEmpty().onComplete(all);
        });

    assertThat(inOnePass.future().await()).containsExactly(0, 1, 2);
    all.future().await();
    assertThat(order).containsExactlyElementsOf(IntStream.range(0, 10).boxed().toList());
  }

  @Test
  void crowdThatCameAtOnceGetsNoMoreTurnsInTheNextPassEither() {
    Promise<Integer> afterTwoPasses = Promise.promise();
    vertx.runOnContext(
        start -> {
          var turns = new Turns(vertx, PER_PASS);
          int[] taken = {0};
          for (int i = 0; i < 10; i++) {
            turns
                .next()
                .onSuccess(
                    turn -> {
                      taken[0]++;
                      if (taken[0] == PER_PASS + 1) {
                        // Comes after every timer that ends in this pass.
                        vertx.runOnContext(others -> afterTwoPasses.complete(taken[0]));
                      }
                    });
          }
          // Every timer that was set ends in the next pass.
          long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(5);
          while (System.nanoTime() < end) {
            Thread.onSpinWait();
          }
        });

    assertThat(afterTwoPasses.future().await()).isEqualTo(2 * PER_PASS);
  }

  @Test
  void nextPassHasItsTurnsAgain() {
    Promise<Integer> later = Promise.promise();
    vertx.runOnContext(
        start -> {
          var turns = new Turns(vertx, PER_PASS);
          for (int i = 0; i < PER_PASS; i++) {
            turns.next();
          }
          vertx.setTimer(
              20,
              timer -> {
                int[] taken = {0};
                for (int i = 0; i < 10; i++) {
                  turns.next().onSuccess(turn -> taken[0]++);
                }
                later.complete(taken[0]);
              });
        });

    assertThat(later.future().await()).isEqualTo(PER_PASS);
  }
}
