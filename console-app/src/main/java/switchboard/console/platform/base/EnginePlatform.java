package switchboard.console.platform.base;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.platform.BackendFault;
import switchboard.console.platform.Capacity;
import switchboard.console.platform.Instance;
import switchboard.console.platform.LaunchRequest;
import switchboard.console.platform.Limits;
import switchboard.console.platform.LogLine;
import switchboard.console.platform.Platform;
import switchboard.console.platform.PlatformEvent;
import switchboard.console.platform.ResourceReading;
import switchboard.console.platform.Role;
import switchboard.console.platform.SelfReport;
import switchboard.console.platform.Step;
import switchboard.console.platform.SystemState;
import switchboard.console.platform.SystemState.Phase;
import switchboard.console.platform.capability.BackendFaults;
import switchboard.console.platform.capability.Limiting;
import switchboard.console.platform.capability.StoreDurability;

/**
 * The base of every platform: what changes the system waits for its turn, and is undone when it is
 * a launch that fails. A system that is already running on an engine of its own is adopted:
 * launching scales it, {@link #stop} ends it, and {@link #close} leaves it as it is.
 *
 * <p>Every operation but {@link #state} may talk to the engine and block for seconds.
 *
 * @param <S> the system as this engine runs it
 */
public abstract class EnginePlatform<S extends EngineSystem>
    implements Platform, Limiting, BackendFaults {
  private static final Logger LOG = LoggerFactory.getLogger(EnginePlatform.class);

  /** The gateway's workers share its users, so its limit of open files is not in the way. */
  private static final Capacity CAPACITY = new Capacity(10_000, "");

  private final Clock clock;
  private final Limits.Range limits;
  private final ReentrantLock changing = new ReentrantLock();
  private final List<Consumer<PlatformEvent>> listeners = new CopyOnWriteArrayList<>();

  private volatile Phase phase = Phase.STOPPED;
  private volatile Optional<S> system = Optional.empty();

  /** Guarded by {@link #changing} as an object, for it is looked at while that is locked. */
  private Optional<Thread> changer = Optional.empty();

  /**
   * @param limits that replicas can have
   */
  protected EnginePlatform(Clock clock, Limits.Range limits) {
    this.clock = clock;
    this.limits = limits;
  }

  /** Finds everything that a launch needs, and says what is missing; nothing is started yet. */
  protected abstract S open(
      LaunchRequest request, Consumer<PlatformEvent> events, Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed;

  /** How many replicas a system has that runs on the engine already; empty for none. */
  protected OptionalInt findReplicas() throws IOException, InterruptedException, StepFailed {
    return OptionalInt.empty();
  }

  /** What it means that the engine failed, or its client. */
  protected abstract Failure broken(String tried, Exception e);

  /** The system, once a launch has begun and until it was stopped. */
  protected final Optional<S> system() {
    return system;
  }

  protected final S running() throws StepFailed {
    return system.orElseThrow(
        () -> new StepFailed("the system is not running", "Launch it first.", ""));
  }

  /** The name within a sentence. */
  protected String place() {
    return name();
  }

  @Override
  public String implementation(Role part) {
    return part == Role.GATEWAY
        ? "nginx · least_conn"
        : system.flatMap(EngineSystem::store).orElse("valkey · AOF");
  }

  @Override
  public final OptionalInt existingReplicas() {
    try {
      return system.isPresent() ? OptionalInt.empty() : findReplicas();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | StepFailed | RuntimeException e) {
      LOG.debug("Cannot find out whether a system is already running", e);
    }
    return OptionalInt.empty();
  }

  @Override
  public Capacity capacity() {
    return CAPACITY;
  }

  @Override
  public boolean keepsMessages() {
    return true;
  }

  @Override
  public final Limits.Range limitsRange() {
    return limits;
  }

  @Override
  public final Outcome<SystemState> launch(LaunchRequest request, Consumer<Step> progress) {
    if (request.fsync().isPresent() && capability(StoreDurability.class).isEmpty()) {
      return Outcome.failed(
          new Failure(
              "Launching with fsync " + request.fsync().get(),
              "the store of " + name() + " has its own setting",
              "Launch without it."));
    }
    var replicas = request.replicas();
    return change(
        "Launching on " + place(),
        replicas,
        () -> {
          if (system.isPresent()) {
            system.get().ensure(replicas, progress);
            sayWhatIsServed(request, progress);
            return;
          }
          phase = Phase.LAUNCHING;
          try {
            var opened = open(request, this::emit, progress);
            system = Optional.of(opened);
            opened.start(replicas, progress);
            sayWhatIsServed(request, progress);
            phase = Phase.RUNNING;
          } finally {
            if (phase != Phase.RUNNING) {
              abandon(progress);
            }
          }
        });
  }

  /** A gateway that was there keeps its certificate, or none. */
  private void sayWhatIsServed(LaunchRequest request, Consumer<Step> progress) {
    system
        .flatMap(EngineSystem::endpoints)
        .filter(all -> request.tls().isPresent() && !all.servesHttps())
        .ifPresent(all -> GatewayCertificate.notServed(progress));
  }

  /** After a launch that failed or was cancelled: what it started is ended, what ran stays. */
  private void abandon(Consumer<Step> progress) {
    if (system.map(EngineSystem::begun).orElse(false) && !adopted()) {
      try {
        Uninterrupted.run(() -> end(system.get(), false, progress));
      } catch (IOException | StepFailed | RuntimeException e) {
        // What made the launch fail is the operator's answer, whatever happens here.
        LOG.warn("What a failed launch had started could not be stopped: {}", e.toString());
      }
    }
    release();
  }

  private void end(S ending, boolean deleteData, Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed {
    phase = Phase.STOPPING;
    try {
      ending.stop(deleteData, progress);
      release();
    } finally {
      if (system.isPresent()) {
        phase = Phase.RUNNING;
      }
    }
  }

  private void release() {
    system.ifPresent(EngineSystem::close);
    system = Optional.empty();
    phase = Phase.STOPPED;
  }

  @Override
  public final Outcome<SystemState> scale(int replicas, Consumer<Step> progress) {
    return change(
        "Scaling to " + replicas + " replicas",
        replicas,
        () -> running().scale(replicas, progress));
  }

  @Override
  public final Outcome<SystemState> limit(Limits wanted, Consumer<Step> progress) {
    var tried = "Limiting replicas to " + wanted.words();
    var refusal = limits.refusal(tried, wanted);
    if (refusal.isPresent()) {
      return Outcome.failed(refusal.get());
    }
    return change(tried, 0, () -> running().limit(wanted, progress));
  }

  @Override
  public final Outcome<SystemState> stop(boolean deleteData, Consumer<Step> progress) {
    if (phase == Phase.RUNNING) {
      // What it changes, or takes back, is about to end; a launch that is abandoned ends by itself.
      synchronized (changing) {
        changer.ifPresent(Thread::interrupt);
      }
    }
    return change(
        "Stopping",
        0,
        () -> {
          if (system.isPresent()) {
            end(system.get(), deleteData, progress);
          }
        });
  }

  /** A change of what runs; interrupting its thread cancels it. */
  @FunctionalInterface
  public interface Change {
    void run() throws IOException, InterruptedException, StepFailed;
  }

  /**
   * Makes a change of what runs, when it is its turn.
   *
   * @param replicas that the change asks for, {@value SystemState#MAX_REPLICAS} at most; 0 where it
   *     asks for none
   */
  protected final Outcome<SystemState> change(String tried, int replicas, Change change) {
    if (replicas < 0 || replicas > SystemState.MAX_REPLICAS) {
      return Outcome.failed(
          new Failure(
              tried,
              replicas + " replicas were requested",
              "Choose 0 to " + SystemState.MAX_REPLICAS + "."));
    }
    try {
      changing.lockInterruptibly();
      try {
        changes(Optional.of(Thread.currentThread()));
        change.run();
        return Outcome.done(state());
      } finally {
        changes(Optional.empty());
        changing.unlock();
      }
    } catch (InterruptedException e) {
      var next =
          phase == Phase.STOPPED
              ? "Everything it started is stopped again."
              : "It may be partly done: check what is running, then try again.";
      Thread.currentThread().interrupt();
      return Outcome.failed(new Failure(tried, "it was cancelled", next));
    } catch (StepFailed e) {
      return Outcome.failed(e.failure(tried));
    } catch (IOException | RuntimeException e) {
      // The engines' clients report a lost connection, and what an engine refuses, unchecked.
      return Outcome.failed(broken(tried, e));
    }
  }

  private void changes(Optional<Thread> who) {
    synchronized (changing) {
      changer = who;
    }
  }

  /** An action on one replica. */
  @FunctionalInterface
  protected interface Act<S> {
    void on(S system, Instance replica) throws IOException, InterruptedException, StepFailed;
  }

  /** Does something to one replica, whatever else is being changed. */
  protected final Outcome<Instance> act(String tried, String replica, Act<S> act) {
    var running = system;
    var before = state().instance(replica);
    try {
      if (running.isEmpty() || before.isEmpty()) {
        throw noSuchReplica();
      }
      act.on(running.get(), before.get());
      return Outcome.done(before.get());
    } catch (StepFailed e) {
      return Outcome.failed(e.failure(tried));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.failed(
          new Failure(tried, "it was cancelled", "Check the replica's state, then try again."));
    } catch (IOException | RuntimeException e) {
      return Outcome.failed(broken(tried, e));
    }
  }

  /**
   * The management port of a replica. It leads to the replica for as long as that is not replaced.
   *
   * @throws StepFailed when it cannot be reached
   */
  protected abstract ManagementPort management(S running, Instance replica) throws StepFailed;

  /** What is done at the management port of a replica. */
  @FunctionalInterface
  private interface Order {
    void to(ManagementPort port) throws IOException;
  }

  private Outcome<Instance> manage(String tried, String replica, Order order) {
    return act(
        tried,
        replica,
        (running, before) -> {
          try {
            order.to(management(running, before));
          } catch (IOException e) {
            throw new StepFailed(
                "it does not answer: " + e.getMessage(), "Choose one that is ready.", e.toString());
          }
        });
  }

  @Override
  public final Outcome<Instance> begin(String replica, BackendFault fault) {
    return manage(
        "Injecting " + fault.kind() + " into " + replica, replica, port -> port.begin(fault));
  }

  @Override
  public Outcome<Instance> end(String replica, String kind) {
    return manage("Ending " + kind + " of " + replica, replica, port -> port.end(kind));
  }

  @Override
  public final Outcome<Set<String>> active(String replica) {
    return ask("Reading the faults of " + replica, replica, ManagementPort::activeFaults);
  }

  @Override
  public final Outcome<SelfReport> report(String replica) {
    return ask("Reading the figures of " + replica, replica, port -> port.report(clock));
  }

  /** What is asked at the management port of a replica. */
  @FunctionalInterface
  private interface Question<T> {
    T of(ManagementPort port) throws IOException;
  }

  private <T> Outcome<T> ask(String tried, String replica, Question<T> question) {
    var answer = new AtomicReference<T>();
    return manage(tried, replica, port -> answer.set(question.of(port))).map(asked -> answer.get());
  }

  protected static StepFailed noSuchReplica() {
    return new StepFailed("there is no such replica", "Choose one that is ready.", "");
  }

  protected static StepFailed notRunning() {
    return new StepFailed("it is not running", "Choose one that is ready.", "");
  }

  @Override
  public final SystemState state() {
    var seen = phase;
    return system
        .map(
            running ->
                new SystemState(
                    seen,
                    running.instances(),
                    seen == Phase.RUNNING ? running.endpoints() : Optional.empty()))
        .orElseGet(() -> new SystemState(seen, List.of(), Optional.empty()));
  }

  @Override
  public final Map<String, ResourceReading> consumption() {
    try {
      return system.map(EngineSystem::consumption).orElse(Map.of());
    } catch (RuntimeException e) {
      LOG.debug("The components' resource usage is not available", e);
      return Map.of();
    }
  }

  @Override
  public List<LogLine> logs(String instance, Instant since) {
    try {
      var running = system;
      return running.isPresent() ? running.get().logs(instance, since) : List.of();
    } catch (IOException | RuntimeException e) {
      var sentence = "[" + name() + " does not provide its log: " + e.getMessage() + "]";
      return List.of(new LogLine(clock.instant(), instance, sentence));
    }
  }

  @Override
  public final void watch(Consumer<PlatformEvent> listener) {
    listeners.add(listener);
  }

  @Override
  public final boolean adopted() {
    return system.map(EngineSystem::adopted).orElse(false);
  }

  @Override
  public void close() {
    if (system.isPresent() && !adopted()) {
      stop(false, step -> {});
    }
    release();
  }

  private void emit(PlatformEvent event) {
    listeners.forEach(listener -> listener.accept(event));
  }
}
