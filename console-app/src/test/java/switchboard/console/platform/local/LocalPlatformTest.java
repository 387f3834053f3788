package switchboard.console.platform.local;

import java.time.Clock;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Tag;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Platform;
import switchboard.console.platform.PlatformContract;

/** The contract, kept by this machine: needs no engine, only time. */
@Tag("engine")
class LocalPlatformTest extends PlatformContract {
  @Override
  protected Platform create() {
    return new LocalPlatform(new OkHttpClient(), Clock.systemUTC(), () -> LocalOptions.USUAL);
  }

  @Override
  protected void killBehindTheConsole(Instance replica) {
    ProcessHandle.of(Long.parseLong(replica.engineId())).orElseThrow().destroyForcibly();
  }
}
