package switchboard.console.platform.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.Closeable;
import java.util.Optional;
import java.util.OptionalInt;
import switchboard.console.platform.StepFailed;

/**
 * A cluster and the way to it.
 *
 * @param kubeconfig of its context alone
 * @param client closed with this
 */
record Cluster(Kubeconfig kubeconfig, KubernetesClient client) implements Closeable {
  private static final int CONNECT_MILLIS = 4_000;
  private static final int REQUEST_MILLIS = 10_000;
  private static final int RETRIES = 2;

  static Cluster of(Access access) throws StepFailed {
    return new Cluster(access.kubeconfig(), access.client(Cluster::limit));
  }

  /** The name of the context by which it is known. */
  String context() {
    return kubeconfig.currentContext();
  }

  private static void limit(Config config) {
    config.setConnectionTimeout(CONNECT_MILLIS);
    config.setRequestTimeout(REQUEST_MILLIS);
    // An operator would rather be told soon; watches go on trying for ever.
    config.setRequestRetryBackoffLimit(RETRIES);
  }

  /** Says so when it does not answer, or not to this user. */
  String version() throws StepFailed {
    try {
      var version = client.getKubernetesVersion();
      // Unlike its version, what runs in it is not told to everybody.
      client.pods().inNamespace(Names.NAMESPACE).withName("none").get();
      return "Kubernetes " + version.getGitVersion();
    } catch (KubernetesClientException e) {
      throw ClusterFailures.explain(context(), "looking into namespace " + Names.NAMESPACE, e);
    }
  }

  /** How many backends are wanted of a system that is there already; empty when none is. */
  OptionalInt running() {
    var deployments =
        client
            .apps()
            .deployments()
            .inNamespace(Names.NAMESPACE)
            .withLabel(Names.PART_OF, Names.PRODUCT)
            .list()
            .getItems();
    return deployments.stream()
        .filter(each -> each.getMetadata().getName().equals(Names.BACKEND))
        .filter(each -> each.getMetadata().getDeletionTimestamp() == null)
        .mapToInt(each -> Optional.ofNullable(each.getSpec().getReplicas()).orElse(1))
        .findFirst();
  }

  @Override
  public void close() {
    client.close();
  }
}
