package switchboard.console.platform.kubernetes.monitoring;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.console.platform.Step;
import switchboard.console.platform.Step.Status;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.base.Uninterrupted;
import switchboard.console.platform.kubernetes.access.Cluster;
import switchboard.console.platform.kubernetes.access.ClusterFailures;
import switchboard.console.platform.kubernetes.access.Names;
import switchboard.console.platform.kubernetes.access.Right;

/**
 * The console's own release of the stack, in a namespace that nothing else is in. That the
 * namespace is the console's own its label says; in another nothing is installed and none removed.
 */
final class StackInstallation {
  static final String NAMESPACE = "switchboard-monitoring";
  static final String RELEASE = "switchboard";

  /** What a step says that was. */
  static final String CANCELLED = "cancelled";

  /** What the chart needs beyond a namespace of its own. */
  static final List<Right> RIGHTS =
      List.of(
          new Right("create", "", "namespaces"),
          new Right("create", "apiextensions.k8s.io", "customresourcedefinitions"),
          new Right("create", "rbac.authorization.k8s.io", "clusterroles"),
          new Right("create", "rbac.authorization.k8s.io", "clusterrolebindings"),
          new Right("create", "admissionregistration.k8s.io", "validatingwebhookconfigurations"));

  private static final Logger LOG = LoggerFactory.getLogger(StackInstallation.class);
  private static final long GLANCE_SECONDS = 2;
  private static final long END_SECONDS = 120;

  private final Cluster cluster;
  private final Helm helm;
  private final HelmChart chart;
  private final Path values;

  /**
   * @param values for the chart, a file
   */
  StackInstallation(Cluster cluster, Helm helm, HelmChart chart, Path values) {
    this.cluster = cluster;
    this.helm = helm;
    this.chart = chart;
    this.values = values;
  }

  /** Whether a namespace is the console's own. */
  static boolean isOwn(KubernetesClient client, String namespace) {
    return NAMESPACE.equals(namespace) && namespace(client).filter(Names::isOwn).isPresent();
  }

  private static Optional<Namespace> namespace(KubernetesClient client) {
    return Optional.ofNullable(client.namespaces().withName(NAMESPACE).get());
  }

  /**
   * Installs it. An installation that fails or is cancelled is taken away again, as far as the
   * cluster lets it; that is not to be cancelled.
   */
  void make(Consumer<Step> progress) throws IOException, InterruptedException, StepFailed {
    makeNamespace(progress);
    checkRelease();
    var step = "Install " + chart.words();
    progress.accept(new Step(step, Status.RUNNING, "fetching the chart"));
    var ended = new CountDownLatch(1);
    Thread.ofVirtual().name("installing").start(() -> reportProgress(step, ended, progress));
    try {
      try {
        helm.install(cluster.kubeconfig(), chart, RELEASE, NAMESPACE, values);
      } finally {
        synchronized (ended) {
          ended.countDown();
        }
      }
      progress.accept(new Step(step, Status.DONE, ""));
    } catch (IOException | InterruptedException | StepFailed e) {
      var why = e instanceof InterruptedException ? CANCELLED : String.valueOf(e.getMessage());
      progress.accept(new Step(step, Status.FAILED, why));
      takeBack(progress);
      throw e;
    }
  }

  private void makeNamespace(Consumer<Step> progress) throws StepFailed {
    var step = "Create namespace " + NAMESPACE;
    progress.accept(new Step(step, Status.RUNNING, ""));
    try {
      var there = namespace(cluster.client());
      if (there.isPresent() && !Names.isOwn(there.get())) {
        progress.accept(new Step(step, Status.FAILED, "it already exists"));
        throw new StepFailed(
            "namespace " + NAMESPACE + " already exists, and was not created by this console",
            "Rename or delete it, then try again.",
            "");
      }
      if (there.isEmpty()) {
        cluster
            .client()
            .resource(
                new NamespaceBuilder()
                    .withNewMetadata()
                    .withName(NAMESPACE)
                    .withLabels(Map.of(Names.PART_OF, Names.PRODUCT))
                    .endMetadata()
                    .build())
            .create();
      }
      progress.accept(new Step(step, Status.DONE, ""));
    } catch (KubernetesClientException e) {
      progress.accept(new Step(step, Status.FAILED, ""));
      throw ClusterFailures.explain(cluster.context(), "creating namespace " + NAMESPACE, e);
    }
  }

