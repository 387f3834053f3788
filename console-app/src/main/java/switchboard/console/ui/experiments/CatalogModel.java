package switchboard.console.ui.experiments;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import switchboard.console.Outcome;
import switchboard.console.experiment.DryRun;
import switchboard.console.session.OperatedPlatform;
import switchboard.console.ui.operation.OperationContext;

/** The list of experiments, and what the chosen one would do. FX thread only. */
final class CatalogModel {
  private final ExperimentLibrary library;
  private final OperatedPlatform platform;
  private final OperationContext context;
  private final List<Path> opened = new ArrayList<>();
  private final ObservableList<ListedExperiment> all = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<Optional<ListedExperiment>> chosen =
      new ReadOnlyObjectWrapper<>(this, "chosen", Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<DryRun>> plan =
      new ReadOnlyObjectWrapper<>(this, "plan", Optional.empty());
  private boolean begun;
  private int lastLook;

  /** The chosen one as its file is by now, and what it would do. */
  private record Looked(ListedExperiment listed, Optional<DryRun> plan) {}

  CatalogModel(ExperimentLibrary library, OperatedPlatform platform, OperationContext context) {
    this.library = library;
    this.platform = platform;
    this.context = context;
  }

  /** Where the operator's own files are. */
  Path folder() {
    return library.folder();
  }

  /** The shipped ones first. */
  ObservableList<ListedExperiment> all() {
    return all;
  }

  ReadOnlyObjectProperty<Optional<ListedExperiment>> chosenProperty() {
    return chosen.getReadOnlyProperty();
  }

  /** What the chosen one would do; empty while that is found out, and for a wrong file. */
  ReadOnlyObjectProperty<Optional<DryRun>> planProperty() {
    return plan.getReadOnlyProperty();
  }

  /** Plans what is chosen, from now on: somebody looks at it. */
  void begin() {
    begun = true;
    chooseAny();
  }

  /** Reads all files again. */
  void refresh() {
    read("Reading experiments", chosen::get);
  }

  private void read(String tried, Supplier<Optional<ListedExperiment>> wanted) {
    var others = List.copyOf(opened);
    context
        .background()
        .run(
            tried,
            () -> library.list(others),
            found -> {
              all.setAll(found);
              chosen.set(
                  wanted.get().flatMap(one -> found.stream().filter(one::isSameAs).findFirst()));
              chooseAny();
            },
            context.notices());
  }

  private void chooseAny() {
    if (begun) {
      chosen.get().or(() -> all.stream().findFirst()).ifPresent(this::choose);
    }
  }

  /** Adds a file from anywhere, and chooses it. */
  void open(Path file) {
    if (!opened.contains(file)) {
      opened.add(file);
    }
    read("Reading " + file, () -> all.stream().filter(each -> isIn(each, file)).findFirst());
  }

  private static boolean isIn(ListedExperiment listed, Path file) {
    return listed.file().equals(Optional.of(file));
  }

  /** Shows what one would do. */
  void choose(ListedExperiment wanted) {
    choose(wanted, planned -> {});
  }

  /**
   * The same, for something that needs the plan.
   *
   * @param then receives it, unless the file is wrong or another was chosen meanwhile
   */
  void choose(ListedExperiment wanted, Consumer<DryRun> then) {
    chosen.set(Optional.of(wanted));
    plan.set(Optional.empty());
    replan(then);
  }

  /** Finds out again what the chosen one would do: something that it depends on has changed. */
  void replan() {
    replan(planned -> {});
  }

  private void replan(Consumer<DryRun> then) {
    var look = ++lastLook;
    chosen
        .get()
        .ifPresent(
            wanted ->
                context
                    .background()
                    .run(
                        "Planning " + wanted.name(),
                        () -> Outcome.done(look(wanted)),
                        looked -> {
                          if (look == lastLook) {
                            show(looked);
                            looked.plan().ifPresent(then);
                          }
                        },
                        context.notices()));
  }

  private Looked look(ListedExperiment wanted) {
    var fresh = library.read(wanted);
    return new Looked(fresh, fresh.experiment().map(each -> DryRun.of(each, platform)));
  }

  private void show(Looked looked) {
    all.replaceAll(each -> each.isSameAs(looked.listed()) ? looked.listed() : each);
    chosen.set(Optional.of(looked.listed()));
    plan.set(looked.plan());
  }
}
