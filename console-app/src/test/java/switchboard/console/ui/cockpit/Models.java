package switchboard.console.ui.cockpit;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import okhttp3.OkHttpClient;
import org.kordamp.ikonli.feather.Feather;
import switchboard.console.Failure;
import switchboard.console.ManualClock;
import switchboard.console.experiment.SessionRecorder;
import switchboard.console.fault.PendingVerdict;
import switchboard.console.load.FakeSimulator;
import switchboard.console.platform.FakePlatform;
import switchboard.console.platform.capability.Monitoring;
import switchboard.console.session.Session;
import switchboard.console.session.Snapshots;
import switchboard.console.settings.ConfirmableAction;
import switchboard.console.settings.DataFolder;
import switchboard.console.ui.fx.ManualBackground;
import switchboard.console.ui.operation.OperationContext;
import switchboard.console.ui.prompt.PromptsModel;
import switchboard.console.ui.report.ReportModel;
import switchboard.console.ui.workspace.Screen;
import switchboard.console.ui.workspace.Workspace;

/** The cockpit's model over a session on a platform in memory, without a toolkit. */
public final class Models implements AutoCloseable {
  public final ManualClock clock = new ManualClock();
  public final FakeSimulator simulator = new FakeSimulator();
  public final FakePlatform platform = new FakePlatform(clock, simulator.address());
  public final Session session;
  public final ManualBackground background = new ManualBackground();

  /** What is asked before it is done. */
  public final Set<ConfirmableAction> asked = EnumSet.noneOf(ConfirmableAction.class);

  public final PromptsModel prompts = new PromptsModel(background, asked::contains);
  public final List<Failure> notices = new ArrayList<>();

  /** Those that were opened in the browser. */
  public final List<URI> pages = new ArrayList<>();

  /** Chosen by tests that write reports. */
  public Path reportsIn = Path.of("/nowhere");

  public final SessionRecorder recorder;
  public final Workspace workspace;
  public final CockpitModel cockpit;

  private final Screen<CockpitModel> screen =
      new Screen<>("Cockpit", Feather.HOME, KeyCode.F1, this::cockpit, each -> new Pane());

  public Models() {
    session = new Session(platform, new OkHttpClient(), clock);
    recorder = new SessionRecorder(session);
    workspace = workspace();
    cockpit = screen.model(workspace);
  }

  /** With what measures the whole engine. */
  public Models(Monitoring monitoring) {
    platform.monitorBy(monitoring);
    session = new Session(platform, new OkHttpClient(), clock);
    recorder = new SessionRecorder(session);
    workspace = workspace();
    cockpit = screen.model(workspace);
  }

  /** A cockpit as it is with what the platform can do by now. */
  public CockpitModel opened() {
    return screen.model(workspace());
  }

  private Workspace workspace() {
    return new Workspace(
        session, new OperationContext(background, clock, prompts, notices::add), List.of(screen));
  }

  /** What writes reports into {@link #reportsIn}. */
  public ReportModel reports(Workspace of) {
    return new ReportModel(of.context(), () -> new DataFolder(reportsIn), pages::add);
  }

  private CockpitModel cockpit(Workspace of) {
    return new CockpitModel(of, new Random(1), recorder, reports(of), () -> {});
  }

  /** A running system with this many replicas, as the model has seen it. */
  public Models launched(int replicas) {
    workspace.start().replicasProperty().set(replicas);
    workspace.start().launch();
    background.finish();
    tick();
    return this;
  }

  /** A second passes, and the model sees what there is then. */
  public void tick(PendingVerdict... judging) {
    clock.advance(Duration.ofSeconds(1));
    workspace.show(Snapshots.of(clock.instant(), platform.state(), List.of(), List.of(judging)));
  }

  @Override
  public void close() {
    session.close();
    simulator.close();
  }
}
