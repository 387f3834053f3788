package switchboard.console.platform;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import switchboard.console.Failure;
import switchboard.console.Outcome;

/**
 * An engine that runs the system: this machine, Docker Compose or Kubernetes.
 *
 * <p>Every operation is idempotent, blocks until it ended (call it off the FX thread), reports its
 * steps, and ends early with a failure when its thread is interrupted. What a launch had started by
 * then is stopped again; another change may stay partly done, and the engine may continue it. Any
 * thread may call.
 */
public interface Platform extends AutoCloseable {

  /** The most replicas of the backend that {@link #scale} takes. */
  int MAX_REPLICAS = 10;

  /** The most simulators that {@link #scaleSimulators} takes. */
  int MAX_SIMULATORS = 5;

  /** The name on the command line: {@code local}, {@code compose}, {@code kubernetes}. */
  String id();

  /** The name on screen: "This machine". */
  String name();

  /**
   * How many chat users one simulator of the system can carry here, and why not more.
   *
   * @param reason empty when nothing on this machine is in the way of the simulator's own maximum
   */
  record Capacity(int users, String reason) {}

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

  Set<Feature> features();

  /** The limits that {@link #limit} takes; empty where replicas cannot be limited. */
  Optional<Limits.Range> limitsRange();

  /** The limits that {@link #limit} cannot enforce here and why, in sentences; empty for none. */
  default String limitsNote() {
    return "";
  }

  /** Where it can run, to choose from; empty where there is only one place. May block. */
  default List<Destination> destinations() {
    return List.of();
  }

  /**
   * Chooses where the next launch goes, and confirms that it may.
   *
   * @param destination the name of one of {@link #destinations()}
   * @return it, unless there is none of that name or the system runs elsewhere
   */
  default Outcome<Destination> choose(String destination) {
    return Outcome.failed(
        new Failure(
            "Choosing " + destination, name() + " has only one place", "Launch without it."));
  }

  /**
   * Why the operator may not do something, in a sentence, for each action that is not allowed: as
   * far as the engine has reported, since the place was chosen. Never blocks.
   */
  default Map<Action, String> deniedActions() {
    return Map.of();
  }

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

  /**
   * Starts the whole system, without load, and waits until every component is ready. Does nothing
   * to a running system but scale it.
   *
   * @param replicas how many replicas, 0 to {@value #MAX_REPLICAS}
   */
  Outcome<SystemState> launch(int replicas, Consumer<Step> progress);

  /**
   * As {@link #launch(int, Consumer)}, with the chosen durability of the store. Only with {@link
   * Feature#FSYNC}; a running system keeps its store as it is.
   */
  default Outcome<SystemState> launch(int replicas, Fsync fsync, Consumer<Step> progress) {
    return Outcome.failed(
        new Failure(
            "Launching with fsync " + fsync,
            "the store of " + name() + " has its own setting",
            "Launch without it."));
  }

  /**
   * Stops every component, replicas gracefully. Afterwards nothing of the system is left, but with
   * {@link Feature#DATA} its messages.
   *
   * @param deleteData whether those go too
   */
  Outcome<SystemState> stop(boolean deleteData, Consumer<Step> progress);

  /**
   * Changes the number of replicas and waits until the new ones are ready or the surplus is gone;
   * the highest numbers go first, gracefully.
   *
   * @param replicas 0 to {@value #MAX_REPLICAS}
   */
  Outcome<SystemState> scale(int replicas, Consumer<Step> progress);

  /**
   * Changes the number of simulators and waits until the new ones are ready or the surplus is gone;
   * the highest numbers go first, and their counts with them. Only with {@link Feature#SIMULATORS}.
   *
   * @param count 1 to {@value #MAX_SIMULATORS}
   */
  default Outcome<SystemState> scaleSimulators(int count, Consumer<Step> progress) {
    return Outcome.failed(
        new Failure(
            "Setting the number of simulators",
            name() + " always has one",
            "Use it for up to " + capacity().users() + " users."));
  }

  /**
   * Lets the engine set the number of replicas or, when empty, the operator again. While it does,
   * {@link #scale} is refused.
   */
  default Outcome<Optional<Autoscaler>> autoscale(Optional<Autoscaler> wanted) {
    return Outcome.failed(
        new Failure(
            "Setting the autoscaler",
            name() + " has none",
            "Set the number of replicas yourself."));
  }

  /** What sets the number of replicas, as last seen; empty for the operator. Never blocks. */
  default Optional<Autoscaler> autoscaler() {
    return Optional.empty();
  }

  /**
   * Ends one replica immediately, with no grace period; the engine starts it again by itself.
   * Returns when the signal is on its way, not when the replica is gone.
   *
   * @return the replica as it was
   */
  Outcome<Instance> kill(String replica);

  /**
   * Ends one replica gracefully; it stays in the system as {@link Instance.State#STOPPED}, until it
   * is started. Returns when it has ended. Only with {@link Feature#STOP_REPLICA}.
   *
   * @return the replica as it was
   */
  Outcome<Instance> stopReplica(String replica);

  /**
   * Starts a replica that was stopped, or otherwise ended permanently. Returns when it is on its
   * way, not when it is ready. Only with {@link Feature#STOP_REPLICA}.
   *
   * @return the replica as it was
   */
  Outcome<Instance> startReplica(String replica);

  /**
   * Freezes a replica: it is alive, and does nothing until {@link #unpause}.
   *
   * @return the replica as it was
   */
  Outcome<Instance> pause(String replica);

  /**
   * Unfreezes a replica.
   *
   * @return the replica as it was
   */
  Outcome<Instance> unpause(String replica);

  /**
   * Limits every replica, and future ones. What can be changed while a replica runs, is; for the
   * rest replicas are restarted one at a time, each when the one before it is ready again. When one
   * does not become ready with the limits, its former ones are restored and the change ends there.
   *
   * @param limits within {@link #limitsRange()}
   */
  Outcome<SystemState> limit(Limits limits, Consumer<Step> progress);

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

  /** What measures the whole engine; empty where there is nothing of the kind. */
  default Optional<Monitoring> monitoring() {
    return Optional.empty();
  }

  /** Whether what runs was there before this console, and a {@link #close} leaves it running. */
  boolean adopted();

  /** Stops the system, if this console started it, and releases everything. */
  @Override
  void close();
}
