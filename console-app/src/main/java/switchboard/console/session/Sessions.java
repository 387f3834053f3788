package switchboard.console.session;

import java.util.List;
import java.util.Optional;
import switchboard.console.intent.HealReport;
import switchboard.console.loadtest.LoadTests;

/** Opens sessions for commands and for the window; the wiring knows how. */
public interface Sessions {

  /** The ids of the platforms there are. */
  List<String> platforms();

  /**
   * A platform's name on screen: "This machine".
   *
   * @param id one of {@link #platforms()}
   */
  String name(String id);

  /**
   * A session on a platform that does not run yet, at most one for each; whoever opened it closes
   * it. May block: call it off the FX thread.
   *
   * @param id one of {@link #platforms()}
   */
  Session open(String id);

  /**
   * The load tests of a system that another console of this user runs on a platform; empty when
   * there is none.
   *
   * @param id one of {@link #platforms()}
   */
  Optional<LoadTests> elsewhere(String id);

  /** Undoes, on all platforms, what consoles that are gone have left. May block. */
  HealReport heal();
}
