package switchboard.console.platform.kubernetes.pods;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import switchboard.console.platform.Action;
import switchboard.console.platform.Autoscaler;
import switchboard.console.platform.Incarnation;
import switchboard.console.platform.Instance;
import switchboard.console.platform.LaunchRequest;
import switchboard.console.platform.Limits;
import switchboard.console.platform.LogLine;
import switchboard.console.platform.PlatformEvent;
import switchboard.console.platform.ResourceReading;
import switchboard.console.platform.Step;
import switchboard.console.platform.Step.Status;
import switchboard.console.platform.SystemState.Endpoints;
import switchboard.console.platform.WellKnownPorts;
import switchboard.console.platform.base.EngineSystem;
import switchboard.console.platform.base.GatewayCertificate;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.base.StoreImage;
import switchboard.console.platform.kubernetes.access.Cluster;
import switchboard.console.platform.kubernetes.access.ClusterFailures;
import switchboard.console.platform.kubernetes.access.Names;
import switchboard.console.platform.kubernetes.access.Permissions;
import switchboard.console.platform.kubernetes.access.RequiredPermissions;
import switchboard.console.platform.kubernetes.manifests.ManifestApplier;
import switchboard.console.platform.kubernetes.manifests.Manifests;
import switchboard.console.platform.kubernetes.manifests.TlsSecret;
import switchboard.console.tls.ServerCertificate;
import switchboard.console.tls.StoreCertificate;

/** The system in one namespace of one cluster. */
public final class PodSystem implements EngineSystem {
  /** What a pod may take to end gracefully, and the cluster to forget it. */
  static final Duration END_TIMEOUT = Duration.ofSeconds(90);

  /** By which users reach a port-forward, and simulators the gateway's Service. */
  private static final Set<String> GATEWAY_NAMES =
      Set.of(GatewayCertificate.LOCALHOST, Names.GATEWAY);

  private static final List<String> FIXED_PARTS = List.of(Names.STORE, Names.PROMETHEUS);

  private final KubernetesClient client;
  private final String context;
  private final WellKnownPorts ports;
  private final Optional<ServerCertificate> certificate;
  private final Optional<ServerCertificate> storeCertificate;
  private final PodWatcher watch;
  private final ManifestApplier application;
  private final Permissions permissions;
  private final Scaling scaling;
  private final List<GenericKubernetesResource> objects;
  private final RequiredPermissions needs;
  private final boolean adopted;
  private final PodUsage usage;
  private final Autoscaling autoscaling;
  private volatile Optional<PortForwards> doors = Optional.empty();
  private volatile Optional<String> adminToken = Optional.empty();
  private volatile boolean begun;

  private PodSystem(
      KubernetesClient client,
      String context,
      WellKnownPorts ports,
      Optional<ServerCertificate> certificate,
      Optional<ServerCertificate> storeCertificate,
      PodWatcher watch,
      List<GenericKubernetesResource> objects,
      RequiredPermissions needs,
      Autoscaling autoscaling,
      boolean adopted) {
    this.client = client;
    this.context = context;
    this.ports = ports;
    this.certificate = certificate;
    this.storeCertificate = storeCertificate;
    this.watch = watch;
    this.objects = objects;
    this.needs = needs;
    this.autoscaling = autoscaling;
    this.adopted = adopted;
    application = new ManifestApplier(client, context);
    permissions = new Permissions(client);
    scaling = new Scaling(client, context, watch);
    usage = new PodUsage(client);
  }

