package switchboard.console.platform.local;

import java.nio.file.Path;
import java.time.Clock;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Tag;
import switchboard.console.platform.HttpsContract;
import switchboard.console.platform.Platform;

@Tag("engine")
class HttpsTest extends HttpsContract {
  @Override
  protected Platform platform(Path folder) {
    return new LocalPlatform(
        new OkHttpClient(), Clock.systemUTC(), () -> LocalPlatform.Options.DEFAULT);
  }
}
