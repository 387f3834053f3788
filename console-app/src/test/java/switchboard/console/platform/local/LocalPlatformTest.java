package switchboard.console.platform.local;

import static org.assertj.core.api.Assertions.assertThat;
import static switchboard.console.Outcomes.done;
import static switchboard.console.Outcomes.failure;

import java.time.Clock;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import switchboard.console.platform.Instance;
import switchboard.console.platform.LaunchRequest;
import switchboard.console.platform.PlatformContract;

/** The contract, kept by this machine: needs no engine, only time. */
@Tag("engine")
class LocalPlatformTest extends PlatformContract {
  @Override
  protected LocalPlatform create() {
    return new LocalPlatform(
        new OkHttpClient(), Clock.systemUTC(), () -> LocalPlatform.Options.DEFAULT);
  }

  @Test
  void interruptedStopOfAReplicaLeavesItsThreadInterrupted() {
    try (var platform = create()) {
      done(platform.launch(LaunchRequest.of(1), step -> {}));

      Thread.currentThread().interrupt();
      var stopped = platform.stopReplica("backend-1");

      assertThat(Thread.interrupted()).isTrue();
      assertThat(failure(stopped).happened()).isEqualTo("it was cancelled");
    }
  }

  @Override
  protected void killBehindTheConsole(Instance replica) {
    ProcessHandle.of(Long.parseLong(replica.engineId())).orElseThrow().destroyForcibly();
  }
}