  /** Finds everything that a launch needs, and says what is missing; nothing is started yet. */
  public static PodSystem open(
      LaunchRequest request,
      Cluster cluster,
      Manifests manifests,
      WellKnownPorts ports,
      Clock clock,
      Consumer<PlatformEvent> events,
      Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed {
    var client = cluster.client();
    try {
      var reach = "Reach cluster of " + cluster.context();
      progress.accept(new Step(reach, Status.RUNNING, ""));
      var version = cluster.version();
      progress.accept(new Step(reach, Status.DONE, version));
      var running = cluster.running();
      var check = "Check permissions";
      progress.accept(new Step(check, Status.RUNNING, ""));
      var objects = manifests.objects();
      var needs = RequiredPermissions.of(objects);
      new Permissions(client).check(needs.of(running.isEmpty() ? Action.LAUNCH : Action.TAKE_OVER));
      progress.accept(new Step(check, Status.DONE, ""));
      var certificate =
          running.isPresent()
              ? Optional.<ServerCertificate>empty()
              : GatewayCertificate.take(
                  request,
                  GATEWAY_NAMES,
                  PortForwards.nodeAddresses(client),
                  clock.instant(),
                  progress);
      var watch = new PodWatcher(client, clock, events);
      return new PodSystem(
          client,
          cluster.context(),
          ports,
          certificate,
          certificate.map(gateways -> StoreCertificate.issue(clock.instant())),
          watch,
          objects,
          needs,
          new Autoscaling(client, cluster.context(), manifests.folder()),
          running.isPresent());
    } catch (KubernetesClientException e) {
      client.close();
      throw ClusterFailures.explain(cluster.context(), "", e);
    } catch (IOException | InterruptedException | StepFailed | RuntimeException e) {
      client.close();
      throw e;
    }
  }

  @Override
  public boolean adopted() {
    return adopted;
  }

  @Override
  public boolean begun() {
    return begun;
  }

  @Override
  public List<Instance> instances() {
    return watch.fleet().instances();
  }

  /** See {@link switchboard.console.platform.Platform#connectionProblem}. */
  public Optional<String> connectionProblem() {
    return watch.isInTouch()
        ? Optional.empty()
        : Optional.of("the cluster of " + context + " does not respond");
  }

  public Optional<String> instanceOf(String pod) {
    return watch.fleet().instanceOf(pod);
  }

  /** What pods are, or were, called, by their addresses in the cluster. */
  public Map<String, String> byAddress() {
    return watch.fleet().byAddress();
  }

  @Override
  public void start(int count, Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed {
    if (!adopted) {
      application.checkOwn(objects);
      application.ensureNamespace(objects, progress);
    }
    watch.start();
    autoscaling.start();
    begun = !adopted;
    // With read-only access, the running system is adopted as it is.
    if (!adopted || permissions.missing(needs.of(Action.LAUNCH)).isEmpty()) {
      application.ensureSecrets();
      if (!adopted) {
        ensureTls();
      }
      application.apply(objects, count, adopted, progress);
    }
    ensure(count, progress);
    doors = Optional.of(PortForwards.open(client, watch, ports, certificate));
  }

  private void ensureTls() throws StepFailed {
    if (new TlsSecret(client, context, Names.TLS_SECRET).ensure(certificate)) {
      TlsSecret.serve(objects, certificate.map(ServerCertificate::operators).orElse(false));
    }
    if (new TlsSecret(client, context, Names.STORE_TLS_SECRET).ensure(storeCertificate)) {
      TlsSecret.encryptStore(objects);
    }
  }

  /** An autoscaler's number stays, and that which is not this user's to change. */
  @Override
  public void ensure(int count, Consumer<Step> progress) throws InterruptedException, StepFailed {
    if (autoscaling.owner().isPresent() || !permissions.missing(needs.of(Action.SCALE)).isEmpty()) {
      readiness(progress).settle(watch.wanted(), parts());
    } else {
      scaling.to(count);
      readiness(progress).settle(count, parts());
    }
  }

  private Readiness readiness(Consumer<Step> progress) {
    return new Readiness(client, watch, progress);
  }

  /** All but the replicas. */
  private List<String> parts() {
    var count = watch.wantedGateways();
    var gateways = IntStream.rangeClosed(1, count).mapToObj(number -> Names.gateway(number, count));
    return Stream.of(FIXED_PARTS.stream(), gateways, scaling.awaitedSimulators().stream())
        .flatMap(each -> each)
        .toList();
  }

  /** Brings the number of simulators to {@code count}. */
  public void scaleSimulators(int count, Consumer<Step> progress)
      throws InterruptedException, StepFailed {
    permissions.check(needs.of(Action.SCALE_SIMULATORS));
    scaling.simulatorsTo(count);
    readiness(progress).settleSimulators(count);
  }

  @Override
  public void scale(int count, Consumer<Step> progress) throws InterruptedException, StepFailed {
    permissions.check(needs.of(Action.SCALE));
    var owner = autoscaling.owner();
    if (owner.isPresent()) {
      throw new StepFailed(
          "the autoscaler sets the number of replicas: " + owner.get(),
          "Turn off the autoscaler first.",
          "");
    }
    scaling.to(count);
    readiness(progress).settle(count, List.of());
  }

  /** Where the management port of a replica is on this machine. */
  public URI management(String replica) throws IOException, StepFailed {
    return doors
        .orElseThrow(() -> new StepFailed("the system is not running yet", "Wait until it is.", ""))
        .management(replica);
  }

  /** The secret that management ports want for changes; the same for as long as it runs. */
  public String adminToken() throws StepFailed {
    if (adminToken.isEmpty()) {
      adminToken = Optional.of(AdminToken.read(client, context));
    }
    return adminToken.get();
  }

  /** The present life of an instance; empty while it does not run. */
  public Optional<Incarnation> incarnation(String instance) {
    return watch.fleet().pod(instance).flatMap(pod -> LeftBehindPods.incarnation(context, pod));
  }

  /** Deletes one replica's pod with no grace period. */
  public void kill(Instance replica) throws InterruptedException, StepFailed {
    permissions.check(needs.of(Action.KILL));
    var pod =
        watch
            .fleet()
            .pod(replica.name())
            .filter(PodView::stays)
            .orElseThrow(
                () -> new StepFailed("it is not running", "Choose one that is ready.", ""));
    watch.fleet().expectKill(pod.uid());
    try {
      client.pods().inNamespace(Names.NAMESPACE).withName(pod.name()).withGracePeriod(0).delete();
    } catch (KubernetesClientException e) {
      watch.fleet().expectNoKill(pod.uid());
      throw ClusterFailures.explain(context, "deleting pod " + pod.name(), e);
    }
  }

  @Override
  public void limit(Limits limits, Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed {
    try {
      new RollingUpdate(client, watch, context).make(limits, progress);
    } catch (KubernetesClientException e) {
      throw ClusterFailures.explain(context, "limiting", e);
    }
  }

  @Override
  public void stop(boolean deleteData, Consumer<Step> progress)
      throws InterruptedException, StepFailed {
    var step = "Stop the system";
    permissions.check(needs.of(Action.STOP));
    watch.fleet().expectEnd(true);
    try {
      progress.accept(new Step(step, Status.RUNNING, "deleting its objects"));
      autoscaling.remove();
      application.delete(objects, deleteData);
      progress.accept(new Step(step, Status.RUNNING, "waiting until its pods have ended"));
      if (!watch.await(all -> watch.pods().isEmpty(), END_TIMEOUT)) {
        throw new StepFailed(
            "pods are still there: "
                + watch.pods().stream().map(PodView::name).collect(Collectors.joining(", ")),
            "See kubectl -n " + Names.NAMESPACE + " get pods; a node may not answer.",
            "");
      }
      progress.accept(new Step(step, Status.DONE, ""));
    } catch (InterruptedException | StepFailed | RuntimeException e) {
      watch.fleet().expectEnd(false);
      throw e;
    }
  }

  /** See {@link Autoscaling#set}. */
  public void autoscale(Optional<Autoscaler> wanted) throws StepFailed {
    autoscaling.set(wanted);
  }

  public Optional<Autoscaler> autoscaler() {
    return autoscaling.inForce();
  }

  @Override
  public Optional<Endpoints> endpoints() {
    return doors.map(open -> open.endpoints(scaling.askedSimulators()));
  }

  @Override
  public Optional<String> store() {
    return watch.storeImage().map(StoreImage::label);
  }

  @Override
  public Map<String, ResourceReading> consumption() {
    return usage.of(
        instances().stream()
            .flatMap(instance -> watch.fleet().pod(instance.name()).stream())
            .toList(),
        watch.fleet()::instanceOf);
  }

  @Override
  public List<LogLine> logs(String name, Instant since) {
    return watch
        .fleet()
        .pod(name)
        .map(pod -> PodLogs.of(client, pod, name, since))
        .orElse(List.of());
  }

  @Override
  public void close() {
    doors.ifPresent(PortForwards::close);
    autoscaling.close();
    watch.close();
    client.close();
  }
}
