package switchboard.simulator.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private final EventLoop loop = new DefaultEventLoop();
  private final AtomicLong latest = new AtomicLong();
  private final Schedule schedule =
      new Schedule(loop, late -> latest.updateAndGet(most -> Math.max(most, late)));

  @AfterEach
  void stop() {
    assertThat(
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS)
                .awaitUninterruptibly(5, TimeUnit.SECONDS))
        .isTrue();
  }

  private void onLoop(Runnable action) {
    CompletableFuture.runAsync(action, loop).join();
  }

  @Test
  void tasksRunInTheOrderOfTheirTimes() {
    var ran = new CopyOnWriteArrayList<Integer>();
    onLoop(
        () -> {
          schedule.after(Duration.ofMillis(30), () -> ran.add(3));
          schedule.after(Duration.ofMillis(10), () -> ran.add(1));
          schedule.after(Duration.ofMillis(20), () -> ran.add(2));
        });

    await().untilAsserted(() -> assertThat(ran).containsExactly(1, 2, 3));
  }

  @Test
  void cancelledTaskDoesNotRunAndTheOthersDo() {
    var ran = new CopyOnWriteArrayList<Integer>();
    onLoop(
        () -> {
          var timers = new ArrayList<Schedule.Timer>();
          for (int i = 0; i < 5000; i++) {
            timers.add(schedule.after(Duration.ofMillis(20), () -> ran.add(0)));
          }
          schedule.after(Duration.ofMillis(30), () -> ran.add(1));
          timers.forEach(Schedule.Timer::cancel);
        });

    await().untilAsserted(() -> assertThat(ran).containsExactly(1));
  }

  @Test
  void failingTaskStopsNobodyElse() {
    var ran = new CopyOnWriteArrayList<Integer>();
    onLoop(
        () -> {
          schedule.after(
              Duration.ofMillis(1),
              () -> {
                throw new IllegalStateException("on purpose");
              });
          schedule.after(Duration.ofMillis(2), () -> ran.add(1));
        });

    await().untilAsserted(() -> assertThat(ran).containsExactly(1));
  }

  @Test
  void latenessOfABlockedLoopIsTold() {
    onLoop(
        () -> {
          schedule.after(Duration.ofMillis(1), () -> {});
          long end = System.nanoTime() + Duration.ofMillis(60).toNanos();
          while (System.nanoTime() < end) {
            Thread.onSpinWait();
          }
        });

    await()
        .untilAsserted(
            () -> assertThat(latest.get()).isGreaterThan(Duration.ofMillis(50).toNanos()));
  }

  @Test
  void evenPulseKeepsItsIntendedTimesThoughTheLoopIsBlocked() {
    var intended = new CopyOnWriteArrayList<Long>();
    onLoop(
        () -> {
          var pulse = ArrivalProcess.even(schedule, intended::add);
          pulse.rate(1000);
          long end = System.nanoTime() + Duration.ofMillis(50).toNanos();
          while (System.nanoTime() < end) {
            Thread.onSpinWait();
          }
        });

    await().until(() -> intended.size() >= 60);
    for (int i = 1; i < 60; i++) {
      assertThat(intended.get(i) - intended.get(i - 1)).isEqualTo(1_000_000);
    }
  }

  @Test
  void randomPulseHasItsMeanRate() {
    var intended = new CopyOnWriteArrayList<Long>();
    onLoop(() -> ArrivalProcess.random(schedule, new Random(7), intended::add).rate(4000));

    await().until(() -> intended.size() >= 1000);

    double seconds = (intended.get(999) - intended.get(0)) / 1e9;
    assertThat(999 / seconds).isBetween(3500.0, 4500.0);
  }

  @Test
  void stoppedPulseIsSilentUntilItGoesOn() {
    var intended = new CopyOnWriteArrayList<Long>();
    var pulse = ArrivalProcess.even(schedule, intended::add);
    onLoop(() -> pulse.rate(1000));
    await().until(() -> intended.size() >= 5);
    onLoop(() -> pulse.rate(0));
    int before = intended.size();

    onLoop(() -> schedule.after(Duration.ofMillis(20), () -> pulse.rate(500)));

    await().until(() -> intended.size() > before);
    assertThat(intended.get(before) - intended.get(before - 1))
        .isGreaterThan(Duration.ofMillis(20).toNanos());
  }
}
