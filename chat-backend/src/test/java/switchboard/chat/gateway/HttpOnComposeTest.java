package switchboard.chat.gateway;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** Through nginx, on containers. */
@Tag("engine")
class HttpOnComposeTest extends HttpContract {
  private ComposeSystem system;

  @BeforeAll
  void start() throws Exception {
    system = ComposeSystem.start("switchboard-http", Map.of("ALLOWED_HOSTS", CONFIGURED_HOST));
  }

  @AfterAll
  void stop() throws IOException {
    if (system != null) {
      system.close();
    }
  }

  @Override
  int port() {
    return system.gateway().getPort();
  }
}
