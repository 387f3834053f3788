package switchboard.console.ui.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.Failure;
import switchboard.console.bundle.KeptRuns;
import switchboard.console.experiment.progress.RunPhase;
import switchboard.console.experiment.progress.RunProgress;
import switchboard.console.experiment.progress.StepProgress;
import switchboard.console.experiment.schedule.ScheduledFault;
import switchboard.console.fault.PendingVerdict;
import switchboard.console.fault.kind.Kill;
import switchboard.console.platform.Action;
import switchboard.console.platform.SystemState;
import switchboard.console.session.FakeSessions;
import switchboard.console.session.Snapshots;
import switchboard.console.settings.ConfirmableAction;
import switchboard.console.ui.cockpit.Models;
import switchboard.console.ui.cockpit.start.LifecycleModel.Phase;
import switchboard.console.ui.cockpit.timeline.ComingStep;
import switchboard.console.ui.command.Command;
import switchboard.console.verdict.Result;

@Timeout(60)
class ExperimentsModelTest {
  /** Over soon: what a run measures is not tested here. */
  private static final String BRIEF =
      """
      apiVersion: switchboard/v1
      name: brief
      setup: { replicas: 2 }
      load: { users: 10, spawnRate: 10 }
      phases: { warmup: 1s, baseline: 1s, recovery: 1s }
      """;

  private final Models models = new Models();
  private final AtomicInteger fronts = new AtomicInteger();
  @TempDir Path folder;
  private ExperimentsModel model;

  @BeforeEach
  void open() throws IOException {
    Files.writeString(folder.resolve("brief.yaml"), BRIEF);
    Files.writeString(folder.resolve("wrong.yaml"), BRIEF + "laod: {}\n");
    Files.writeString(
        folder.resolve("faulty.yaml"),
        BRIEF.replace("brief", "faulty")
            + "steps: [{ at: 0s, fault: { kind: kill, target: random } }]\n");
    model =
        new ExperimentsModel(
            models.workspace,
            folder,
            new KeptRuns(folder.resolve("runs"), KeptRuns.MAX_BYTES),
            models.reports(models.workspace),
            fronts::incrementAndGet);
    models.background.finish();
  }

  /** What waits is done, on a session whose time passes: a second with every look at its users. */
  private void finish() {
    models.simulator.tell(
        stats -> {
          models.clock.advance(Duration.ofSeconds(1));
          return stats;
        });
    FakeSessions.start(models.session);
    models.background.finish();
  }

  @AfterEach
  void close() {
    models.close();
  }

