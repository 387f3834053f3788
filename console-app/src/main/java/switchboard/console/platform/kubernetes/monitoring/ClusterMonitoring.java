package switchboard.console.platform.kubernetes.monitoring;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.Closeable;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.platform.Step;
import switchboard.console.platform.Step.Status;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.capability.Monitoring;
import switchboard.console.platform.kubernetes.access.Cluster;
import switchboard.console.platform.kubernetes.access.ClusterFailures;
import switchboard.console.platform.kubernetes.access.Clusters;
import switchboard.console.platform.kubernetes.access.Forward;
import switchboard.console.platform.kubernetes.access.Names;
import switchboard.console.platform.kubernetes.access.Permissions;
import switchboard.console.platform.kubernetes.access.RequiredPermissions;
import switchboard.console.platform.kubernetes.access.Right;
import switchboard.console.platform.kubernetes.manifests.Manifests;

/**
 * kube-prometheus-stack in the cluster that is chosen. Of what others have installed only the
 * figures are read; the console installs its own by Helm, and removes nothing but that.
 */
public final class ClusterMonitoring implements Monitoring, Closeable {
  private static final String COMPONENT = "kube-prometheus-stack";

  /** In which an operator makes its Prometheus, and its image may have to be pulled. */
  private static final int READY_SECONDS = 300;

  /** What reading its figures takes, in its namespace. */
  private static final List<Right> READING =
      Stream.concat(
              Stream.of(new Right("list", "", "pods")), RequiredPermissions.FORWARDING.stream())
          .toList();

  private final Clusters clusters;
  private final Map<String, String> environment;
  private final HelmChart chart;
  private final Turn turn = new Turn();
  private Optional<Cluster> cluster = Optional.empty();
  private Optional<Monitors> monitors = Optional.empty();
  private Optional<Door> door = Optional.empty();

  /** What the operator wants; empty before it is known. */
  private Optional<Boolean> wanted = Optional.empty();

  /** A way to a Prometheus, which finds the pod that it is at the moment. */
  private record Door(PrometheusLocator.Found to, Forward forward) {}

  /** Serialises the attempts, until it is closed. */
  private static final class Turn {
    private Optional<Thread> worker = Optional.empty();
    private boolean over;

    /** False when there are no more. */
    synchronized boolean begin() {
      worker = over ? Optional.empty() : Optional.of(Thread.currentThread());
      return !over;
    }

    synchronized void end() {
      worker = Optional.empty();
    }

    synchronized void cancelAll() {
      over = true;
      worker.ifPresent(Thread::interrupt);
    }
  }

  /**
   * @param environment of which Helm is found
   */
  public ClusterMonitoring(Clusters clusters, Map<String, String> environment, HelmChart chart) {
    this.clusters = clusters;
    this.environment = environment;
    this.chart = chart;
  }

  @Override
  public String namespace() {
    return Names.NAMESPACE;
  }

  @Override
  public Outcome<Stack> look() {
    return attempt("Looking for " + COMPONENT, this::seen);
  }

  @Override
  public Outcome<Stack> use(Consumer<Step> progress) {
    return attempt(
        "Using " + COMPONENT,
        () -> {
          var there = cluster();
          if (find(there).isEmpty()) {
            installation(there).make(progress);
            awaitPrometheus(there, progress);
          }
          wanted = Optional.of(true);
          return seen();
        });
  }

  @Override
  public Outcome<Stack> leave() {
    return attempt(
        "Disconnecting from " + COMPONENT,
        () -> {
          var there = cluster();
          wanted = Optional.of(false);
          shut();
          monitors(there).delete();
          return seen();
        });
  }

  @Override
  public Outcome<Stack> remove(Consumer<Step> progress) {
    return attempt(
        "Removing " + COMPONENT,
        () -> {
          var there = cluster();
          installation(there).remove(progress);
          wanted = Optional.empty();
          shut();
          monitors(there).delete();
          return seen();
        });
  }

  /** Something that talks to the cluster. */
  @FunctionalInterface
  private interface Attempt {
    Stack make() throws IOException, InterruptedException, StepFailed;
  }

  private synchronized Outcome<Stack> attempt(String tried, Attempt attempt) {
    if (!turn.begin()) {
      return Outcome.failed(
          new Failure(tried, "the console is being closed", "Open it again, then try again."));
    }
    try {
      return Outcome.done(attempt.make());
    } catch (StepFailed e) {
      return Outcome.failed(e.failure(tried));
    } catch (InterruptedException e) {
      return Outcome.failed(
          new Failure(tried, "it was cancelled", "Look again: parts of it may still be there."));
    } catch (KubernetesClientException e) {
      var why = ClusterFailures.explain(clusters.target().orElse(""), "", e);
      return Outcome.failed(why.failure(tried));
    } catch (IOException e) {
      return Outcome.failed(
          new Failure(tried, String.valueOf(e.getMessage()), "Try again.", e.toString()));
    } finally {
      turn.end();
    }
  }

