package switchboard.console.cli;

import java.util.List;
import switchboard.console.platform.Platform;
import switchboard.console.session.Session;

/** Opens sessions for commands; the wiring knows how. */
public interface Sessions {

  /** The ids of the platforms there are. */
  List<String> platforms();

  /**
   * A session on a platform that does not run yet; whoever opened it closes it.
   *
   * @param id one of {@link #platforms()}
   */
  Opened open(String id);

  /** A session and the platform it operates; closing it stops the system. */
  record Opened(Platform platform, Session session) implements AutoCloseable {
    @Override
    public void close() {
      session.close();
    }
  }
}
