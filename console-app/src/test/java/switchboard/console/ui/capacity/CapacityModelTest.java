package switchboard.console.ui.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.bundle.KeptRuns;
import switchboard.console.capacity.CapacityPlan;
import switchboard.console.capacity.LoadUnit;
import switchboard.console.fault.PendingVerdict;
import switchboard.console.fault.kind.Kill;
import switchboard.console.session.Snapshots;
import switchboard.console.ui.cockpit.Models;
import switchboard.console.ui.command.Command;
import switchboard.console.verdict.Objective;
import switchboard.console.verdict.Objectives;
import switchboard.console.verdict.Result;

@Timeout(60)
class CapacityModelTest {
  private final Models models = new Models();
  private final AtomicInteger fronts = new AtomicInteger();
  @TempDir Path folder;
  private CapacityModel model;

  @BeforeEach
  void open() {
    model =
        new CapacityModel(
            models.workspace, new KeptRuns(folder, KeptRuns.MAX_BYTES), fronts::incrementAndGet);
    model.form().rateProperty().set(true);
    model.form().firstProperty().set("4");
    model.form().mostProperty().set("16");
    model.form().windowProperty().set("1s");
  }

  @AfterEach
  void close() {
    models.close();
  }

  private void find() {
    model.start();
    models.background.finish();
  }

  private Command command(String title) {
    return model.commands(OptionalInt.empty()).stream()
        .filter(each -> each.title().equals(title))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void capacityIsFoundAndEveryTrialIsARow() {
    models.launched(2);
    models.simulator.loadTests().carry(6);

    find();

    assertThat(model.runningProperty().get()).isFalse();
    var shown = model.shownProperty().get().orElseThrow();
    assertThat(shown.result().orElseThrow().result()).isEqualTo(Result.PASSED);
    assertThat(shown.result().orElseThrow().sentences().getFirst())
        .startsWith("2 replicas carry 6 to 7 requests/s.");
    assertThat(model.rows())
        .hasSameSizeAs(shown.found().orElseThrow().trials())
        .startsWith(
            new CapacityModel.Row(
                "2",
                "4 requests/s",
                "1",
                "passed",
                "at least 4 requests/s",
                model.rows().getFirst().found()));
    assertThat(model.rows().getLast().known()).isEqualTo("6 to 7 requests/s");
    assertThat(models.notices).isEmpty();
  }

  @Test
  void nothingIsLookedForBeforeTheSystemRuns() {
    assertThat(model.obstacleProperty().get()).isEqualTo("Launch the system first.");
    find();
    assertThat(model.shownProperty().get()).isEmpty();

    models.launched(2);
    assertThat(model.obstacleProperty().get()).isEmpty();
  }

  @Test
  void mistakeIsSaidAndKeepsItFromStarting() {
    models.launched(2);

    model.form().firstProperty().set("many");
    assertThat(model.obstacleProperty().get())
        .isEqualTo("First is “many”; expected a whole number.");

    model.form().firstProperty().set("20");
    assertThat(model.obstacleProperty().get()).isEqualTo("First is 20; expected 1 to 16.");

    model.form().firstProperty().set("4");
    model.form().windowProperty().set("6m");
    assertThat(model.obstacleProperty().get()).isEqualTo("Window is 6m; expected 1s to 5m.");
  }

  @Test
  void noOtherMeasurementBeginsWhileItLasts() {
    models.launched(2);
    model.start();

    assertThat(models.workspace.usedAloneProperty().get())
        .isEqualTo("A capacity is being looked for.");
    assertThat(model.obstacleProperty().get()).isEqualTo("A capacity is being looked for.");

    models.background.finish();
    assertThat(models.workspace.usedAloneProperty().get()).isEmpty();

    models.workspace.useAlone("An experiment is running.");
    assertThat(model.obstacleProperty().get()).isEqualTo("An experiment is running.");
  }

  @Test
  void verdictOfAFaultIsAwaited() {
    models.launched(2);
    var killed =
        new PendingVerdict(
            new Kill("backend-1"), models.clock.instant(), Optional.empty(), Optional.empty());

    model.show(
        Snapshots.of(models.clock.instant(), models.platform.state(), List.of(), List.of(killed)));

    assertThat(model.obstacleProperty().get())
        .isEqualTo("Wait for the verdict of the fault that was injected.");
  }

  @Test
  void operatorsObjectivesAndUsersAreThoseOfTheTrials() {
    models.launched(2);
    models
        .session
        .verdicts()
        .judgeEachBy(Objectives.DEFAULT.with(List.of(Objective.parse("requests.p99<=20ms"))));
    model.show(models.session.snapshot());
    assertThat(model.objectivesProperty().get()).isEqualTo("requests.p99<=20ms");

    model.form().rateProperty().set(false);
    models.simulator.loadTests().carry(6);
    var plan =
        model.form().plan(3, CapacityPlan.DEFAULT_USERS, models.session.verdicts().objectives());

    assertThat(plan.unit()).isEqualTo(new LoadUnit.Users(CapacityPlan.DEFAULT_USERS));
    assertThat(plan.replicas()).isEqualTo(3);
  }

  @Test
  void stoppedSearchKeepsWhatIsKnown() {
    models.launched(1);
    models.simulator.loadTests().carry(6);

    model.start();
    model.stop();
    models.background.finish();

    assertThat(model.shownProperty().get().orElseThrow().result().orElseThrow().result())
        .isEqualTo(Result.ABORTED);
    assertThat(model.runningProperty().get()).isFalse();
  }

  @Test
  void searchThatCannotBeCarriedOutIsANotice() {
    models.launched(1);
    models.simulator.loadTests().refuse(409, "another load test is running");

    find();

    assertThat(model.runningProperty().get()).isFalse();
    assertThat(models.notices)
        .singleElement()
        .satisfies(
            notice -> assertThat(notice.happened()).isEqualTo("another load test is running"));
  }

  @Test
  void paletteStartsItOnTheScreenAndStopsIt() {
    models.launched(1);
    models.simulator.loadTests().carry(6);

    command("Find the capacity").action().run();
    assertThat(fronts).hasValue(1);
    assertThat(model.runningProperty().get()).isTrue();

    command("Stop looking for the capacity").action().run();
    models.background.finish();
    assertThat(model.runningProperty().get()).isFalse();
  }
}
