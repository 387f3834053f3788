package switchboard.console.platform.base;

import static org.assertj.core.api.Assertions.assertThat;
import static switchboard.console.Outcomes.done;
import static switchboard.console.Outcomes.failure;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.platform.Instance;
import switchboard.console.platform.LaunchRequest;
import switchboard.console.platform.Limits;
import switchboard.console.platform.LogLine;
import switchboard.console.platform.PlatformEvent;
import switchboard.console.platform.ResourceReading;
import switchboard.console.platform.Step;
import switchboard.console.platform.SystemState.Endpoints;

class EnginePlatformTest {
  private final StubPlatform platform = new StubPlatform();

  @AfterEach
  void forgetTheInterrupt() {
    Thread.interrupted();
  }

  @Test
  void cancelledLaunchSaysThatWhatItHadStartedIsStopped() {
    Thread.currentThread().interrupt();

    assertThat(failure(platform.launch(LaunchRequest.of(1), step -> {})))
        .returns("it was cancelled", Failure::happened)
        .returns("Everything it started is stopped again.", Failure::next);
  }

  @Test
  void cancelledChangeOfWhatRunsDoesNotSaySo() {
    done(platform.launch(LaunchRequest.of(1), step -> {}));
    Thread.currentThread().interrupt();

    assertThat(failure(platform.scale(2, step -> {})).next())
        .isEqualTo("It may be partly done: check what is running, then try again.");
  }

  @Test
  void changeThatIsBeingMadeIsCancelledByAStop() {
    done(platform.launch(LaunchRequest.of(1), step -> {}));

    var outcome =
        platform.scale(2, step -> Thread.ofVirtual().start(() -> platform.stop(false, each -> {})));

    assertThat(failure(outcome).happened()).isEqualTo("it was cancelled");
    assertThat(Thread.interrupted()).as("who goes on knows of the interrupt").isTrue();
  }

  @Test
  void moreReplicasThanThereCanBeAreRefused() {
    assertThat(failure(platform.launch(LaunchRequest.of(11), step -> {})).next())
        .isEqualTo("Choose 0 to 10.");
  }

  /** Its system starts at once, and never has another number of replicas. */
  private static final class StubPlatform extends EnginePlatform<StubSystem> {
    StubPlatform() {
      super(Clock.systemUTC(), Limits.Range.OF_THIS_MACHINE);
    }

    @Override
    protected StubSystem open(
        LaunchRequest request, Consumer<PlatformEvent> events, Consumer<Step> progress) {
      return new StubSystem();
    }

    @Override
    protected ManagementPort management(StubSystem running, Instance replica) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected Failure broken(String tried, Exception e) {
      return new Failure(tried, e.toString(), "");
    }

    @Override
    public String id() {
      return "stub";
    }

    @Override
    public String name() {
      return "Stub";
    }

    @Override
    public String description() {
      return "";
    }

    @Override
    public boolean limitsCpuLive() {
      return true;
    }

    @Override
    public Outcome<Instance> kill(String replica) {
      throw new UnsupportedOperationException();
    }
  }

  private static final class StubSystem implements EngineSystem {
    @Override
    public boolean adopted() {
      return false;
    }

    @Override
    public boolean begun() {
      return true;
    }

    @Override
    public void start(int count, Consumer<Step> progress) {}

    @Override
    public void ensure(int count, Consumer<Step> progress) {}

    @Override
    public void scale(int count, Consumer<Step> progress) throws InterruptedException {
      progress.accept(new Step("Scale", Step.Status.RUNNING, ""));
      new CountDownLatch(1).await();
    }

    @Override
    public void limit(Limits limits, Consumer<Step> progress) {}

    @Override
    public void stop(boolean deleteData, Consumer<Step> progress) {}

    @Override
    public List<Instance> instances() {
      return List.of();
    }

    @Override
    public Optional<Endpoints> endpoints() {
      return Optional.empty();
    }

    @Override
    public Optional<String> store() {
      return Optional.empty();
    }

    @Override
    public Map<String, ResourceReading> consumption() {
      return Map.of();
    }

    @Override
    public List<LogLine> logs(String name, Instant since) {
      return List.of();
    }

    @Override
    public void close() {}
  }
}
