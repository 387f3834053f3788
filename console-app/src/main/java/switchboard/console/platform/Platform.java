package switchboard.console.platform;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import switchboard.console.Failure;
import switchboard.console.Outcome;

/**
 * An engine that runs the system: this machine, Docker Compose or Kubernetes. What all can do is
 * here; the rest are capabilities.
 *
 * <p>Every operation is idempotent, blocks until it ended (call it off the FX thread), reports its
 * steps, and ends early with a failure when its thread is interrupted. What a launch had started by
 * then is stopped again; another change may stay partly done, and the engine may continue it. Any
 * thread may call.
 */
public interface Platform extends AutoCloseable {

  /** The name on the command line: {@code local}, {@code compose}, {@code kubernetes}. */
  String id();

  /** The name on screen: "This machine". */
  String name();

  Capacity capacity();

  /** What an operator reads before a launch: where everything will run, and what it leaves. */
  String description();

  /**
   * The implementation of a role here, in two or three words: "nginx · least_conn". While the
   * system runs, it is the store's program with its version: "Redis 6.2.11 (embedded)". Never
   * blocks.
   *
   * @param part the gateway or the store
   */
  String implementation(Role part);

  /**
   * The name of the instance that metrics call by something else in their {@code instance} label,
   * as by the name of a pod; the label itself where nothing is known of it. Never blocks.
   */
  default String instanceOf(String label) {
    return label;
  }

  /**
   * The number of replicas of a running system that a launch would adopt. Empty when there is none,
   * and when that cannot be found out: a launch will say why.
   */
  OptionalInt existingReplicas();

  /** Whether messages outlive a {@link #stop} that does not delete them. */
  boolean keepsMessages();

  /** Something that not every platform can do; empty on a platform that cannot. Never blocks. */
  default <C extends Capability> Optional<C> capability(Class<C> kind) {
    return kind.isInstance(this) ? Optional.of(kind.cast(this)) : Optional.empty();
  }

  /**
   * Uses a capability.
   *
   * @param tried what for, for the failure on a platform that has it not
   */
  default <C extends Capability, T> Outcome<T> using(
      Class<C> kind, String tried, Function<C, Outcome<T>> action) {
    return using(
        kind,
        action,
        () -> new Failure(tried, name() + " cannot do that", "Use another platform."));
  }

  /** Uses a capability; fails like this on a platform that has it not. */
  default <C extends Capability, T> Outcome<T> using(
      Class<C> kind, Function<C, Outcome<T>> action, Supplier<Failure> otherwise) {
    return capability(kind).map(action).orElseGet(() -> Outcome.failed(otherwise.get()));
  }

  /**
   * Starts the whole system, without load, and waits until every component is ready. Does nothing
   * to a running system but scale it.
   */
  Outcome<SystemState> launch(LaunchRequest request, Consumer<Step> progress);

  /**
   * Stops every component, replicas gracefully. Afterwards nothing of the system is left but its
   * messages, on a platform that {@link #keepsMessages}.
   *
   * @param deleteData whether those go too
   */
  Outcome<SystemState> stop(boolean deleteData, Consumer<Step> progress);

  /**
   * Changes the number of replicas and waits until the new ones are ready or the surplus is gone;
   * the highest numbers go first, gracefully.
   *
   * @param replicas 0 to {@value SystemState#MAX_REPLICAS}
   */
  Outcome<SystemState> scale(int replicas, Consumer<Step> progress);

  /**
   * Ends one replica immediately, with no grace period; the engine starts it again by itself.
   * Returns when the signal is on its way, not when the replica is gone.
   *
   * @return the replica as it was
   */
  Outcome<Instance> kill(String replica);

  /** The system as last seen; never blocks. */
  SystemState state();

  /**
   * Why what {@link #state} says may be old, as in "the cluster does not respond"; empty while it
   * is not. Never blocks.
   */
  default Optional<String> connectionProblem() {
    return Optional.empty();
  }

  /**
   * What each component has consumed, by name; a component whose engine does not know it is absent.
   * May block for seconds.
   */
  Map<String, ResourceReading> consumption();

  /** The newest lines of an instance that are not older than that, in the order of time. */
  List<LogLine> logs(String instance, Instant since);

  /**
   * Reports what happens to instances from now on, also what happens behind the console's back.
   * Listeners are called one event at a time, in order, and must return quickly.
   */
  void watch(Consumer<PlatformEvent> listener);

  /** Whether what runs was there before this console, and a {@link #close} leaves it running. */
  boolean adopted();

  /** Stops the system, if this console started it, and releases everything. */
  @Override
  void close();
}
