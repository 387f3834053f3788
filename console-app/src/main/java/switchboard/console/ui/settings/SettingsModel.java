package switchboard.console.ui.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.platform.ReplicaHeap;
import switchboard.console.platform.WellKnownPorts;
import switchboard.console.settings.ChartRange;
import switchboard.console.settings.ConfirmableAction;
import switchboard.console.settings.DataFolder;
import switchboard.console.settings.LiveSettings;
import switchboard.console.settings.ScrapeInterval;
import switchboard.console.settings.SecondInstancePolicy;
import switchboard.console.settings.Settings;
import switchboard.console.settings.ThemePreference;
import switchboard.console.settings.WindowBounds;
import switchboard.console.ui.fx.Background;
import switchboard.console.ui.workspace.ScreenModel;

/** The settings as edited; a valid value applies and is saved immediately. FX thread only. */
public final class SettingsModel implements ScreenModel {
  /** A disk that takes longer must not keep the window open. */
  private static final long CHECK_TIMEOUT_SECONDS = 5;

  private final LiveSettings settings;
  private final Background background;
  private final Consumer<Failure> notices;
  private final ObjectProperty<ThemePreference> look;
  private final ObjectProperty<SecondInstancePolicy> secondStart;
  private final StringProperty gateway;
  private final StringProperty simulator;
  private final StringProperty prometheus;
  private final ObjectProperty<ChartRange> past;
  private final ValidatedField<ReplicaHeap> heap;
  private final ValidatedField<ScrapeInterval> scrapes;
  private final ValidatedField<DataFolder> folder;
  private final Map<ConfirmableAction, BooleanProperty> asked =
      new EnumMap<>(ConfirmableAction.class);
  private final ReadOnlyStringWrapper mistake = new ReadOnlyStringWrapper(this, "mistake", "");
  private CompletableFuture<Void> folderChecked = CompletableFuture.completedFuture(null);

  /**
   * @param notices hears when settings cannot be read or saved
   */
  public SettingsModel(LiveSettings settings, Background background, Consumer<Failure> notices) {
    this.settings = settings;
    this.background = background;
    this.notices = notices;
    settings.loadFailure().ifPresent(notices);
    look = new SimpleObjectProperty<>(this, "look", settings.get().look());
    secondStart = new SimpleObjectProperty<>(this, "secondStart", settings.get().secondStart());
    secondStart.addListener((property, was, is) -> change(old -> old.withSecondStart(is)));
    var ports = settings.get().ports();
    gateway = port("gateway", ports.gateway());
    simulator = port("simulator", ports.simulator());
    prometheus = port("prometheus", ports.prometheus());
    look.addListener((property, was, is) -> change(old -> old.withLook(is)));
    past = new SimpleObjectProperty<>(this, "past", settings.get().past());
    past.addListener((property, was, is) -> change(old -> old.withPast(is)));
    heap =
        new ValidatedField<>(
            "heap",
            Integer.toString(settings.get().heap().mebibytes()),
            SettingsModel::heap,
            typed -> change(old -> old.withHeap(typed)));
    scrapes =
        new ValidatedField<>(
            "scrapes",
            Integer.toString(settings.get().scrapes().seconds()),
            SettingsModel::interval,
            typed -> change(old -> old.withScrapes(typed)));
    folder =
        new ValidatedField<>(
            "folder",
            folder().path().toString(),
            DataFolder::typed,
            this::check,
            typed -> change(old -> old.withFolder(typed)));
    for (var risk : ConfirmableAction.values()) {
      var asks = new SimpleBooleanProperty(this, "asked", settings.get().asked().contains(risk));
      asks.addListener((property, was, is) -> change(old -> old.withAsked(ticked())));
      asked.put(risk, asks);
    }
  }

  private Set<ConfirmableAction> ticked() {
    return asked.keySet().stream()
        .filter(risk -> asked.get(risk).get())
        .collect(Collectors.toSet());
  }

  private static ReplicaHeap heap(String typed) {
    return new ReplicaHeap(
        ValidatedField.number(typed, "a number of MiB", ReplicaHeap.MIN, ReplicaHeap.MAX));
  }

  private static ScrapeInterval interval(String typed) {
    return new ScrapeInterval(
        ValidatedField.number(
            typed, "a number of seconds", ScrapeInterval.MIN, ScrapeInterval.MAX));
  }

