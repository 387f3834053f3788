package switchboard.console.platform.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.platform.Action;
import switchboard.console.platform.Autoscaler;
import switchboard.console.platform.BackendFault;
import switchboard.console.platform.Capability;
import switchboard.console.platform.Destination;
import switchboard.console.platform.GatewayEvent;
import switchboard.console.platform.Incarnation;
import switchboard.console.platform.Instance;
import switchboard.console.platform.LaunchRequest;
import switchboard.console.platform.Leftover;
import switchboard.console.platform.Limits;
import switchboard.console.platform.PlatformEvent;
import switchboard.console.platform.Role;
import switchboard.console.platform.Step;
import switchboard.console.platform.SystemState;
import switchboard.console.platform.WellKnownPorts;
import switchboard.console.platform.base.EnginePlatform;
import switchboard.console.platform.base.ManagementPort;
import switchboard.console.platform.base.NginxErrors;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.capability.AccessControl;
import switchboard.console.platform.capability.Destinations;
import switchboard.console.platform.capability.GatewayEvents;
import switchboard.console.platform.capability.Healing;
import switchboard.console.platform.capability.MultipleSimulators;
import switchboard.console.platform.capability.ReplicaAutoscaling;
import switchboard.console.platform.kubernetes.access.ClusterFailures;
import switchboard.console.platform.kubernetes.access.Clusters;
import switchboard.console.platform.kubernetes.access.Minikube;
import switchboard.console.platform.kubernetes.access.Names;
import switchboard.console.platform.kubernetes.manifests.Manifests;
import switchboard.console.platform.kubernetes.monitoring.ClusterMonitoring;
import switchboard.console.platform.kubernetes.monitoring.HelmChart;
import switchboard.console.platform.kubernetes.pods.LeftBehindPods;
import switchboard.console.platform.kubernetes.pods.PodSystem;

/**
 * Kubernetes: every component is a pod in the namespace {@code chat-app} of the cluster that the
 * chosen context leads to. No other namespace is touched, but {@link ClusterMonitoring} installs a
 * stack into one of its own when the operator asks for that.
 */
