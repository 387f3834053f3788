package switchboard.console.ui.capacity;

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
import switchboard.console.bundle.KeptRuns;
import switchboard.console.capacity.CapacityPlan;
import switchboard.console.capacity.CapacityResult;
import switchboard.console.capacity.CapacityRun;
import switchboard.console.capacity.CapacityText;
import switchboard.console.capacity.Found;
import switchboard.console.capacity.LoadUnit;
import switchboard.console.load.LoadPlan;
import switchboard.console.session.Snapshot;
import switchboard.console.ui.cockpit.start.LifecycleModel.Phase;
import switchboard.console.ui.command.Command;
import switchboard.console.ui.operation.Operation;
import switchboard.console.ui.workspace.ScreenModel;
import switchboard.console.ui.workspace.Workspace;

/** The search for a capacity on one platform, one at a time. FX thread only. */
public final class CapacityModel implements ScreenModel {
  private static final String SEARCHING = "A capacity is being looked for.";

  private final Workspace workspace;
  private final KeptRuns runs;
  private final Runnable front;
  private final Operation operation;
  private final CapacityFormModel form;
  private final ObservableList<Row> rows = FXCollections.observableArrayList();
  private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");
  private final ReadOnlyObjectWrapper<Optional<Shown>> shown =
      new ReadOnlyObjectWrapper<>(this, "shown", Optional.empty());
  private final ReadOnlyStringWrapper obstacle = new ReadOnlyStringWrapper(this, "obstacle", "");
  private final ReadOnlyStringWrapper objectives =
      new ReadOnlyStringWrapper(this, "objectives", "");
  private Optional<CapacityRun> run = Optional.empty();
  private boolean judging;

  /**
   * The search under way or, when none is, the newest.
   *
   * @param found the newest of it, empty before the first trial
   * @param result empty while it lasts
   */
  record Shown(CapacityPlan plan, Optional<Found> found, Optional<CapacityResult> result) {}

  /**
   * @param runs where the trials' runs are kept
   * @param front brings the screen to the front
   */
  public CapacityModel(Workspace workspace, KeptRuns runs, Runnable front) {
    this.workspace = workspace;
    this.runs = runs;
    this.front = front;
    operation = workspace.context().operation();
    form = new CapacityFormModel(workspace.session().platform().capacity().users());
    workspace.lifecycle().phaseProperty().subscribe(phase -> reconsider());
    workspace.usedAloneProperty().subscribe(words -> reconsider());
    form.mistakeProperty().subscribe(mistake -> reconsider());
    form.rateProperty().subscribe(rate -> describeObjectives());
  }

  CapacityFormModel form() {
    return form;
  }

  /** The trials of {@link #shownProperty}, the newest last. */
  ObservableList<Row> rows() {
    return rows;
  }

  ReadOnlyBooleanProperty runningProperty() {
    return running.getReadOnlyProperty();
  }

  /** Empty before the first search. */
  ReadOnlyObjectProperty<Optional<Shown>> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /** Why none can be started, in a sentence; empty when one can. */
  ReadOnlyStringProperty obstacleProperty() {
    return obstacle.getReadOnlyProperty();
  }

  /** What a trial is judged by, of what the operator has asked for. */
  ReadOnlyStringProperty objectivesProperty() {
    return objectives.getReadOnlyProperty();
  }

  /** Looks for the capacity of the running system, unless there is an obstacle. */
  void start() {
    if (!obstacle.get().isEmpty()) {
      return;
    }
    CapacityPlan plan;
    try {
      plan = plan();
    } catch (IllegalArgumentException e) {
      obstacle.set(e.getMessage());
      return;
    }
    var context = workspace.context();
    var next =
        new CapacityRun(
            workspace.session(),
            runs,
            found -> context.background().show(() -> follow(plan, found)),
            why -> context.background().show(() -> context.notices().accept(why)),
            step -> {});
    run = Optional.of(next);
    rows.clear();
    running.set(true);
    shown.set(Optional.of(new Shown(plan, Optional.empty(), Optional.empty())));
    workspace.useAlone(SEARCHING);
    operation.start(
        "Looking for the capacity",
        steps -> next.execute(plan),
        result -> over(plan, result),
        why -> ended());
  }

  private CapacityPlan plan() {
    var session = workspace.session();
    return form.plan(
        session.platform().state().backends().size(),
        users(session.load().plan()),
        session.verdicts().objectives());
  }

  /** As the operator's own users do, but quick to join. */
  private static LoadPlan users(LoadPlan each) {
    return new LoadPlan(
        0,
        Math.max(each.spawnRate(), CapacityPlan.DEFAULT_USERS.spawnRate()),
        each.messagesPerUserPerMinute(),
        each.roomSize(),
        each.readsPerUserPerMinute());
  }

  private void follow(CapacityPlan plan, Found found) {
    if (running.get()) {
      rows.add(Row.of(found, plan.unit()));
      shown.set(Optional.of(new Shown(plan, Optional.of(found), Optional.empty())));
    }
  }

  private void over(CapacityPlan plan, CapacityResult result) {
    ended();
    shown.set(
        Optional.of(new Shown(plan, result.found().stream().findFirst(), Optional.of(result))));
    workspace.context().prompts().tell(result.sentences().getFirst());
  }

  private void ended() {
    run = Optional.empty();
    running.set(false);
    workspace.useTogether();
    reconsider();
  }

  /** Ends the search; what is known until then stays. */
  void stop() {
    run.ifPresent(CapacityRun::abort);
  }

  @Override
  public void show(Snapshot newest) {
    judging = !newest.judging().isEmpty();
    reconsider();
    describeObjectives();
  }

  private void describeObjectives() {
    objectives.set(
        workspace.session().verdicts().objectives().all().stream()
            .filter(
                each -> each.named() && (!form.rateProperty().get() || isOfRequests(each.text())))
            .map(each -> each.condition())
            .reduce((one, other) -> one + ", " + other)
            .orElse("those of every run"));
  }

  private static boolean isOfRequests(String objective) {
    return objective.startsWith("requests.");
  }

  private void reconsider() {
    obstacle.set(whyNot());
  }

  private String whyNot() {
    if (!workspace.usedAloneProperty().get().isEmpty()) {
      return workspace.usedAloneProperty().get();
    }
    if (workspace.lifecycle().phaseProperty().get() != Phase.RUNNING) {
      return "Launch the system first.";
    }
    return judging
        ? "Wait for the verdict of the fault that was injected."
        : form.mistakeProperty().get();
  }

  @Override
  public List<Command> commands(OptionalInt number) {
    return running.get()
        ? List.of(Command.of(Feather.SQUARE, "Stop looking for the capacity", "", this::stop))
        : List.of(
            Command.of(
                    Feather.TRENDING_UP,
                    "Find the capacity",
                    "in users, or in requests per second",
                    this::startInFront)
                .unless(obstacle.get()));
  }

  private void startInFront() {
    front.run();
    start();
  }

  /** The system is about to stop, and the search with it. */
  @Override
  public void cancel() {
    stop();
  }

  /** A trial in the table. */
  record Row(
      String replicas, String load, String window, String result, String known, String found) {
    static Row of(Found of, LoadUnit unit) {
      var trial = of.trials().getLast();
      return new Row(
          Integer.toString(of.replicas()),
          unit.words(trial.load()),
          trial.window() + (trial.repeated() ? ", again" : ""),
          trial.result().kind().word(),
          CapacityText.brief(of.bracket(), unit),
          trial.result().sentence());
    }
  }
}