  /** Helm waits in silence: its pods show its progress until it has ended. */
  private void reportProgress(String step, CountDownLatch ended, Consumer<Step> progress) {
    try {
      while (!ended.await(GLANCE_SECONDS, TimeUnit.SECONDS)) {
        var pods = cluster.client().pods().inNamespace(NAMESPACE).list().getItems();
        var ready = pods.stream().filter(Readiness::isPodReady).count();
        synchronized (ended) {
          if (!pods.isEmpty() && ended.getCount() > 0) {
            progress.accept(
                new Step(step, Status.RUNNING, ready + " of " + pods.size() + " pods are ready"));
          }
        }
      }
    } catch (KubernetesClientException e) {
      LOG.debug("How far an installation is cannot be seen", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Whatever made it fail is the operator's answer, and not this. On a thread of its own, so that a
   * second cancellation, for example when the window is closed then, does not leave half of it.
   */
  private void takeBack(Consumer<Step> progress) {
    Uninterrupted.join(Thread.ofVirtual().name("taking-back").start(() -> removeOrWarn(progress)));
  }

  private void removeOrWarn(Consumer<Step> progress) {
    try {
      remove(progress);
    } catch (IOException | InterruptedException | StepFailed | KubernetesClientException e) {
      LOG.warn("An unfinished installation could not be removed: {}", e.toString());
    }
  }

  /** A release is the console's own by what it was installed with, and not by its name. */
  private void checkRelease() throws IOException, InterruptedException, StepFailed {
    if (helm.maker(cluster.kubeconfig(), chart, RELEASE, NAMESPACE) == Helm.Maker.SOMEBODY_ELSE) {
      throw new StepFailed(
          "Helm's release %s in namespace %s was not created by this console"
              .formatted(RELEASE, NAMESPACE),
          "It was left alone. Whoever has installed it can uninstall it: helm -n %s uninstall %s."
              .formatted(NAMESPACE, RELEASE),
          "");
    }
  }

  /** Takes the release and its namespace away, if they are the console's own. */
  void remove(Consumer<Step> progress) throws IOException, InterruptedException, StepFailed {
    if (!isOwn(cluster.client(), NAMESPACE)) {
      throw new StepFailed(
          "this console has not installed one", "Whoever installed a stack has to remove it.", "");
    }
    checkRelease();
    var step = "Uninstall " + chart.words();
    progress.accept(new Step(step, Status.RUNNING, ""));
    helm.uninstall(cluster.kubeconfig(), chart, RELEASE, NAMESPACE);
    progress.accept(new Step(step, Status.DONE, ""));
    var last = "Delete namespace " + NAMESPACE;
    progress.accept(new Step(last, Status.RUNNING, ""));
    var namespace = cluster.client().namespaces().withName(NAMESPACE);
    try {
      namespace.delete();
      namespace.waitUntilCondition(Objects::isNull, END_SECONDS, TimeUnit.SECONDS);
      progress.accept(new Step(last, Status.DONE, ""));
    } catch (KubernetesClientTimeoutException e) {
      throw new StepFailed(
          "namespace " + NAMESPACE + " is still being deleted",
          "See kubectl describe namespace " + NAMESPACE + ".",
          e.toString());
    } catch (KubernetesClientException e) {
      throw ClusterFailures.explain(cluster.context(), "deleting namespace " + NAMESPACE, e);
    }
  }
}
