package switchboard.console.platform.capability;

import java.util.function.Consumer;
import switchboard.console.Outcome;
import switchboard.console.platform.Capability;
import switchboard.console.platform.Step;
import switchboard.console.platform.SystemState;

/** The users can be shared among several simulators. */
public interface MultipleSimulators extends Capability {

  /** The most simulators that {@link #scaleSimulators} takes. */
  int MAX_SIMULATORS = 5;

  /**
   * Changes the number of simulators and waits until the new ones are ready or the surplus is gone;
   * the highest numbers go first, and their books with them.
   *
   * @param count 1 to {@value #MAX_SIMULATORS}
   */
  Outcome<SystemState> scaleSimulators(int count, Consumer<Step> progress);
}
