package switchboard.console.platform.kubernetes.access;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.Closeable;
import java.util.Optional;
import java.util.OptionalInt;
import switchboard.console.platform.base.StepFailed;

/**
 * A cluster and the way to it.
 *
 * @param kubeconfig of its context alone
 * @param client closed with this
 */
public record Cluster(Kubeconfig kubeconfig, KubernetesClient client) implements Closeable {
  private static final int CONNECT_MILLIS = 4_000;
  private static final int REQUEST_MILLIS = 10_000;
  private static final int RETRIES = 2;

  static Cluster of(Access access) throws StepFailed {
    return new Cluster(access.kubeconfig(), access.client(Cluster::limit));
  }

  /** The name of the context by which it is known. */
  public String context() {
    return kubeconfig.currentContext();
  }

  private static void limit(Config config) {
    config.setConnectionTimeout(CONNECT_MILLIS);
    config.setRequestTimeout(REQUEST_MILLIS);
    // Operators need an answer soon; watches keep trying for ever.
    config.setRequestRetryBackoffLimit(RETRIES);
  }

  /** Fails when it does not respond, or not to this user. */
  public String version() throws StepFailed {
    try {
      var version = client.getKubernetesVersion();
      // Unlike its version, what runs in it is not public.
      client.pods().inNamespace(Names.NAMESPACE).withName("none").get();
      return "Kubernetes " + version.getGitVersion();
    } catch (KubernetesClientException e) {
      throw ClusterFailures.explain(context(), "reading namespace " + Names.NAMESPACE, e);
    }
  }

  /** The desired number of replicas of an existing system; empty without one. */
  public OptionalInt running() {
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
