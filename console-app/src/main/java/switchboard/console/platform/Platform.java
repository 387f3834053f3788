package switchboard.console.platform;

import java.util.List;
import java.util.function.Consumer;
import switchboard.console.Outcome;

/**
 * An engine that runs the system: this machine, Docker Compose, and later Kubernetes.
 *
 * <p>Every operation is idempotent, blocks until it ended (call it off the FX thread), reports its
 * steps, and ends early with a failure when its thread is interrupted; what it had started by then
 * is stopped again. Any thread may call.
 */
public interface Platform extends AutoCloseable {

  /** The most replicas of the backend that {@link #scale} takes. */
  int MAX_REPLICAS = 10;

  /** The name on the command line: {@code local}, {@code compose}. */
  String id();

  /** The name on screen: "This machine". */
  String name();

  /**
   * How many chat users the system can carry here, and why not more.
   *
   * @param reason empty when nothing on this machine is in the way of the simulator's own maximum
   */
  record Capacity(int users, String reason) {}

  Capacity capacity();

  /**
   * Starts the whole system, without load, and waits until every part is ready. Does nothing to a
   * running system but scale it.
   *
   * @param replicas how many backends, 0 to {@value #MAX_REPLICAS}
   */
  Outcome<SystemState> launch(int replicas, Consumer<Step> progress);

  /** Ends every part, backends gracefully. Afterwards nothing of the system is left. */
  Outcome<SystemState> stop(Consumer<Step> progress);

  /**
   * Changes the number of backends and waits until the new ones are ready or the surplus is gone;
   * the highest numbers go first, gracefully.
   *
   * @param replicas 0 to {@value #MAX_REPLICAS}
   */
  Outcome<SystemState> scale(int replicas, Consumer<Step> progress);

  /**
   * Ends one replica at once, with no grace period; the engine starts it again by itself. Returns
   * when the signal is on its way, not when the replica is gone.
   *
   * @return the replica as it was
   */
  Outcome<Instance> kill(String replica);

  /** The system as last seen; never blocks. */
  SystemState state();

  /** The newest lines of one instance, oldest first; bounded, kept across its restarts. */
  List<LogLine> logs(String instance);

  /**
   * Reports what happens to instances from now on, also what happens behind the console's back.
   * Listeners are called one event at a time, in order, and must return quickly.
   */
  void watch(Consumer<PlatformEvent> listener);

  /** Stops the system, if this console started it, and releases everything. */
  @Override
  void close();
}
