package switchboard.console.ui.loadtest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.kordamp.ikonli.feather.Feather;
import switchboard.console.loadtest.LoadTestReport;
import switchboard.console.loadtest.LoadTestResult;
import switchboard.console.loadtest.LoadTestRun;
import switchboard.console.loadtest.Preset;
import switchboard.console.ui.cockpit.start.LifecycleModel.Phase;
import switchboard.console.ui.command.Command;
import switchboard.console.ui.operation.Operation;
import switchboard.console.ui.workspace.ScreenModel;
import switchboard.console.ui.workspace.Workspace;

/** The screen of load tests on one platform. FX thread only. */
public final class LoadTestModel implements ScreenModel {
  /** Older ones are forgotten. */
  private static final int MAX_KEPT = 100;

  private final Workspace workspace;
  private final Runnable front;
  private final Operation operation;
  private final LoadTestFormModel form = new LoadTestFormModel();
  private final ObservableList<PastLoadTest> past = FXCollections.observableArrayList();
  private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");
  private final ReadOnlyObjectWrapper<Optional<Live>> live =
      new ReadOnlyObjectWrapper<>(this, "live", Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<PastLoadTest>> shown =
      new ReadOnlyObjectWrapper<>(this, "shown", Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<PastLoadTest>> compared =
      new ReadOnlyObjectWrapper<>(this, "compared", Optional.empty());
  private final ReadOnlyStringWrapper obstacle = new ReadOnlyStringWrapper(this, "obstacle", "");
  private Optional<LoadTestRun> run = Optional.empty();

  /** The load test under way, as it was reported last. */
  record Live(String name, LoadTestReport report) {}

  /**
   * The screen on one platform.
   *
   * @param front brings the screen to the front
   */
  public LoadTestModel(Workspace workspace, Runnable front) {
    this.workspace = workspace;
    this.front = front;
    operation = workspace.context().operation();
    workspace.lifecycle().phaseProperty().subscribe(phase -> reconsider());
    form.mistakeProperty().subscribe(mistake -> reconsider());
  }

  LoadTestFormModel form() {
    return form;
  }

  /** Those that are over, the newest first. */
  ObservableList<PastLoadTest> past() {
    return past;
  }

  ReadOnlyBooleanProperty runningProperty() {
    return running.getReadOnlyProperty();
  }

  /** Empty when none is under way, and before its first report. */
  ReadOnlyObjectProperty<Optional<Live>> liveProperty() {
    return live.getReadOnlyProperty();
  }

  /** The one whose figures are shown; empty while one is under way, and before the first. */
  ReadOnlyObjectProperty<Optional<PastLoadTest>> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /** The one beside it. */
  ReadOnlyObjectProperty<Optional<PastLoadTest>> comparedProperty() {
    return compared.getReadOnlyProperty();
  }

  /** Why none can be started, in a sentence; empty when one can. */
  ReadOnlyStringProperty obstacleProperty() {
    return obstacle.getReadOnlyProperty();
  }

  /** Shows one that is over. */
  void show(PastLoadTest wanted) {
    shown.set(Optional.of(wanted));
    if (compared.get().equals(shown.get())) {
      compared.set(Optional.empty());
    }
  }

  /** Shows another one beside; empty for none. */
  void compare(Optional<PastLoadTest> other) {
    compared.set(other.filter(each -> !shown.get().equals(Optional.of(each))));
  }

  /** Runs what is typed, unless there is an obstacle. */
  void start() {
    if (!obstacle.get().isEmpty()) {
      return;
    }
    var plan = form.plan();
    var name = form.name(plan, past.stream().map(PastLoadTest::name).toList());
    var background = workspace.context().background();
    var next = new LoadTestRun(report -> background.show(() -> report(new Live(name, report))));
    run = Optional.of(next);
    running.set(true);
    shown.set(Optional.empty());
    reconsider();
    operation.start(
        "The load test “" + name + "”",
        steps -> workspace.session().load().test(plan, next),
        result -> over(name, result),
        why -> ended());
  }

  private void report(Live newest) {
    if (running.get()) {
      live.set(Optional.of(newest));
    }
  }

  private void over(String name, LoadTestResult result) {
    ended();
    var one = new PastLoadTest(name, workspace.context().clock().instant(), result);
    past.addFirst(one);
    if (past.size() > MAX_KEPT) {
      past.removeLast();
    }
    show(one);
    workspace.context().prompts().tell("“" + name + "”: " + result.result().word() + ".");
  }

  private void ended() {
    run = Optional.empty();
    running.set(false);
    live.set(Optional.empty());
    reconsider();
  }

  /** Ends the one under way; its figures until now are kept. */
  void stop() {
    run.ifPresent(LoadTestRun::abort);
  }

  private void reconsider() {
    obstacle.set(whyNot());
  }

  private String whyNot() {
    if (running.get()) {
      return "A load test is running.";
    }
    return workspace.lifecycle().phaseProperty().get() == Phase.RUNNING
        ? form.mistakeProperty().get()
        : "Launch the system first.";
  }

  @Override
  public List<Command> commands(OptionalInt number) {
    if (running.get()) {
      return List.of(Command.of(Feather.SQUARE, "Stop the load test", "", this::stop));
    }
    var commands = new ArrayList<Command>();
    Arrays.stream(Preset.values())
        .forEach(
            preset ->
                commands.add(
                    Command.of(
                            Feather.ACTIVITY,
                            "Load test: " + preset.title(),
                            preset.plan().shape().words(),
                            () -> start(preset))
                        .unless(obstacle.get())));
    return commands;
  }

  private void start(Preset preset) {
    front.run();
    form.choose(preset);
    start();
  }

  /** The system is about to stop, and the load test with it. */
  @Override
  public void cancel() {
    stop();
  }
}
