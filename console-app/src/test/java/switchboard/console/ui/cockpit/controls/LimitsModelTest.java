package switchboard.console.ui.cockpit.controls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import switchboard.console.Failure;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Limits;
import switchboard.console.ui.cockpit.Models;

class LimitsModelTest {
  private static final long MIB = 1 << 20;

  private final Models models = new Models().launched(3);
  private final LimitsModel limits = models.cockpit.controls().limits().orElseThrow();

  @AfterEach
  void close() {
    models.close();
  }

  @Test
  void followsTheReplicas() {
    assertThat(limits.valueProperty().get()).isEqualTo(new Limits(1, 256 * MIB));
    assertThat(limits.buttonProperty().get()).isEqualTo("Apply to 3 replicas");
    assertThat(limits.applicableProperty().get()).isFalse();
    models.platform.limit(new Limits(2, 512 * MIB), step -> {});
    models.tick();
    assertThat(limits.valueProperty().get()).isEqualTo(new Limits(2, 512 * MIB));
  }

  @Test
  void whatIsChosenStaysAndTheRestFollows() {
    limits.chooseCpus(0.5);
    models.platform.limit(new Limits(2, 512 * MIB), step -> {});
    models.tick();
    assertThat(limits.valueProperty().get()).isEqualTo(new Limits(0.5, 512 * MIB));
    assertThat(limits.movedProperty().get()).isTrue();
    limits.reset();
    assertThat(limits.valueProperty().get()).isEqualTo(new Limits(2, 512 * MIB));
    assertThat(limits.movedProperty().get()).isFalse();
  }

  @Test
  void appliedLimitsComeAbout() {
    var said = new ArrayList<String>();
    limits
        .operation()
        .progressProperty()
        .subscribe(
            words -> {
              said.add(words);
            });
    limits.chooseMemory(128 * MIB);
    limits.apply();
    assertThat(limits.applicableProperty().get()).isFalse();
    models.background.finish();
    assertThat(models.platform.state().backends())
        .extracting(Instance::limits)
        .allMatch(each -> each.orElseThrow().equals(new Limits(1, 128 * MIB)));
    assertThat(said)
        .containsExactly("", "Limiting", "Limiting · Restart backend-1", "Limiting", "");
    assertThat(limits.movedProperty().get()).isFalse();
    models.tick();
    assertThat(limits.hintProperty().get()).isEmpty();
  }

  @Test
  void replicasWithoutLimitsGetOnlyWhatWasChosen() {
    try (var unlimited = new Models()) {
      unlimited.platform.liftLimits();
      var model = unlimited.launched(2).cockpit.controls().limits().orElseThrow();

      assertThat(model.valueProperty().get()).isEqualTo(model.range().most());
      assertThat(model.applicableProperty().get()).isFalse();
      model.chooseCpus(0.5);
      assertThat(model.applicableProperty().get()).isTrue();
      assertThat(model.hintProperty().get()).startsWith("Replicas have no limits yet.");
    }
  }

  @Test
  void oneChangeIsMadeAtATime() {
    limits.chooseCpus(0.5);
    limits.apply();
    limits.chooseCpus(0.25);
    limits.apply();
    assertThat(models.background.waiting()).isEqualTo(1);
    models.background.finish();
    assertThat(limits.valueProperty().get().cpus()).isEqualTo(0.25);
    assertThat(limits.applicableProperty().get()).isTrue();
  }

  @Test
  void failureIsANoticeAndTheChoiceStays() {
    models.platform.failChanges(new Failure("Limiting", "backend-1 did not start", "Give more."));
    limits.chooseMemory(64 * MIB);
    limits.apply();
    models.background.finish();
    assertThat(models.notices).hasSize(1);
    assertThat(limits.valueProperty().get().memoryBytes()).isEqualTo(64 * MIB);
    assertThat(limits.applicableProperty().get()).isTrue();
  }

  @Test
  void cancelledChangeIsNoNotice() {
    limits.chooseCpus(0.5);
    limits.apply();
    limits.operation().cancel();
    models.background.finish();
    assertThat(models.notices).isEmpty();
    assertThat(limits.operation().progressProperty().get()).isEmpty();
    assertThat(limits.movedProperty().get()).isTrue();
  }

  @Test
  void replicasToComeAreLimitedToo() {
    models.cockpit.controls().scale().count().apply(0);
    models.background.finish();
    models.tick();
    assertThat(limits.buttonProperty().get()).isEqualTo("Apply to future replicas");
    limits.chooseCpus(0.5);
    limits.apply();
    models.background.finish();
    models.tick();
    assertThat(limits.applicableProperty().get()).isFalse();
    assertThat(limits.valueProperty().get().cpus()).isEqualTo(0.5);
  }

  @Test
  void stoppedSystemIsNotLimited() {
    limits.chooseCpus(0.5);
    models.workspace.stop();
    models.background.finish();
    models.tick();
    assertThat(limits.applicableProperty().get()).isFalse();
  }
}
