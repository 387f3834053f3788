package switchboard.console.platform.capability;

import java.util.Optional;
import switchboard.console.Outcome;
import switchboard.console.platform.Capability;
import switchboard.console.platform.Incarnation;
import switchboard.console.platform.Leftover;

/** What a console that is gone has left can be undone by any other. */
public interface Healing extends Capability {

  /**
   * The present life of an instance of the running system, or the last one of a stopped instance.
   * May block.
   *
   * @return empty when there is no such instance
   */
  Outcome<Optional<Incarnation>> incarnation(String instance);

  /**
   * Undoes what was left on one life of an instance, and nothing else. Launches and adopts nothing.
   * May block.
   */
  Outcome<Leftover.Undone> heal(Leftover leftover);
}
