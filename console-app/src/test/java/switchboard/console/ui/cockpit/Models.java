package switchboard.console.ui.cockpit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import okhttp3.OkHttpClient;
import switchboard.console.Failure;
import switchboard.console.ManualClock;
import switchboard.console.fault.PendingVerdict;
import switchboard.console.load.FakeSimulator;
import switchboard.console.platform.FakePlatform;
import switchboard.console.platform.capability.Monitoring;
import switchboard.console.session.Session;
import switchboard.console.session.Snapshots;
import switchboard.console.settings.ConfirmableAction;
import switchboard.console.ui.fx.ManualBackground;
import switchboard.console.ui.prompt.PromptsModel;

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
  public final CockpitModel cockpit;

  public Models() {
    session = new Session(platform, new OkHttpClient(), clock);
    cockpit = opened();
  }

  /** With what measures the whole engine. */
  public Models(Monitoring monitoring) {
    platform.monitorBy(monitoring);
    session = new Session(platform, new OkHttpClient(), clock);
    cockpit = opened();
  }

  /** A cockpit as it is with what the platform can do by now. */
  public CockpitModel opened() {
    return new CockpitModel(session, background, clock, new Random(1), prompts, notices::add);
  }

  /** A running system with this many replicas, as the model has seen it. */
  public Models launched(int replicas) {
    cockpit.start().replicasProperty().set(replicas);
    cockpit.launch();
    background.finish();
    tick();
    return this;
  }

  /** A second passes, and the model sees what there is then. */
  public void tick(PendingVerdict... judging) {
    clock.advance(Duration.ofSeconds(1));
    cockpit.show(Snapshots.of(clock.instant(), platform.state(), List.of(), List.of(judging)));
  }

  @Override
  public void close() {
    session.close();
    simulator.close();
  }
}
