package switchboard.console.ui.cockpit.controls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Limits;
import switchboard.console.platform.Role;

class CurrentLimitsTest {
  private static final Limits HALF = new Limits(0.5, 256L << 20);
  private static final Limits FULL = new Limits(1, 256L << 20);
  private static final Limits LARGE = new Limits(0.5, 512L << 20);

  @Test
  void whatIsInForceNeedsNothing() {
    var three = seen(HALF, HALF, HALF);
    assertThat(three.differsFrom(HALF)).isFalse();
    assertThat(three.hint(HALF, true)).isEmpty();
    assertThat(three.differsFrom(new Limits(0.501, 256L << 20))).isFalse();
  }

  @Test
  void cpuChangesWithoutARestart() {
    assertThat(seen(HALF, HALF).hint(FULL, true)).isEqualTo("CPU limits change without a restart.");
  }

  @Test
  void memoryRestartsOneReplicaAfterTheOther() {
    assertThat(seen(HALF, HALF).hint(LARGE, true))
        .isEqualTo(
            "A new memory limit restarts the replicas one at a time, to resize their heaps.");
  }

  @Test
  void theOnlyReplicaMakesUsersWait() {
    assertThat(seen(HALF).hint(LARGE, true)).endsWith("With a single replica, users have to wait.");
  }

  @Test
  void limitsThatDifferBetweenReplicasAreSaid() {
    var mixed = seen(HALF, FULL, HALF);
    assertThat(mixed.differsFrom(HALF)).isTrue();
    assertThat(mixed.hint(HALF, true))
        .isEqualTo("Limits differ between replicas. CPU limits change without a restart.");
    assertThat(seen(HALF, null).hint(HALF, true))
        .startsWith("Limits differ between replicas. A new");
  }

  @Test
  void replicasWithoutLimitsAreSaidToHaveNone() {
    var free = seen(null, null);
    assertThat(free.newest()).isEmpty();
    assertThat(free.differsFrom(HALF)).isTrue();
    assertThat(free.hint(HALF, true)).startsWith("Replicas have no limits yet. A new memory limit");
  }

  @Test
  void replicasToComeGetWhatWasSeenLast() {
    var none = seen(FULL).seen(List.of());
    assertThat(none.apply()).isEqualTo("Apply to future replicas");
    assertThat(none.newest()).contains(FULL);
    assertThat(none.differsFrom(FULL)).isFalse();
    assertThat(none.differsFrom(HALF)).isTrue();
    assertThat(none.hint(LARGE, true)).isEmpty();
  }

  @Test
  void ofNothingKnownEverythingDiffers() {
    assertThat(CurrentLimits.UNKNOWN.differsFrom(HALF)).isTrue();
    assertThat(CurrentLimits.UNKNOWN.isMixed()).isFalse();
  }

  private static CurrentLimits seen(Limits... limits) {
    var backends = new ArrayList<Instance>();
    for (var each : limits) {
      var name = "backend-" + (backends.size() + 1);
      backends.add(
          Instance.named(name, Role.BACKEND, Instant.EPOCH).limitedTo(Optional.ofNullable(each)));
    }
    return CurrentLimits.UNKNOWN.seen(backends);
  }
}
