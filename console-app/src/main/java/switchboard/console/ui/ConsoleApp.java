package switchboard.console.ui;

import atlantafx.base.theme.Tweaks;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.kordamp.ikonli.feather.Feather;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.bundle.KeptRuns;
import switchboard.console.experiment.SessionRecorder;
import switchboard.console.intent.HealReport;
import switchboard.console.platform.Action;
import switchboard.console.session.Session;
import switchboard.console.session.Sessions;
import switchboard.console.settings.LiveSettings;
import switchboard.console.sweep.SweepFolder;
import switchboard.console.ui.cockpit.CockpitModel;
import switchboard.console.ui.cockpit.CockpitView;
import switchboard.console.ui.experiments.ExperimentsModel;
import switchboard.console.ui.experiments.ExperimentsView;
import switchboard.console.ui.faults.screen.FaultsModel;
import switchboard.console.ui.faults.screen.FaultsView;
import switchboard.console.ui.fx.Background;
import switchboard.console.ui.fx.LatestOnly;
import switchboard.console.ui.fx.Palette;
import switchboard.console.ui.fx.SaveDialog;
import switchboard.console.ui.load.LoadModel;
import switchboard.console.ui.load.LoadView;
import switchboard.console.ui.logs.LogsModel;
import switchboard.console.ui.logs.LogsView;
import switchboard.console.ui.operation.OperationContext;
import switchboard.console.ui.prompt.PromptsModel;
import switchboard.console.ui.report.Browser;
import switchboard.console.ui.report.ReportModel;
import switchboard.console.ui.runs.RunsModel;
import switchboard.console.ui.runs.RunsView;
import switchboard.console.ui.settings.SettingsModel;
import switchboard.console.ui.settings.SettingsView;
import switchboard.console.ui.shell.Notices;
import switchboard.console.ui.shell.PlatformsModel;
import switchboard.console.ui.shell.ShellView;
import switchboard.console.ui.shell.Theme;
import switchboard.console.ui.tuning.TuningModel;
import switchboard.console.ui.tuning.TuningView;
import switchboard.console.ui.workspace.Screen;
import switchboard.console.ui.workspace.Workspace;

/** The window, from its opening to its closing. */
public final class ConsoleApp {
  private static final Logger LOG = LoggerFactory.getLogger(ConsoleApp.class);
  private static final double WIDTH = 1440;
  private static final double HEIGHT = 900;

  /** What the content is laid out for; a smaller window shows a part of it. */
  private static final double MIN_WIDTH = 1100;

  private static final double MIN_HEIGHT = 700;

  /** Beside the settings. */
  private static final String EXPERIMENTS_FOLDER = "experiments";

  private static final int[] ICONS = {16, 32, 48, 64, 128, 256};

  private final LiveSettings settings;
  private final OperationContext context;
  private final PlatformsModel platforms;
  private final Notices notices = new Notices();
  private final Background background = Background.ofToolkit();
  private final Palette palette = new Palette();
  private final PromptsModel prompts;
  private final SettingsModel chosen;
  private final SaveDialog saves;
  private final ReportModel reports;
  private final KeptRuns kept;
  private final RunsModel watched;

  private final Screen<CockpitModel> cockpit =
      new Screen<>("Cockpit", Feather.HOME, KeyCode.F1, this::cockpit, this::cockpitView);
  private final Screen<FaultsModel> faults =
      new Screen<>("Faults", Feather.ZAP, KeyCode.F2, this::faults, this::faultsView);
  private final Screen<ExperimentsModel> experiments =
      new Screen<>(
          "Experiments", Feather.PLAY_CIRCLE, KeyCode.F5, this::experiments, this::experimentsView);
  private final Screen<LoadModel> load =
      new Screen<>("Load", Feather.ACTIVITY, KeyCode.F6, this::load, this::loadView);
  private final Screen<TuningModel> tuning =
      new Screen<>("Tuning", Feather.SLIDERS, KeyCode.F8, this::tuning, this::tuningView);
  private final Screen<RunsModel> runs =
      new Screen<>(
          "Runs",
          Feather.FILM,
          KeyCode.F7,
          each -> watched(),
          each -> new RunsView(watched(), palette, saves()));
  private final Screen<LogsModel> logs =
      new Screen<>("Logs", Feather.ALIGN_LEFT, KeyCode.F3, this::logs, this::logsView);
  private final Screen<SettingsModel> preferences =
      new Screen<>(
          "Settings",
          Feather.SETTINGS,
          KeyCode.F4,
          each -> chosen(),
          each -> new SettingsView(chosen()));

