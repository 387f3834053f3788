package switchboard.console.platform.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.platform.Autoscaler;
import switchboard.console.platform.Changes;
import switchboard.console.platform.Consumption;
import switchboard.console.platform.Destination;
import switchboard.console.platform.Feature;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Limits;
import switchboard.console.platform.LogLine;
import switchboard.console.platform.Platform;
import switchboard.console.platform.PlatformEvent;
import switchboard.console.platform.Role;
import switchboard.console.platform.Step;
import switchboard.console.platform.StepFailed;
import switchboard.console.platform.SystemState;
import switchboard.console.platform.SystemState.Phase;
import switchboard.console.platform.WellKnownPorts;

/**
 * Kubernetes: every part is a pod in the namespace {@code chat-app} of the cluster that the chosen
 * context leads to; no other namespace is touched. A system that runs there already is adopted:
 * launching scales it, {@link #stop} ends it, and {@link #close} leaves it as it is.
 *
 * <p>Every operation but {@link #state} talks to the cluster and may block for seconds.
 */
public final class KubernetesPlatform implements Platform {
  private static final Logger LOG = LoggerFactory.getLogger(KubernetesPlatform.class);

  /** The gateway's workers share its users, so its limit of open files is not in the way. */
  private static final Capacity CAPACITY = new Capacity(10_000, "");

  /** More than a node has, the scheduler will say. */
  private static final Limits.Range LIMITS =
      new Limits.Range(new Limits(0.1, 64L << 20), new Limits(8, 4L << 30));

  private final Clock clock;
  private final Supplier<WellKnownPorts> ports;
  private final Clusters clusters;
  private final Changes changes = new Changes(this::state);
  private final List<Consumer<PlatformEvent>> listeners = new CopyOnWriteArrayList<>();

  private volatile Phase phase = Phase.STOPPED;
  private volatile Optional<PodSystem> system = Optional.empty();

  public KubernetesPlatform(Clock clock, Supplier<WellKnownPorts> ports) {
    this(clock, ports, System.getenv());
  }

  /**
   * @param environment of which KUBECONFIG is read, and where Minikube is looked for
   */
  KubernetesPlatform(Clock clock, Supplier<WellKnownPorts> ports, Map<String, String> environment) {
    this.clock = clock;
    this.ports = ports;
    clusters = new Clusters(environment);
  }

  @Override
  public String id() {
    return "kubernetes";
  }

  @Override
  public String name() {
    return "Kubernetes";
  }

  @Override
  public String about() {
    return "Every part runs as pods in the namespace "
        + Names.NAMESPACE
        + " of a cluster. Stopping removes all of it but the messages.";
  }

  @Override
  public String maker(Role part) {
    return part == Role.GATEWAY ? "nginx · least_conn" : "valkey · AOF";
  }

  @Override
  public Set<Feature> features() {
    return Set.of(Feature.DATA, Feature.AUTOSCALE);
  }

  @Override
  public Optional<Limits.Range> limitsRange() {
    return Optional.of(LIMITS);
  }

  @Override
  public Capacity capacity() {
    return CAPACITY;
  }

  @Override
  public List<Destination> destinations() {
    return clusters.all();
  }

  @Override
  public Outcome<Destination> choose(String destination) {
    var tried = "Choosing context " + destination;
    if (system.isPresent() && !clusters.chosen().equals(Optional.of(destination))) {
      return Outcome.failed(
          new Failure(
              tried,
              "the system runs in " + clusters.chosen().orElse("another"),
              "Stop it first."));
    }
    return clusters.choose(tried, destination);
  }

  @Override
  public String instanceOf(String label) {
    return system.flatMap(each -> each.instanceOf(label)).orElse(label);
  }

  @Override
  public OptionalInt found() {
    if (system.isPresent() || clusters.chosen().isEmpty()) {
      return OptionalInt.empty();
    }
    try (var cluster = clusters.open()) {
      return cluster.running();
    } catch (StepFailed | RuntimeException e) {
      LOG.debug("Whether a system runs already cannot be found out", e);
      return OptionalInt.empty();
    }
  }

  @Override
  public Outcome<SystemState> launch(int replicas, Consumer<Step> progress) {
    return change(
        "Launching on Kubernetes",
        replicas,
        () -> {
          if (system.isPresent()) {
            system.get().ensure(replicas, progress);
            return;
          }
          phase = Phase.LAUNCHING;
          try {
            var manifests = Manifests.find();
            clusters.prepare(manifests, progress);
            var opened = PodSystem.open(clusters.open(), manifests, clock, this::emit, progress);
            system = Optional.of(opened);
            opened.start(replicas, ports.get(), progress);
            phase = Phase.RUNNING;
          } finally {
            if (phase != Phase.RUNNING) {
              abandon(progress);
            }
          }
        });
  }