  private ListedExperiment listed(String name) {
    return model.catalog().all().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void choose(String name) {
    model.choose(listed(name));
    models.background.finish();
  }

  /** The run is begun, and waits for its thread. */
  private void begin(String name) {
    choose(name);
    model.start();
  }

  private String obstacle() {
    return model.run().obstacle(model.catalog().planProperty().get().orElseThrow());
  }

  private Phase phase() {
    return models.workspace.lifecycle().phaseProperty().get();
  }

  private Command command(String title) {
    return model.commands(OptionalInt.empty()).stream()
        .filter(each -> each.title().equals(title))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void nothingIsPlannedBeforeSomebodyLooks() {
    assertThat(model.catalog().all()).isNotEmpty();
    assertThat(model.catalog().chosenProperty().get()).isEmpty();

    model.catalog().begin();
    models.background.finish();

    assertThat(model.catalog().planProperty().get()).isPresent();
  }

  @Test
  void planIsThatOfTheChosenOne() {
    choose("brief.yaml");

    assertThat(model.catalog().planProperty().get().orElseThrow())
        .returns("2 replicas", plan -> plan.system())
        .returns(Optional.empty(), plan -> plan.obstacle());
  }

  @Test
  void wrongFileHasNoPlan() {
    choose("wrong.yaml");

    assertThat(model.catalog().planProperty().get()).isEmpty();
    assertThat(model.catalog().chosenProperty().get().orElseThrow().mistakes()).hasSize(1);
  }

  @Test
  void fileIsReadAgainWhenItIsChosen() throws IOException {
    Files.writeString(folder.resolve("wrong.yaml"), BRIEF.replace("brief", "mended"));

    choose("wrong.yaml");

    assertThat(listed("wrong.yaml").description()).isEqualTo("mended");
    assertThat(model.catalog().planProperty().get()).isPresent();
  }

  @Test
  void openedFileIsChosen() throws IOException {
    var elsewhere = Files.createDirectory(folder.resolve("elsewhere")).resolve("other.yaml");
    Files.writeString(elsewhere, BRIEF.replace("brief", "other"));

    model.open(elsewhere);
    models.background.finish();

    assertThat(model.catalog().chosenProperty().get().orElseThrow().description())
        .isEqualTo("other");
  }

  @Test
  void runIsShownLaunchingAndThenItsResultAndTheSystemRuns() {
    begin("brief.yaml");

    assertThat(phase()).isEqualTo(Phase.LAUNCHING);
    assertThat(model.shownProperty().get()).isEqualTo(new ExperimentsModel.Shown.Running());
    assertThat(model.run().liveProperty().get().orElseThrow().phase()).isEqualTo("Launching");

    finish();

    assertThat(models.notices).isEmpty();
    assertThat(model.history().runs()).hasSize(1);
    assertThat(model.shownProperty().get())
        .isEqualTo(new ExperimentsModel.Shown.Result(model.history().runs().getFirst()));
    assertThat(model.run().liveProperty().get()).isEmpty();
    assertThat(model.run().lines()).anyMatch(line -> line.startsWith("Launching on Memory"));
    assertThat(phase()).isEqualTo(Phase.RUNNING);
    assertThat(models.platform.state().phase()).isEqualTo(SystemState.Phase.RUNNING);
    assertThat(models.notices).isEmpty();
  }

  @Test
  void oneRunsAtATime() {
    begin("brief.yaml");

    assertThat(model.run().obstacleProperty().get()).isEqualTo("An experiment is running.");
    assertThat(model.commands(OptionalInt.empty()))
        .extracting(Command::title)
        .containsExactly("Stop the experiment");
    var waiting = models.background.waiting();
    model.start();
    assertThat(models.background.waiting()).isEqualTo(waiting);
  }

  @Test
  void stopDuringTheLaunchCancelsItAndNothingIsJudged() {
    begin("brief.yaml");

    command("Stop the experiment").action().run();
    assertThat(models.background.cancels()).isEqualTo(1);
    models.background.finish();

    assertThat(model.history().runs()).isEmpty();
    assertThat(model.shownProperty().get()).isEqualTo(new ExperimentsModel.Shown.Plan());
    assertThat(models.notices).isEmpty();
    assertThat(phase()).isEqualTo(Phase.STOPPED);
  }

  @Test
  void launchIsCancelledFromTheCockpitToo() {
    begin("brief.yaml");

    models.workspace.lifecycle().cancelLaunch();
    models.background.finish();

    assertThat(phase()).isEqualTo(Phase.STOPPED);
    assertThat(model.history().runs()).isEmpty();
  }

  @Test
  void windowThatIsClosedDuringTheLaunchCloses() {
    begin("brief.yaml");
    var closed = new AtomicInteger();

    model.cancel();
    models.workspace.lifecycle().close(closed::incrementAndGet);
    models.background.finish();

    assertThat(closed).hasValue(1);
  }

  @Test
  void launchThatFailsIsSaidOnceAndTheSystemIsStopped() {
    var why = new Failure("Launching", "the port is taken", "End it.");
    models.platform.failLaunches(why);

    begin("brief.yaml");
    models.background.finish();

    assertThat(models.notices).containsExactly(why);
    assertThat(phase()).isEqualTo(Phase.STOPPED);
    assertThat(obstacle()).isEmpty();
  }

  @Test
  void systemThatStopsEndsTheRun() {
    models.launched(2);
    begin("brief.yaml");

    model.cancel();
    models.workspace.lifecycle().stop();
    finish();

    assertThat(phase()).isEqualTo(Phase.STOPPED);
    assertThat(model.run().liveProperty().get()).isEmpty();
  }

  @Test
  void runOnARunningSystemLeavesItRunningWithItsLoad() {
    models.launched(3);
    var users = models.session.load().plan().users();

    begin("brief.yaml");
    assertThat(phase()).isEqualTo(Phase.RUNNING);
    finish();

    assertThat(phase()).isEqualTo(Phase.RUNNING);
    assertThat(models.simulator.load().orElseThrow().users()).isEqualTo(users);
    assertThat(model.history().runs().getFirst().result().verdict().result())
        .isNotEqualTo(Result.ABORTED);
  }

  @Test
  void whatIsNotAllowedIsNotRunAndSaysWhy() {
    models.platform.forbid(Action.LAUNCH, "You may not create deployments.");
    models.tick();
    choose("brief.yaml");

    assertThat(obstacle()).isEqualTo("You may not create deployments.");
    model.start();
    assertThat(model.run().liveProperty().get()).isEmpty();
  }

  @Test
  void faultThatIsStillJudgedIsAwaited() {
    models.launched(2);
    choose("brief.yaml");
    model.show(
        Snapshots.of(
            models.clock.instant(),
            models.platform.state(),
            List.of(),
            List.of(
                new PendingVerdict(
                    new Kill("backend-1"),
                    models.clock.instant(),
                    Optional.empty(),
                    Optional.empty()))));

    assertThat(obstacle()).isEqualTo("Wait for the verdict of the fault that was injected.");
  }

  @Test
  void faultsAreAskedAboutWhereTheSettingsSaySo() {
    models.asked.add(ConfirmableAction.FAULT);
    begin("faulty.yaml");
    assertThat(model.run().liveProperty().get()).isEmpty();

    models.prompts.answer();

    assertThat(model.run().liveProperty().get()).isPresent();
  }

  @Test
  void paletteRunsOneByItsNameInTheFront() {
    command("Run brief.yaml").action().run();
    finish();

    assertThat(fronts).hasValue(1);
    assertThat(model.history().runs()).hasSize(1);
  }

  @Test
  void paletteDoesNotOfferWrongFiles() {
    assertThat(model.commands(OptionalInt.empty()))
        .extracting(Command::title)
        .contains("Run system-b")
        .doesNotContain("Run wrong.yaml");
  }

  @Test
  void pastRunIsShownAgainWhenItIsChosen() {
    begin("brief.yaml");
    finish();
    var past = model.history().runs().getFirst();
    choose("faulty.yaml");
    assertThat(model.shownProperty().get()).isEqualTo(new ExperimentsModel.Shown.Plan());

    model.show(past);

    assertThat(model.shownProperty().get()).isEqualTo(new ExperimentsModel.Shown.Result(past));
  }

  @Test
  void reportOfARunIsWrittenIntoAFolderOfItsOwnAndOpened() {
    models.reportsIn = folder.resolve("data");
    begin("brief.yaml");
    finish();
    var past = model.history().runs().getFirst();
    assertThat(model.whyNoReport(past).getValue()).isEmpty();

    model.report(past);
    assertThat(model.whyNoReport(past).getValue()).isEqualTo("A report is being written.");
    models.background.finish();

    assertThat(models.notices).isEmpty();
    var page = Path.of(models.pages.getFirst());
    assertThat(page).hasFileName("report.html").exists();
    assertThat(page.resolveSibling("report.json")).exists();
    assertThat(page.getParent()).hasParent(folder.resolve("data/reports"));
    assertThat(page.getParent().getFileName().toString()).endsWith(" brief");
    assertThat(model.whyNoReport(past).getValue()).isEmpty();
  }

  @Test
  void folderThatCannotBeWrittenIsSaid() throws IOException {
    models.reportsIn = Files.writeString(folder.resolve("data"), "a file");
    begin("brief.yaml");
    finish();

    model.report(model.history().runs().getFirst());
    models.background.finish();

    assertThat(models.pages).isEmpty();
    assertThat(models.notices)
        .singleElement()
        .satisfies(
            why -> {
              assertThat(why.tried()).isEqualTo("Writing the report");
              assertThat(why.happened()).contains("cannot be written");
              assertThat(why.next()).contains("settings (F4)");
            });
  }

  @Test
  void onlyTheNewestRunsCanBeReported() {
    begin("brief.yaml");
    finish();
    var past = model.history().runs().getFirst();
    for (var i = 0; i < RunHistoryModel.MAX_RECORDS; i++) {
      model.history().add(past);
    }

    var oldest = model.history().runs().getLast();
    assertThat(oldest.record()).isEmpty();
    assertThat(oldest.result()).isEqualTo(past.result());
    assertThat(model.whyNoReport(oldest).getValue())
        .isEqualTo("Only the newest 10 runs can be reported.");
    assertThat(model.history().runs().getFirst().record()).isPresent();
  }

  @Test
  void stepsAheadAreAtTheirTime() {
    var now = Instant.parse("2026-03-01T12:00:00Z");
    var kill = ScheduledFault.kill("backend-2", Duration.ofSeconds(30));
    var progress =
        new RunProgress(
            RunPhase.STEPS,
            Optional.empty(),
            OptionalDouble.empty(),
            Optional.empty(),
            List.of(
                new StepProgress(kill, StepProgress.State.DONE, Optional.empty()),
                new StepProgress(
                    kill, StepProgress.State.AHEAD, Optional.of(Duration.ofSeconds(12))),
                new StepProgress(kill, StepProgress.State.AHEAD, Optional.empty())),
            List.of());

    assertThat(ExperimentsModel.coming(new LiveRun("brief", now, progress, false)))
        .containsExactly(new ComingStep(now.plusSeconds(12), "kill backend-2"));
  }

  @Test
  void timeLeftIsRoundedUp() {
    assertThat(LiveRun.seconds(Duration.ofMillis(1))).isEqualTo("1 s");
    assertThat(LiveRun.seconds(Duration.ofMillis(59_001))).isEqualTo("1:00 min");
    assertThat(LiveRun.seconds(Duration.ofSeconds(72))).isEqualTo("1:12 min");
  }
}