  /** In the order of the rail. A new screen is registered here, and nowhere else. */
  private final List<Screen<?>> screens =
      List.of(cockpit, faults, experiments, load, tuning, runs, logs, preferences);

  private final ObjectProperty<Screen<?>> shown =
      new SimpleObjectProperty<>(this, "shown", cockpit);

  /**
   * @param first the session on the first platform, which the window begins with
   * @param kept where runs are kept
   * @param browser opens a page
   */
  ConsoleApp(
      Sessions sessions,
      Session first,
      LiveSettings settings,
      KeptRuns kept,
      Clock clock,
      Consumer<URI> browser) {
    this.settings = settings;
    this.kept = kept;
    prompts = new PromptsModel(background, risk -> settings.get().asked().contains(risk));
    context = new OperationContext(background, clock, prompts, notices);
    chosen = new SettingsModel(settings, background, notices);
    saves = new SaveDialog(chosen::folder, background, notices);
    reports = new ReportModel(context, chosen::folder, browser);
    watched = new RunsModel(kept, context, reports);
    platforms = new PlatformsModel(sessions, first, this::workspace, background, notices);
  }

  /** Undoes what consoles that are gone have left, while the window can be used already. */
  void heal(Sessions sessions) {
    background.run(
        "Undoing what consoles that are gone have left",
        () -> Outcome.done(sessions.heal()),
        this::healed,
        notices);
  }

  private void healed(HealReport report) {
    platforms.opened().forEach(session -> session.undoing().healed(report));
    report.failures().forEach(notices);
    if (!report.healed().isEmpty()) {
      prompts.tell(String.join(" ", report.healed()));
    }
  }

  private Workspace workspace(Session session) {
    var workspace = new Workspace(session, context, screens);
    session.listen(new LatestOnly<>(background, workspace::show));
    return workspace;
  }

  private CockpitModel cockpit(Workspace workspace) {
    var recorder = new SessionRecorder(workspace.session());
    recorder.start();
    return new CockpitModel(
        workspace, RandomGenerator.getDefault(), recorder, reports, () -> shown.set(cockpit));
  }

  private Node cockpitView(Workspace workspace) {
    var lines = logs.model(workspace);
    return new CockpitView(
        cockpit.model(workspace),
        palette,
        chosen.pastProperty(),
        saves,
        lines::showOnly,
        lines::showMoment,
        () -> shown.set(faults),
        experiments.model(workspace).ahead());
  }

  private FaultsModel faults(Workspace workspace) {
    return new FaultsModel(
        workspace.session(), cockpit.model(workspace).faults(), RandomGenerator.getDefault());
  }

  private Node faultsView(Workspace workspace) {
    var failures = cockpit.model(workspace).failures();
    return new FaultsView(
        faults.model(workspace),
        span -> {
          failures.open(span);
          shown.set(cockpit);
        },
        logs.model(workspace)::showMoment);
  }

  private ExperimentsModel experiments(Workspace workspace) {
    return new ExperimentsModel(
        workspace,
        settings.path().resolveSibling(EXPERIMENTS_FOLDER),
        kept,
        reports,
        () -> shown.set(experiments));
  }

  private Node experimentsView(Workspace workspace) {
    return new ExperimentsView(experiments.model(workspace));
  }

  private LoadModel load(Workspace workspace) {
    return new LoadModel(workspace, kept, () -> shown.set(load));
  }

  private Node loadView(Workspace workspace) {
    return new LoadView(load.model(workspace), palette);
  }

  private TuningModel tuning(Workspace workspace) {
    return new TuningModel(
        workspace,
        kept,
        SweepFolder.beside(kept),
        RandomGenerator.getDefault(),
        () -> shown.set(tuning));
  }

  private Node tuningView(Workspace workspace) {
    return new TuningView(tuning.model(workspace), palette);
  }

  private LogsModel logs(Workspace workspace) {
    return new LogsModel(
        workspace.session(),
        workspace.rights().whyNot(Action.LOGS),
        background,
        notices,
        () -> shown.set(logs));
  }

  private Node logsView(Workspace workspace) {
    return new LogsView(
        logs.model(workspace), palette, saves, cockpit.model(workspace)::showMoment);
  }

  private SettingsModel chosen() {
    return chosen;
  }

  private RunsModel watched() {
    return watched;
  }

