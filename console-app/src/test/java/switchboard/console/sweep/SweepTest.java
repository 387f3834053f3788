package switchboard.console.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.Build;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.platform.Limits;
import switchboard.console.sweep.search.Configuration;
import switchboard.console.sweep.search.Figures;
import switchboard.console.sweep.search.LimitEvidence;
import switchboard.console.sweep.search.Limitation;
import switchboard.console.sweep.search.ModelTarget;
import switchboard.console.sweep.search.Space;
import switchboard.console.sweep.search.SweepTrial;
import switchboard.console.verdict.Result;

class SweepTest {
  private static final long MIB = 1L << 20;
  private static final Limits.Range RANGE =
      new Limits.Range(new Limits(0.1, 64 * MIB), new Limits(2, 4096 * MIB));

  @TempDir private Path path;
  private SweepFolder folder;
  private final SweepPlan plan = SamplePlan.killing(ModelTarget.SPACE);
  private final List<Configuration> measured = new ArrayList<>();

  /** Called before each measurement, with its number. */
  private IntConsumer before = number -> {};

  @BeforeEach
  void open() {
    folder = new SweepFolder(path);
  }

  /** A model that uses little CPU, and memory of which nothing is short. */
  private final class Model implements SweepTarget {
    private final ModelTarget model = new ModelTarget(0.7, 0, 1);

    @Override
    public Outcome<SweepTrial> measure(Configuration one, int number) {
      before.accept(number);
      measured.add(one);
      var trial = model.measure(one);
      var used = new Figures(2.0, 10.0, 20.0, 100.0, 1_000L, 0L, 0.0, 0.204, 150.4 * MIB);
      return Outcome.done(
          new SweepTrial(
              one, trial.state(), trial.sentence(), trial.limitation(), used, "run.swb"));
    }

    @Override
    public void abort() {
      // A model takes no time.
    }
  }

  private static final class Progress implements SweepListener {
    @Override
    public void begins(Configuration one, int number) {}

    @Override
    public void ended(SweepTrial trial) {}
  }

  private Sweep sweep(SweepFolder.Kept kept) {
    return sweep(kept, new Model());
  }

  private Sweep sweep(SweepFolder.Kept kept, SweepTarget target) {
    return new Sweep(plan, RANGE, target, kept, new Progress());
  }

  private SweepFolder.Kept begin() throws IOException {
    return folder.begin("grid", plan.seed(), Instant.EPOCH);
  }

  private SweepState state(Sweep of) {
    return SweepState.of(plan, of.trials(), of.advice(), true);
  }

  @Test
  void cheapestIsCertifiedAndWhatUsageAdvisesIsTriedInTheEnd()
      throws IOException, InterruptedException {
    try (var kept = begin()) {
      var sweep = sweep(kept);

      assertThat(sweep.run()).isEqualTo(Outcome.done(true));

      var state = state(sweep);
      assertThat(state.answer().isCertified()).isTrue();
      assertThat(state.answer().cheapest().orElseThrow().text())
          .isEqualTo("2 replicas × 0.35 cores × 192 MiB");
      assertThat(state.proof())
          .isEqualTo(
              "passed 3 of 3: start 2.0 s, delivery p99 20 ms, 0"
                  + " of 3\u202f000 requests failed (≤ 0.10 %), memory peak 150 of 192 MiB");
      var advice = state.advice().orElseThrow();
      assertThat(advice.said()).isEqualTo(new Limits(0.21, 173 * MIB));
      assertThat(measured.getLast())
          .isEqualTo(advice.tried())
          .isEqualTo(new Configuration(3, new Limits(0.21, 173 * MIB)));
      assertThat(advice.measured(state.points()).orElseThrow())
          .isEqualTo(
              "3 replicas × 0.21 cores × 173 MiB: failed, ready after 2.0 s, delivery p99 20 ms,"
                  + " limited by memory limit: killed at the start");
    }
  }

  @Test
  void adviceThatFailsOutsideOfWhatIsSearchedFailsNothing() {
    var outside = new Configuration(3, new Limits(0.21, 173 * MIB));
    var trial =
        new SweepTrial(
            outside,
            SweepTrial.State.FAILED,
            "",
            Limitation.of(LimitEvidence.NONE),
            Figures.NONE,
            null);

    assertThat(SweepState.of(plan, List.of(trial), Optional.empty(), true).result())
        .isEqualTo(Result.INVALID);
  }

  @Test
  void sweepsOfOtherBytesOrVersionsDoNotContinueEachOther() throws IOException {
    var space = ModelTarget.SPACE;
    var more = space.memoryBytes().stream().map(each -> each + 1).toList();
    var other = SamplePlan.killing(new Space(space.replicas(), space.cpus(), more));

    assertThat(SweepRun.specification(other, "memory"))
        .isNotEqualTo(SweepRun.specification(plan, "memory"))
        .contains(Build.nameAndNumber());
  }

  @Test
  void sweepThatDiedGoesOnFromItsLastMeasurementToTheSameAnswer()
      throws IOException, InterruptedException {
    try (var kept = begin()) {
      assertThat(sweep(kept).run()).isEqualTo(Outcome.done(true));
    }
    var whole = List.copyOf(measured);
    var result = folder.interrupted("grid", OptionalLong.empty()).orElseThrow();
    result.finish("{}");
    result.close();

    for (var dies = 2; dies <= whole.size(); dies++) {
      var last = dies;
      before =
          number -> {
            if (number == last) {
              throw new IllegalStateException("the console is killed");
            }
          };
      measured.clear();
      try (var kept = begin()) {
        sweep(kept).run();
      } catch (IllegalStateException e) {
        assertThat(e).hasMessage("the console is killed");
      }
      before = number -> {};

      try (var again = folder.interrupted("grid", OptionalLong.empty()).orElseThrow()) {
        assertThat(again.trials()).hasSize(dies - 1);
        assertThat(sweep(again).run()).isEqualTo(Outcome.done(true));
        again.finish("{}");
      }
      assertThat(measured).isEqualTo(whole);
    }
  }

  @Test
  void whatIsHalfMeasuredWhenItIsStoppedIsNotKept() throws IOException, InterruptedException {
    try (var kept = begin()) {
      var sweep = sweep(kept);
      before =
          number -> {
            if (number == 3) {
              sweep.stop();
            }
          };

      assertThat(sweep.run()).isEqualTo(Outcome.done(false));
      assertThat(sweep.trials()).hasSize(2);
      assertThat(measured).hasSize(3);
    }
    try (var again = folder.interrupted("grid", OptionalLong.empty()).orElseThrow()) {
      assertThat(again.trials()).hasSize(2);
    }
  }

  @Test
  void sweepEndsWhenNothingCanBeMeasured() throws IOException, InterruptedException {
    var failure = new Failure("Scaling to 3", "the engine does not answer", "Start it.");
    try (var kept = begin()) {
      var target =
          new SweepTarget() {
            @Override
            public Outcome<SweepTrial> measure(Configuration one, int number) {
              return Outcome.failed(failure);
            }

            @Override
            public void abort() {
              // Nothing is under way.
            }
          };

      assertThat(sweep(kept, target).run()).isEqualTo(Outcome.failed(failure));
    }
  }
}
