package switchboard.console.platform.kubernetes.monitoring;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import switchboard.console.platform.kubernetes.access.Names;
import switchboard.console.platform.kubernetes.manifests.Manifests;

/**
 * Makes a Prometheus Operator's Prometheus scrape the system: the PodMonitors and alert rules of
 * the manifests' component, and the network policies that let it in. They belong to the backends'
 * Deployment, so they go when the system goes.
 */
final class Monitors {
  private final KubernetesClient client;
  private final List<GenericKubernetesResource> objects;

  /**
   * @param component its folder
   */
  Monitors(KubernetesClient client, Path component) throws IOException {
    this.client = client;
    objects = Manifests.render(component);
  }

  /** Whether all of them are there. */
  boolean exist() {
    try {
      return objects.stream().allMatch(each -> at(each).get() != null);
    } catch (KubernetesClientException e) {
      // Not for this user to see, or of a kind that the cluster does not know.
      return false;
    }
  }

  /**
   * Sees to it that they are there, if the system is.
   *
   * @return why they are not, in a sentence; empty otherwise
   */
  String ensure() {
    try {
      var owner = owner();
      if (owner.isPresent() && !exist()) {
        for (var each : objects) {
          each.getMetadata().setOwnerReferences(List.of(owner.get()));
          at(each).fieldManager(Names.FIELD_MANAGER).serverSideApply();
        }
      }
      return "";
    } catch (KubernetesClientException e) {
      return "It does not measure the chat system: "
          + (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN
              ? "you may not create podmonitors and prometheusrules in namespace " + Names.NAMESPACE
              : "its PodMonitors and rules cannot be created: " + e.getMessage())
          + ".";
    }
  }

  private Optional<OwnerReference> owner() {
    var backend = client.apps().deployments().inNamespace(Names.NAMESPACE).withName(Names.BACKEND);
    return Optional.ofNullable(backend.get())
        .filter(Names::isOwn)
        .map(
            each ->
                new OwnerReferenceBuilder()
                    .withApiVersion("apps/v1")
                    .withKind("Deployment")
                    .withName(Names.BACKEND)
                    .withUid(each.getMetadata().getUid())
                    .build());
  }

  void delete() {
    for (var each : objects) {
      try {
        if (Optional.ofNullable(at(each).get()).filter(Names::isOwn).isPresent()) {
          at(each).delete();
        }
      } catch (KubernetesClientException e) {
        if (e.getCode() > 0 && e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
          throw e;
        }
      }
    }
  }

  private Resource<GenericKubernetesResource> at(GenericKubernetesResource object) {
    return client.resource(object).inNamespace(Names.NAMESPACE);
  }
}