  private SaveDialog saves() {
    return saves;
  }

  /** Watches the run of a bundle. */
  void watch(Path bundle) {
    shown.set(runs);
    watched.open(bundle);
  }

  /**
   * Opens the window and returns when it has been closed, with the system stopped and every session
   * closed. Once per process: JavaFX does not start twice.
   *
   * @param kept where runs are kept
   * @param bundle that is watched first, if there is one
   */
  public static void open(
      Sessions sessions, LiveSettings settings, KeptRuns kept, Optional<Path> bundle) {
    var first = sessions.open(sessions.platforms().getFirst());
    var closed = new CompletableFuture<List<Session>>();
    Platform.startup(
        () -> {
          var window =
              new ConsoleApp(sessions, first, settings, kept, Clock.systemUTC(), new Browser());
          var stage = new Stage();
          window.show(
              stage, WindowPlace.screens(), () -> closed.complete(window.platforms.opened()));
          window.listenForSecondStart(stage);
          window.heal(sessions);
          bundle.ifPresent(window::watch);
        });
    var opened = closed.join();
    Platform.exit();
    opened.forEach(Session::close);
  }

  /**
   * Fills a window and shows it, wholly on a screen.
   *
   * @param screens what windows may cover of each, the primary one first
   * @param closed called once the window has been closed and the system stopped
   */
  void show(Stage stage, List<Rectangle2D> screens, Runnable closed) {
    var theme = new Theme(palette, chosen.lookProperty());
    var shell = new ShellView(platforms, notices, prompts, theme, palette, this.screens, shown);
    shell.setMinSize(MIN_WIDTH, MIN_HEIGHT);
    var scene = new Scene(scrollable(shell), WIDTH, HEIGHT);
    theme.dress(scene);
    shell.bindKeys(scene);
    stage.setTitle("Switchboard");
    stage.getIcons().setAll(icons());
    stage.setScene(scene);
    WindowPlace.move(
        stage,
        chosen
            .place()
            .map(place -> WindowPlace.fitted(place, screens))
            .orElseGet(() -> WindowPlace.middle(WIDTH, HEIGHT, screens.getFirst())));
    stage.setOnCloseRequest(
        request -> {
          // The window stays and shows the progress until nothing of the system is left.
          request.consume();
          platforms.close(
              () -> {
                WindowPlace.of(stage).ifPresent(chosen::rememberPlace);
                chosen.save(() -> hide(stage, closed));
              });
        });
    stage.show();
  }

  private static ScrollPane scrollable(Region content) {
    var pane = new ScrollPane(content);
    pane.setId("window");
    pane.getStyleClass().add(Tweaks.EDGE_TO_EDGE);
    pane.setFitToWidth(true);
    pane.setFitToHeight(true);
    pane.setFocusTraversable(false);
    return pane;
  }

  private static void hide(Stage stage, Runnable closed) {
    stage.hide();
    closed.run();
  }

  /** Another window that is already open keeps the socket. */
  void listenForSecondStart(Stage stage) {
    background.run(
        "Listening for a second instance",
        () -> listen(stage),
        listening -> listening.ifPresent(bell -> keep(bell, stage)),
        failure -> LOG.warn("A second instance cannot find this window: {}", failure.happened()));
  }

  private Outcome<Optional<SingleInstance>> listen(Stage stage) {
    try {
      return Outcome.done(
          SingleInstance.listen(
              settings.path().getParent(), bundle -> background.show(() -> call(stage, bundle))));
    } catch (IOException e) {
      return Outcome.failed(
          new Failure("Listening for a second instance", e.toString(), "Look for the window."));
    }
  }

  /** As long as the window is open. */
  private static void keep(SingleInstance bell, Stage stage) {
    Runnable takeDown = () -> Thread.ofVirtual().name("second-instance").start(bell::close);
    if (stage.isShowing()) {
      stage.setOnHidden(hidden -> takeDown.run());
    } else {
      takeDown.run();
    }
  }

  private void call(Stage stage, Optional<Path> bundle) {
    stage.setIconified(false);
    stage.toFront();
    stage.requestFocus();
    bundle.ifPresent(this::watch);
  }

  private static List<Image> icons() {
    return java.util.Arrays.stream(ICONS)
        .mapToObj(size -> "icons/switchboard-" + size + ".png")
        .map(ConsoleApp.class::getResource)
        .map(icon -> new Image(Objects.requireNonNull(icon).toExternalForm()))
        .toList();
  }
}