public final class KubernetesPlatform extends EnginePlatform<PodSystem>
    implements ReplicaAutoscaling,
        MultipleSimulators,
        Destinations,
        AccessControl,
        Healing,
        GatewayEvents {
  /** More than a node has, the scheduler will say. */
  private static final Limits.Range LIMITS =
      new Limits.Range(new Limits(0.1, 64L << 20), new Limits(8, 4L << 30));

  private final OkHttpClient http;
  private final Clock clock;
  private final Supplier<WellKnownPorts> ports;
  private final Clusters clusters;
  private final PermissionMonitor rights;
  private final ClusterMonitoring monitoring;

  /**
   * @param ports asked for at each launch
   */
  public KubernetesPlatform(OkHttpClient http, Clock clock, Supplier<WellKnownPorts> ports) {
    this(http, clock, ports, System.getenv());
  }

  /**
   * @param environment of which KUBECONFIG is read, and where Minikube is looked for
   */
  public KubernetesPlatform(
      OkHttpClient http,
      Clock clock,
      Supplier<WellKnownPorts> ports,
      Map<String, String> environment) {
    super(clock, LIMITS);
    this.http = http;
    this.clock = clock;
    this.ports = ports;
    clusters = new Clusters(environment);
    rights = new PermissionMonitor(clusters);
    monitoring = new ClusterMonitoring(clusters, environment, HelmChart.stack(environment));
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
  public String description() {
    return "Each component runs as pods in the namespace "
        + Names.NAMESPACE
        + " of a cluster. Stopping removes everything except the messages.";
  }

  @Override
  public List<Destination> destinations() {
    return clusters.all();
  }

  @Override
  public Outcome<Destination> choose(String destination) {
    var tried = "Choosing context " + destination;
    if (system().isPresent() && !clusters.chosen().equals(Optional.of(destination))) {
      return Outcome.failed(
          new Failure(
              tried,
              "the system runs in " + clusters.chosen().orElse("another"),
              "Stop it first."));
    }
    var chosen = clusters.choose(tried, destination);
    if (chosen instanceof Outcome.Done<Destination>) {
      rights.chosen();
    }
    return chosen;
  }

  @Override
  public boolean isForeign() {
    return clusters.isForeign();
  }

  @Override
  public Map<Action, String> deniedActions() {
    return rights.deniedActions();
  }

  @Override
  public String instanceOf(String label) {
    return system().flatMap(each -> each.instanceOf(label)).orElse(label);
  }

  @Override
  protected OptionalInt findReplicas() throws StepFailed {
    if (clusters.chosen().isEmpty()) {
      return OptionalInt.empty();
    }
    try (var cluster = clusters.open()) {
      return cluster.running();
    }
  }

  @Override
  protected PodSystem open(
      LaunchRequest request, Consumer<PlatformEvent> events, Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed {
    var manifests = Manifests.find();
    clusters.prepare(manifests.folder().getParent(), manifests.ownImages(), progress);
    return PodSystem.open(
        request, clusters.open(), manifests, ports.get(), clock, events, progress);
  }

  @Override
  public Outcome<SystemState> scaleSimulators(int count, Consumer<Step> progress) {
    var tried = "Setting the number of simulators to " + count;
    return count < 1 || count > MAX_SIMULATORS
        ? Outcome.failed(
            new Failure(tried, "that is out of range", "Choose 1 to " + MAX_SIMULATORS + "."))
        : change(tried, 0, () -> running().scaleSimulators(count, progress));
  }

  @Override
  public Outcome<Optional<Autoscaler>> autoscale(Optional<Autoscaler> wanted) {
    return change("Setting the autoscaler", 0, () -> running().autoscale(wanted))
        .map(state -> wanted);
  }

  @Override
  public Optional<Autoscaler> autoscaler() {
    return system().flatMap(PodSystem::autoscaler);
  }

  @Override
  protected Failure broken(String tried, Exception e) {
    if (e instanceof KubernetesClientException refused) {
      var why = ClusterFailures.explain(clusters.chosen().orElse(Minikube.DEFAULT), "", refused);
      return why.failure(tried);
    }
    return new Failure(
        tried,
        Thread.currentThread().isInterrupted()
            ? "it was cancelled"
            : "unexpected error: " + e.getMessage(),
        "Check that kubectl get nodes works in a terminal, then try again.",
        e.toString());
  }

  @Override
  public Outcome<Instance> kill(String replica) {
    return act("Killing " + replica, replica, PodSystem::kill);
  }

  /** One that hangs does not hear it, and is replaced. */
  @Override
  public Outcome<Instance> end(String replica, String kind) {
    var ended = super.end(replica, kind);
    return kind.equals(BackendFault.HANG) && ended instanceof Outcome.Failed<Instance>
        ? kill(replica)
        : ended;
  }

  @Override
  protected ManagementPort management(PodSystem running, Instance replica) throws StepFailed {
    try {
      return new ManagementPort(http, running.management(replica.name()), running.adminToken());
    } catch (IOException e) {
      throw new StepFailed(
          "no port of this machine can lead to it: " + e.getMessage(),
          "Check that programs may listen on loopback.",
          e.toString());
    }
  }

  @Override
  public Outcome<Optional<Incarnation>> incarnation(String instance) {
    return Outcome.done(system().flatMap(running -> running.incarnation(instance)));
  }

  @Override
  public Outcome<Leftover.Undone> heal(Leftover leftover) {
    var tried = "Undoing what a console left on " + leftover.target();
    // The operator has confirmed this context for the fault.
    try (var cluster = clusters.open(leftover.incarnation().place())) {
      return Outcome.done(
          new LeftBehindPods(cluster.client(), cluster.context(), http).heal(leftover));
    } catch (StepFailed e) {
      return Outcome.failed(e.failure(tried));
    } catch (RuntimeException e) {
      return Outcome.failed(broken(tried, e));
    }
  }

  @Override
  public Optional<Duration> leavesOutFor() {
    return Optional.of(NginxErrors.FAIL_TIMEOUT);
  }

  /** By what the gateways log, whose times are those of their nodes. */
  @Override
  public Outcome<List<GatewayEvent>> gatewayEvents(Instant since) {
    var replicas = system().map(PodSystem::byAddress).orElse(Map.of());
    return Outcome.done(
        state().instances().stream()
            .filter(each -> each.role() == Role.GATEWAY)
            .map(Instance::name)
            .flatMap(name -> NginxErrors.takenOut(name, logs(name, since), replicas).stream())
            .toList());
  }

  @Override
  public Optional<String> connectionProblem() {
    return system().flatMap(PodSystem::connectionProblem);
  }

  @Override
  public <C extends Capability> Optional<C> capability(Class<C> kind) {
    return kind.isInstance(monitoring)
        ? Optional.of(kind.cast(monitoring))
        : super.capability(kind);
  }

  /** A new limit comes with a rolling update. */
  @Override
  public boolean limitsCpuLive() {
    return false;
  }

  @Override
  public void close() {
    rights.close();
    monitoring.close();
    super.close();
  }
}
