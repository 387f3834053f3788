package switchboard.chat.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Replicas that are told of each other once a second, behind a gateway that opens each socket at
 * the one with the fewest. Time is counted in ticks.
 */
final class RebalancerTest {
  private final List<Replica> replicas = new ArrayList<>();

  /** Whether users who are asked to move come back to where they were. */
  private boolean unreachable;

  private int ticks;
  private int movedThisSecond;
  private int mostMovedInASecond;
  private int moved;

  private final class Replica implements Rebalancer.Users {
    final Rebalancer rebalancer = new Rebalancer(this, () -> elsewhere(this));
    final boolean ignoring;
    int staying;
    int leaving;
    int announced;

    Replica(int users, boolean ignoring) {
      staying = users;
      announced = users;
      this.ignoring = ignoring;
    }

    int open() {
      return staying + leaving;
    }

    @Override
    public int staying() {
      return staying;
    }

    @Override
    public int leaving() {
      return leaving;
    }

    @Override
    public int askToMove(int count) {
      int asked = Math.min(count, staying);
      staying -= asked;
      leaving += asked;
      moved += asked;
      movedThisSecond += asked;
      return asked;
    }

    @Override
    public void askAgain() {
      throw new AssertionError("only a replica that ends asks twice");
    }

    void leave() {
      for (; leaving > 0 && !ignoring; leaving--) {
        var target =
            unreachable
                ? this
                : replicas.stream().min(Comparator.comparingInt(Replica::open)).orElseThrow();
        target.staying++;
      }
    }
  }

  private List<Integer> elsewhere(Replica self) {
    return replicas.stream().filter(each -> each != self).map(each -> each.announced).toList();
  }

  private Replica start(int users) {
    var replica = new Replica(users, false);
    replicas.add(replica);
    return replica;
  }

  private void pass(int seconds) {
    for (int tick = 0; tick < seconds * Rebalancer.TICKS_PER_SECOND; tick++) {
      ticks++;
      for (int i = 0; i < replicas.size(); i++) {
        var replica = replicas.get(i);
        // They do not announce at the same moment.
        if ((ticks + 3 * i) % Rebalancer.TICKS_PER_SECOND == 0) {
          replica.announced = replica.open();
        }
        replica.leave();
        replica.rebalancer.tick();
      }
      if (ticks % Rebalancer.TICKS_PER_SECOND == 0) {
        mostMovedInASecond = Math.max(mostMovedInASecond, movedThisSecond);
        movedThisSecond = 0;
      }
    }
  }

  private double farthestPercent() {
    double mean = replicas.stream().mapToInt(Replica::open).average().orElseThrow();
    return replicas.stream()
            .mapToDouble(each -> Math.abs(each.open() - mean) / mean)
            .max()
            .orElseThrow()
        * 100;
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 1_000, 10_000})
  void usersAreEvenWithinThirtySecondsOfAScaleUpAndStayWhereTheyAre(int users) {
    start(users);
    start(0);
    start(0);

    pass(25);

    assertThat(farthestPercent()).isLessThanOrEqualTo(5);
    assertThat(moved).isLessThanOrEqualTo(users * 2 / 3 + 1);
    assertThat(mostMovedInASecond).isBetween(1, Rebalancer.MAX_PER_SECOND);
    int movedUntilEven = moved;
    pass(120);
    assertThat(moved).isEqualTo(movedUntilEven);
  }

  @Test
  void replicasAboveTheirShareGiveUsersTogetherAtTheRateOfOne() {
    IntStream.range(0, 5).forEach(each -> start(2_000));
    start(0);

    pass(27);

    assertThat(farthestPercent()).isLessThanOrEqualTo(5);
    assertThat(mostMovedInASecond).isBetween(100, 200);
  }

  @Test
  void replicaThatJoinsWhileUsersMoveGetsItsPart() {
    start(1_000);
    start(0);
    pass(8);
    start(0);

    pass(22);

    assertThat(farthestPercent()).isLessThanOrEqualTo(5);
  }

  @Test
  void nobodyIsAskedWhereThereIsOneReplica() {
    start(1_000);

    pass(60);

    assertThat(moved).isZero();
  }

  @Test
  void nobodyIsAskedForADifferenceThatIsTolerated() {
    start(341);
    start(334);
    start(325);
    pass(60);
    assertThat(moved).isZero();

    replicas.clear();
    start(3);
    start(0);
    pass(60);
    assertThat(moved).isZero();
  }

  @Test
  void nobodyIsAskedForADifferenceThatPasses() {
    var first = start(500);
    var second = start(400);
    pass(Rebalancer.SETTLE_SECONDS - 1);
    first.staying = 450;
    second.staying = 450;

    pass(60);

    assertThat(moved).isZero();
  }

  @Test
  void nobodyIsAskedWhileTheGatewayFillsTheReplicas() {
    var first = start(0);
    var second = start(0);
    for (int second50 = 0; second50 < 50; second50++) {
      first.staying += 50;
      second.staying += 50;
      pass(1);
    }

    assertThat(moved).isZero();
  }

  @Test
  void usersWhoComeBackAreAskedLessAndLessOften() {
    unreachable = true;
    start(100);
    start(0);
    pass(300);
    int first = moved;

    pass(300);

    assertThat(first).isLessThan(400);
    assertThat(moved - first).isLessThan(150);
  }

  @Test
  void usersWhoDoNotLeaveAreNotAskedMoreThanOnce() {
    replicas.add(new Replica(100, true));
    start(0);

    pass(60);

    assertThat(moved).isEqualTo(50);
  }
}
