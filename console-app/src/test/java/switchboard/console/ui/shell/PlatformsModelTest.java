package switchboard.console.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import switchboard.console.Failure;
import switchboard.console.ManualClock;
import switchboard.console.load.FakeSimulator;
import switchboard.console.platform.FakePlatform;
import switchboard.console.session.FakeSessions;
import switchboard.console.session.Session;
import switchboard.console.ui.cockpit.start.LifecycleModel.Phase;
import switchboard.console.ui.fx.ManualBackground;
import switchboard.console.ui.operation.OperationContext;
import switchboard.console.ui.prompt.PromptsModel;
import switchboard.console.ui.workspace.Workspace;

class PlatformsModelTest {
  private final ManualClock clock = new ManualClock();
  private final FakeSimulator simulator = new FakeSimulator();
  private final FakePlatform memoryPlatform = platform("Memory");
  private final Session memory = opened(memoryPlatform);
  private final Session moon = opened(platform("Moon"));
  private final FakeSessions sessions = new FakeSessions(memory, moon);
  private final ManualBackground background = new ManualBackground();
  private final List<Failure> notices = new ArrayList<>();
  private final PlatformsModel platforms =
      new PlatformsModel(sessions, memory, this::workspace, background, notices::add);

  private FakePlatform platform(String name) {
    return new FakePlatform(clock, simulator.address(), name);
  }

  private Session opened(FakePlatform platform) {
    return new Session(platform, new OkHttpClient(), clock);
  }

  private Workspace workspace(Session opened) {
    return new Workspace(
        opened,
        new OperationContext(
            background, clock, new PromptsModel(background, risk -> false), notices::add),
        List.of());
  }

  private Workspace shown() {
    return platforms.shownProperty().get();
  }

  @AfterEach
  void close() {
    memory.close();
    moon.close();
    simulator.close();
  }

  @Test
  void firstPlatformIsOnScreenAndTheOthersAreNotOpened() {
    assertThat(platforms.choices())
        .containsExactly(
            new PlatformsModel.Choice("memory", "Memory"),
            new PlatformsModel.Choice("moon", "Moon"));
    assertThat(platforms.chosenProperty().get()).isEqualTo("memory");
    background.finish();
    assertThat(sessions.openedIds()).isEmpty();
  }

  @Test
  void platformIsOpenedOnceAndShowsItsStateAsItWas() {
    var first = shown();
    platforms.choose("moon");
    background.finish();
    var second = shown();
    assertThat(second).isNotSameAs(first);
    platforms.choose("memory");
    assertThat(shown()).isSameAs(first);
    platforms.choose("moon");
    assertThat(shown()).isSameAs(second);
    assertThat(sessions.openedIds()).containsExactly("moon");
    assertThat(platforms.opened()).containsExactly(memory, moon);
  }

  @Test
  void nothingElseCanBeChosenWhileAPlatformIsOpened() {
    platforms.choose("moon");
    assertThat(platforms.heldProperty().get()).isEqualTo("Opening Moon…");
    assertThat(platforms.chosenProperty().get()).isEqualTo("moon");
    background.finish();
    assertThat(platforms.heldProperty().get()).isEmpty();
  }

  @Test
  void systemThatIsNotStoppedHoldsTheSwitch() {
    shown().start().launch();
    assertThat(platforms.heldProperty().get()).isEqualTo("Cancel the launch first");
    background.finish();
    assertThat(platforms.heldProperty().get()).isEqualTo("Stop the system first");
    platforms.choose("moon");
    background.finish();
    assertThat(platforms.chosenProperty().get()).isEqualTo("memory");
    shown().stop();
    assertThat(platforms.heldProperty().get()).isEqualTo("Wait until the system has stopped");
    background.finish();
    assertThat(platforms.heldProperty().get()).isEmpty();
  }

  @Test
  void failedLaunchDoesNotHoldTheSwitch() {
    memoryPlatform.failLaunches(new Failure("Launching", "no", "Do."));
    shown().start().launch();
    background.finish();
    assertThat(shown().lifecycle().phaseProperty().get()).isEqualTo(Phase.LAUNCH_FAILED);
    assertThat(platforms.heldProperty().get()).isEmpty();
  }

  @Test
  void launchWhileAnotherPlatformIsOpenedKeepsTheScreen() {
    var first = shown();
    platforms.choose("moon");
    first.start().launch();
    background.finish();
    assertThat(shown()).isSameAs(first);
    assertThat(platforms.chosenProperty().get()).isEqualTo("memory");
    assertThat(platforms.heldProperty().get()).isEqualTo("Stop the system first");
  }

  @Test
  void closingStopsWhatRunsFirst() {
    platforms.choose("moon");
    background.finish();
    shown().start().launch();
    background.finish();
    var closed = new AtomicInteger();
    platforms.close(closed::incrementAndGet);
    platforms.close(closed::incrementAndGet);
    assertThat(closed).hasValue(0);
    background.finish();
    assertThat(closed).hasValue(1);
    assertThat(moon.platform().state().instances()).isEmpty();
    assertThat(notices).isEmpty();
  }
}
