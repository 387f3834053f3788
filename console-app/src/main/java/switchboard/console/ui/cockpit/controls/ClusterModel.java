package switchboard.console.ui.cockpit.controls;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import switchboard.console.metrics.panel.Reading;
import switchboard.console.platform.Step;
import switchboard.console.platform.SystemState;
import switchboard.console.platform.capability.Monitoring.Origin;
import switchboard.console.session.Snapshot;
import switchboard.console.session.metrics.ClusterWatch;
import switchboard.console.session.metrics.ClusterWatch.Seen;
import switchboard.console.text.Format;
import switchboard.console.ui.operation.Operation;
import switchboard.console.ui.operation.OperationContext;
import switchboard.console.ui.prompt.PromptsModel;

/** The monitoring of the whole cluster, and its figures. FX thread only. */
final class ClusterModel {
  static final String STACK = "kube-prometheus-stack";

  /** A cluster is scraped every quarter or half of a minute. */
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

  private final ClusterWatch watch;
  private final PromptsModel prompts;
  private final Operation operation;
  private final Operation look;
  private final ReadOnlyObjectWrapper<Optional<Seen>> seen =
      new ReadOnlyObjectWrapper<>(this, "seen", Optional.empty());
  private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper(this, "note", "");
  private Instant lastLook = Instant.MIN;

  /**
   * One figure in words.
   *
   * @param name "CPU"
   * @param value "1.2 of 2.0 cores"; a dash where it is not known
   */
  record Line(String name, String value) {}

  ClusterModel(ClusterWatch watch, OperationContext context) {
    this.watch = watch;
    prompts = context.prompts();
    operation = new Operation(context, ClusterModel::text);
    look = new Operation(context.background(), context.clock(), why -> note.set(why.sentence()));
  }

  /** Empty before the first look. */
  ReadOnlyObjectProperty<Optional<Seen>> seenProperty() {
    return seen.getReadOnlyProperty();
  }

  /** The change under way: "Install kube-prometheus-stack · 2 of 4 pods are ready". */
  Operation operation() {
    return operation;
  }

  /** What is missing or in the way, in sentences; empty for nothing. */
  ReadOnlyStringProperty noteProperty() {
    return note.getReadOnlyProperty();
  }

  boolean isUsed() {
    return seen.get().filter(each -> each.stack().used()).isPresent();
  }

  /** Whether something can be switched now. */
  boolean isPossible() {
    return !operation.busyProperty().get()
        && seen.get().filter(each -> each.stack().possible()).isPresent();
  }

  /** Whether there is one that the console has installed. */
  boolean isOwn() {
    return seen.get().filter(each -> each.stack().origin() == Origin.OWN).isPresent();
  }

  /** What the switch is about: where a stack is, or would be. */
  String description() {
    return seen.get()
        .map(Seen::stack)
        .map(
            stack ->
                switch (stack.origin()) {
                  case NONE -> "Not installed: Helm would install it into " + stack.where();
                  case FOREIGN -> "Installed by others (" + stack.where() + "): read-only";
                  case OWN -> "Installed by this console (" + stack.where() + ")";
                })
        .map(words -> words + ".")
        .orElse("Looking for it…");
  }

  /** Uses it, after a question where it has to be installed first; or leaves it. */
  void turn() {
    if (!isPossible()) {
      return;
    }
    if (isUsed()) {
      begin(
          "Disconnecting from " + STACK,
          report -> watch.leave(),
          "The console no longer reads " + STACK + ".");
    } else if (seen.get().orElseThrow().stack().origin() == Origin.NONE) {
      prompts.ask(
          "Install "
              + STACK
              + " into "
              + seen.get().orElseThrow().stack().where()
              + " of this cluster, with its cluster-wide resources?",
          "Install",
          this::use);
    } else {
      use();
    }
  }

  private void use() {
    begin("Using " + STACK, watch::use, "The console now reads " + STACK + ".");
  }

  /** Takes the console's own away, after a question. */
  void remove() {
    if (!isPossible() || !isOwn()) {
      return;
    }
    prompts.ask(
        "Remove " + seen.get().orElseThrow().stack().where() + " and all its data?",
        "Remove",
        () ->
            begin(
                "Removing " + STACK,
                watch::remove,
                "Removed " + STACK + ". Helm keeps its resource definitions."));
  }

  private void begin(String what, Operation.Action<Seen> action, String sentence) {
    operation.start(
        what,
        action,
        found -> {
          show(found);
          prompts.tell(sentence);
        },
        // What is there now is not known before the next look.
        why -> lastLook = Instant.MIN);
  }

  private static String text(Step step) {
    return step.detail().isEmpty() ? step.name() : step.name() + " · " + step.detail();
  }

  /** Looks now and then, while the system runs. */
  void show(Snapshot snapshot) {
    if (snapshot.system().phase() != SystemState.Phase.RUNNING
        || operation.busyProperty().get()
        || snapshot.at().isBefore(lastLook.plus(BETWEEN_LOOKS))) {
      return;
    }
    lastLook = snapshot.at();
    look.start("Looking for " + STACK, report -> watch.look(), this::show);
  }

  private void show(Seen found) {
    seen.set(Optional.of(found));
    var notes = new ArrayList<String>();
    if (!found.stack().note().isEmpty()) {
      notes.add(found.stack().note());
    } else if (found.values().failure().isPresent()) {
      notes.add("Its Prometheus does not respond.");
    } else if (found.stack().used()) {
      missing(found).ifPresent(notes::add);
    }
    note.set(String.join(" ", notes));
  }

  private static Optional<String> missing(Seen found) {
    var readings = found.readings();
    var silent = new ArrayList<String>();
    if (!knows(found, List.of(readings.cpu(), readings.memory()))) {
      silent.add("cAdvisor");
    }
    if (!knows(found, List.of(readings.cpuAllocatable(), readings.restarts()))) {
      silent.add("kube-state-metrics");
    }
    return silent.isEmpty()
        ? Optional.empty()
        : Optional.of("It has no metrics of " + String.join(" and ", silent) + " yet.");
  }

  private static boolean knows(Seen found, List<Reading> readings) {
    return readings.stream().anyMatch(each -> found.values().value(each).isPresent());
  }

  /** The figures, while it is used. */
  List<Line> lines() {
    return seen.get()
        .filter(each -> each.stack().used())
        .map(
            found -> {
              var readings = found.readings();
              return List.of(
                  new Line("Pods' CPU", of(found, readings.cpu(), readings.cpuAllocatable())),
                  new Line(
                      "Pods' memory", of(found, readings.memory(), readings.memoryAllocatable())),
                  new Line("Chat pods restarted", figure(found, readings.restarts())),
                  new Line("Chat pods throttled", figure(found, readings.throttled())));
            })
        .orElse(List.of());
  }

  private static String of(Seen found, Reading used, Reading allocatable) {
    var most = found.values().value(allocatable);
    return most.isEmpty()
        ? figure(found, used)
        : Format.share(format(found.values().value(used), used), format(most, allocatable));
  }

  private static String figure(Seen found, Reading reading) {
    return format(found.values().value(reading), reading).toString();
  }

  private static Format.Figure format(OptionalDouble value, Reading reading) {
    return value.isPresent() ? Format.figure(value.getAsDouble(), reading.unit()) : Format.MISSING;
  }
}