  /** After a launch that failed or was cancelled: what it started is ended, what ran stays. */
  private void abandon(Consumer<Step> progress) {
    if (system.map(PodSystem::begun).orElse(false) && !adopted()) {
      var interrupted = Thread.interrupted();
      try {
        end(system.get(), false, progress);
      } catch (StepFailed | KubernetesClientException e) {
        LOG.warn("What a launch had started could not be ended: {}", e.toString());
      } catch (InterruptedException e) {
        interrupted = true;
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    release();
  }

  private void end(PodSystem ending, boolean deleteData, Consumer<Step> progress)
      throws InterruptedException, StepFailed {
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
    system.ifPresent(PodSystem::close);
    system = Optional.empty();
    phase = Phase.STOPPED;
  }

  @Override
  public Outcome<SystemState> scale(int replicas, Consumer<Step> progress) {
    return change(
        "Scaling to " + replicas + " replicas",
        replicas,
        () -> running().scale(replicas, progress));
  }

  @Override
  public Outcome<Optional<Autoscaler>> autoscale(Optional<Autoscaler> wanted) {
    return change("Setting the autoscaler", 0, () -> running().autoscaling().set(wanted))
        .map(state -> wanted);
  }

  @Override
  public Optional<Autoscaler> autoscaler() {
    return system.flatMap(each -> each.autoscaling().inForce());
  }

  @Override
  public Outcome<SystemState> stop(boolean deleteData, Consumer<Step> progress) {
    return change(
        "Stopping",
        0,
        () -> {
          if (system.isPresent()) {
            end(system.get(), deleteData, progress);
          }
        });
  }

  private Outcome<SystemState> change(String tried, int replicas, Changes.Change change) {
    try {
      return changes.make(tried, replicas, change, e -> broken(tried, e));
    } catch (RuntimeException e) {
      // fabric8 reports a lost connection unchecked, and an interrupt as well.
      return Outcome.failed(broken(tried, e));
    }
  }

  private Failure broken(String tried, Exception e) {
    if (e instanceof KubernetesClientException refused) {
      var why = ClusterFailures.explain(clusters.chosen().orElse(Minikube.USUAL), "", refused);
      return new Failure(tried, why.getMessage(), why.next(), why.details());
    }
    return new Failure(
        tried,
        Thread.currentThread().isInterrupted()
            ? "it was cancelled"
            : "the console stumbled: " + e.getMessage(),
        "See that kubectl get nodes works in a terminal, then try again.",
        e.toString());
  }

  @Override
  public Outcome<Instance> kill(String replica) {
    var tried = "Killing " + replica;
    try {
      var before =
          state()
              .instance(replica)
              .orElseThrow(
                  () ->
                      new StepFailed("there is no such replica", "Choose one that is ready.", ""));
      running().kill(before);
      return Outcome.done(before);
    } catch (StepFailed e) {
      return Outcome.failed(new Failure(tried, e.getMessage(), e.next(), e.details()));
    } catch (RuntimeException e) {
      return Outcome.failed(broken(tried, e));
    }
  }

  @Override
  public Outcome<Instance> stopReplica(String replica) {
    return cannot(
        "Stopping " + replica, "a Deployment replaces each pod that ends", "Scale down instead.");
  }

  @Override
  public Outcome<Instance> startReplica(String replica) {
    return cannot(
        "Starting " + replica, "a Deployment starts its pods by itself", "Scale up instead.");
  }

  @Override
  public Outcome<Instance> pause(String replica) {
    return cannot("Freezing " + replica, "Kubernetes cannot hold a pod", "Kill it instead.");
  }

  @Override
  public Outcome<Instance> unpause(String replica) {
    return cannot("Unfreezing " + replica, "Kubernetes cannot hold a pod", "It is not held.");
  }

  private static Outcome<Instance> cannot(String tried, String happened, String next) {
    return Outcome.failed(new Failure(tried, happened, next));
  }

  @Override
  public Outcome<SystemState> limit(Limits limits, Consumer<Step> progress) {
    var tried = "Limiting replicas to " + limits.words();
    var refusal = LIMITS.refusal(tried, limits);
    if (refusal.isPresent()) {
      return Outcome.failed(refusal.get());
    }
    return change(tried, 0, () -> running().limit(limits, progress));
  }

  private PodSystem running() throws StepFailed {
    return system.orElseThrow(
        () -> new StepFailed("the system is not running", "Launch it first.", ""));
  }

  @Override
  public SystemState state() {
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
  public Optional<String> outOfTouch() {
    return system.flatMap(PodSystem::outOfTouch);
  }

  @Override
  public Map<String, Consumption> consumption() {
    try {
      return system.map(PodSystem::consumption).orElse(Map.of());
    } catch (RuntimeException e) {
      LOG.debug("Nothing is known of what pods consume", e);
      return Map.of();
    }
  }

  @Override
  public List<LogLine> logs(String instance, Instant since) {
    try {
      return system.map(each -> each.logs(instance, since)).orElse(List.of());
    } catch (RuntimeException e) {
      var sentence = "[the cluster does not give its log: " + e.getMessage() + "]";
      return List.of(new LogLine(clock.instant(), instance, sentence));
    }
  }

  @Override
  public void watch(Consumer<PlatformEvent> listener) {
    listeners.add(listener);
  }

  @Override
  public boolean adopted() {
    return system.map(PodSystem::adopted).orElse(false);
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