  private StringProperty port(String name, int port) {
    var text = new SimpleStringProperty(this, name, Integer.toString(port));
    text.addListener((property, was, is) -> portsTyped());
    return text;
  }

  public ObjectProperty<ThemePreference> lookProperty() {
    return look;
  }

  ObjectProperty<SecondInstancePolicy> secondStartProperty() {
    return secondStart;
  }

  StringProperty gatewayProperty() {
    return gateway;
  }

  StringProperty simulatorProperty() {
    return simulator;
  }

  StringProperty prometheusProperty() {
    return prometheus;
  }

  /** With how much of the past the charts begin. */
  public ObjectProperty<ChartRange> pastProperty() {
    return past;
  }

  /** In whole MiB; to be taken when it is complete. */
  ValidatedField<ReplicaHeap> heap() {
    return heap;
  }

  /** In whole seconds; to be taken when it is complete: 15 begins with 1. */
  ValidatedField<ScrapeInterval> scrapes() {
    return scrapes;
  }

  /** Applied when it is complete: while typed it names unwanted folders. */
  ValidatedField<DataFolder> folderTyped() {
    return folder;
  }

  /** The one in force. */
  public DataFolder folder() {
    return settings.get().folder();
  }

  /**
   * Opens a dialog for another one.
   *
   * @param dialog gets where it begins, unless there is no such folder yet
   */
  void chooseFolder(Consumer<Optional<Path>> dialog) {
    background.run(
        "Choosing the data folder",
        () -> Outcome.done(Optional.of(folder().path()).filter(Files::isDirectory)),
        dialog,
        failure -> dialog.accept(Optional.empty()));
  }

  private void check(DataFolder typed, Consumer<String> answer) {
    var checked = new CompletableFuture<Void>();
    folderChecked = checked;
    Consumer<String> answered =
        problem -> {
          answer.accept(problem);
          checked.complete(null);
        };
    background.run(
        "Checking the folder " + typed.path(),
        () -> Outcome.done(typed.problem()),
        problem -> answered.accept(problem.map(words -> words + ".").orElse("")),
        failure -> answered.accept(failure.happened() + "."));
  }

  /** Whether it is done only after a question. */
  BooleanProperty askedProperty(ConfirmableAction risk) {
    return asked.get(risk);
  }

  /** What is wrong with the ports as they are typed, which are not saved then; empty otherwise. */
  ReadOnlyStringProperty mistakeProperty() {
    return mistake.getReadOnlyProperty();
  }

  /** Where the window was when it was closed last. */
  public Optional<WindowBounds> place() {
    return settings.get().place();
  }

  public void rememberPlace(WindowBounds place) {
    change(old -> old.withPlace(place));
  }

  Path path() {
    return settings.path();
  }

  void usualPorts() {
    gateway.set(Integer.toString(WellKnownPorts.DEFAULT.gateway()));
    simulator.set(Integer.toString(WellKnownPorts.DEFAULT.simulator()));
    prometheus.set(Integer.toString(WellKnownPorts.DEFAULT.prometheus()));
  }

  private void portsTyped() {
    try {
      var ports = new WellKnownPorts(number(gateway), number(simulator), number(prometheus));
      mistake.set("");
      change(old -> old.withPorts(ports));
    } catch (IllegalArgumentException e) {
      mistake.set(e.getMessage() + ".");
    }
  }

  private static int number(StringProperty typed) {
    return ValidatedField.number(typed.get(), "a port", WellKnownPorts.MIN, WellKnownPorts.MAX);
  }

  /**
   * Calls back once whatever was chosen until now is saved or cannot be, in a bounded time.
   *
   * @param saved called once, on the FX thread
   */
  public void save(Runnable saved) {
    var checked = folderChecked;
    background.run(
        "Saving the settings",
        () -> {
          checked.completeOnTimeout(null, CHECK_TIMEOUT_SECONDS, TimeUnit.SECONDS).join();
          settings.flush();
          return Outcome.done(settings.path());
        },
        done -> saved.run(),
        failure -> {
          notices.accept(failure);
          saved.run();
        });
  }

  private void change(UnaryOperator<Settings> change) {
    settings.change(change, why -> background.show(() -> notices.accept(unsaved(why))));
  }

  private Failure unsaved(Exception why) {
    return new Failure(
        "Saving the settings in " + settings.path(),
        why.toString(),
        "Free some disk space or make the folder writable, then try again.");
  }
}