  private Stack seen() throws IOException, InterruptedException, StepFailed {
    var there = cluster();
    Optional<PrometheusLocator.Found> found;
    try {
      found = find(there);
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
        throw e;
      }
      return none("You may not list services in all namespaces: whether there is one is unknown.");
    }
    if (found.isEmpty()) {
      shut();
      return none(installObstacle(there));
    }
    var stack = found.get();
    var own = StackInstallation.isOwn(there.client(), stack.namespace());
    var origin = own ? Origin.OWN : Origin.FOREIGN;
    var permissions = new Permissions(there.client(), stack.namespace());
    var missing = List.copyOf(permissions.missing(READING));
    if (!missing.isEmpty()) {
      shut();
      var why = Permissions.sentence(missing, stack.namespace()) + ".";
      return new Stack(origin, stack.words(), false, Optional.empty(), why, false);
    }
    var monitors = monitors(there);
    var used = wanted.orElseGet(() -> own || monitors.exist());
    if (!used) {
      shut();
      return new Stack(origin, stack.words(), false, Optional.empty(), "", true);
    }
    wanted = Optional.of(true);
    if (new PrometheusLocator(there.client()).goal(stack).isEmpty()) {
      var why = "Its Prometheus is not ready.";
      return new Stack(origin, stack.words(), true, Optional.empty(), why, true);
    }
    var note = monitors.ensure();
    return new Stack(
        origin, stack.words(), true, Optional.of(opened(there, stack).uri()), note, true);
  }

  private static Stack none(String obstacle) {
    return new Stack(
        Origin.NONE,
        "namespace " + StackInstallation.NAMESPACE,
        false,
        Optional.empty(),
        obstacle,
        obstacle.isEmpty());
  }

  /** Why it cannot be installed, in a sentence; empty when it can. */
  private String installObstacle(Cluster there) throws InterruptedException {
    if (Helm.find(environment).isEmpty()) {
      return "Helm is not installed on this machine: install it (helm.sh), then look again.";
    }
    var missing =
        List.copyOf(
            new Permissions(there.client(), StackInstallation.NAMESPACE)
                .missing(StackInstallation.RIGHTS));
    return missing.isEmpty()
        ? ""
        : Permissions.sentence(missing, StackInstallation.NAMESPACE) + ".";
  }

  private static Optional<PrometheusLocator.Found> find(Cluster there) {
    return new PrometheusLocator(there.client()).find(StackInstallation.NAMESPACE);
  }

  /** One that does not come, or is not waited for any longer, leaves the stack where it is. */
  private void awaitPrometheus(Cluster there, Consumer<Step> progress)
      throws InterruptedException, StepFailed {
    var step = "Wait for its Prometheus";
    progress.accept(new Step(step, Status.RUNNING, ""));
    var stacks = new PrometheusLocator(there.client());
    try {
      for (int second = 0; second < READY_SECONDS; second++) {
        if (find(there).flatMap(stacks::goal).isPresent()) {
          progress.accept(new Step(step, Status.DONE, ""));
          return;
        }
        TimeUnit.SECONDS.sleep(1);
      }
    } catch (InterruptedException e) {
      progress.accept(new Step(step, Status.FAILED, StackInstallation.CANCELLED));
      throw e;
    }
    progress.accept(new Step(step, Status.FAILED, ""));
    throw new StepFailed(
        "the stack is installed, but its Prometheus was not ready within "
            + READY_SECONDS / 60
            + " minutes",
        "See kubectl -n "
            + StackInstallation.NAMESPACE
            + " get pods, then try again, or remove it.",
        "");
  }

  private StackInstallation installation(Cluster there) throws StepFailed {
    var helm =
        Helm.find(environment)
            .orElseThrow(
                () ->
                    new StepFailed(
                        "helm is not installed on this machine",
                        "Install it (helm.sh), then try again.",
                        ""));
    return new StackInstallation(there, helm, chart, component().resolve("values.yaml"));
  }

  private Monitors monitors(Cluster there) throws IOException, StepFailed {
    if (monitors.isEmpty()) {
      monitors = Optional.of(new Monitors(there.client(), component()));
    }
    return monitors.get();
  }

  private static Path component() throws StepFailed {
    return Manifests.find().folder().resolve(COMPONENT);
  }

  /** The one that is chosen now. */
  private Cluster cluster() throws StepFailed {
    var target = clusters.target();
    if (cluster.filter(each -> target.equals(Optional.of(each.context()))).isEmpty()) {
      forget();
      cluster = Optional.of(clusters.open());
    }
    return cluster.get();
  }

  private Forward opened(Cluster there, PrometheusLocator.Found to) throws IOException {
    if (door.filter(each -> each.to().equals(to)).isEmpty()) {
      shut();
      var stacks = new PrometheusLocator(there.client());
      door = Optional.of(new Door(to, Forward.open(there.client(), 0, () -> stacks.goal(to))));
    }
    return door.get().forward();
  }

  private void shut() {
    door.ifPresent(each -> each.forward().close());
    door = Optional.empty();
  }

  private void forget() {
    shut();
    wanted = Optional.empty();
    monitors = Optional.empty();
    cluster.ifPresent(Cluster::close);
    cluster = Optional.empty();
  }

  /** Cancels what is going on, and returns when that has cleaned up. */
  @Override
  public void close() {
    turn.cancelAll();
    synchronized (this) {
      forget();
    }
  }
}
