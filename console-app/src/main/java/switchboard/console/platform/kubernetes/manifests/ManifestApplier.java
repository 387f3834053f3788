package switchboard.console.platform.kubernetes.manifests;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import switchboard.console.platform.Step;
import switchboard.console.platform.Step.Status;
import switchboard.console.platform.base.Secrets;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.kubernetes.access.ClusterFailures;
import switchboard.console.platform.kubernetes.access.Names;
import switchboard.console.platform.kubernetes.access.Yaml;

/** Applies the product's objects to the cluster and deletes them. */
public final class ManifestApplier {
  private static final int END_SECONDS = 120;

  /** Those of manifests/secrets. */
  private static final List<String> SECRETS =
      List.of(
          "STORE_PASSWORD",
          "STORE_ADMIN_PASSWORD",
          "JWT_SECRET",
          "ADMIN_TOKEN",
          "GRAFANA_PASSWORD");

  /** The same, of a Secret of its own that a system of an earlier version can be given. */
  private static final List<String> LOAD_SECRETS = List.of("LOAD_TOKEN");

  private final KubernetesClient client;
  private final String context;

  public ManifestApplier(KubernetesClient client, String context) {
    this.client = client;
    this.context = context;
  }

  /** The namespace, which stays when the system goes: others may have put something there. */
  public void ensureNamespace(List<GenericKubernetesResource> objects, Consumer<Step> progress)
      throws StepFailed {
    try {
      awaitEndOfNamespace(progress);
      for (var object : objects) {
        if (isNamespace(object) && existing(object).isEmpty()) {
          at(object).fieldManager(Names.FIELD_MANAGER).serverSideApply();
        }
      }
    } catch (KubernetesClientException e) {
      throw ClusterFailures.explain(context, "creating namespace " + Names.NAMESPACE, e);
    }
  }

  /** One that is being deleted takes nothing new. */
  private void awaitEndOfNamespace(Consumer<Step> progress) throws StepFailed {
    var namespace = client.namespaces().withName(Names.NAMESPACE);
    var there = namespace.get();
    if (there == null || there.getMetadata().getDeletionTimestamp() == null) {
      return;
    }
    var step = "Wait for the former namespace";
    progress.accept(new Step(step, Status.RUNNING, Names.NAMESPACE + " is being deleted"));
    try {
      namespace.waitUntilCondition(Objects::isNull, END_SECONDS, TimeUnit.SECONDS);
      progress.accept(new Step(step, Status.DONE, ""));
    } catch (KubernetesClientTimeoutException e) {
      progress.accept(new Step(step, Status.FAILED, ""));
      throw new StepFailed(
          "namespace " + Names.NAMESPACE + " is still being deleted",
          "See kubectl describe namespace " + Names.NAMESPACE + ", then launch again.",
          e.toString());
    }
  }

  private static boolean isNamespace(GenericKubernetesResource object) {
    return object.getKind().equals("Namespace");
  }

  /**
   * Checks that nothing to be applied belongs to somebody else, before anything is applied.
   *
   * @throws StepFailed says what bears the name of one of the objects, and is not the product's
   */
  public void checkOwn(List<GenericKubernetesResource> objects) throws StepFailed {
    try {
      var foreign =
          objects.stream()
              .filter(object -> !isNamespace(object))
              .filter(object -> existing(object).filter(there -> !Names.isOwn(there)).isPresent())
              .map(object -> object.getKind() + " " + object.getMetadata().getName())
              .toList();
      if (!foreign.isEmpty()) {
        throw new StepFailed(
            "%s in namespace %s, made by somebody else, would be in the way"
                .formatted(String.join(", ", foreign), Names.NAMESPACE),
            "Nothing was changed. Delete or rename what is there, or choose another cluster.",
            "They have no label " + Names.PART_OF + "=" + Names.PRODUCT + ".");
      }
    } catch (KubernetesClientException e) {
      throw ClusterFailures.explain(context, "reading namespace " + Names.NAMESPACE, e);
    }
  }

  /** The secrets, made for this system; those that are there are kept. */
  public void ensureSecrets() throws StepFailed {
    ensureSecret(Names.SECRET, SECRETS);
    ensureSecret(Names.LOAD_SECRET, LOAD_SECRETS);
  }

  private void ensureSecret(String secret, List<String> names) throws StepFailed {
    try {
      if (client.secrets().inNamespace(Names.NAMESPACE).withName(secret).get() != null) {
        return;
      }
      var values = new TreeMap<String, String>();
      names.forEach(name -> values.put(name, Secrets.next()));
      client
          .resource(
              new SecretBuilder()
                  .withNewMetadata()
                  .withName(secret)
                  .withNamespace(Names.NAMESPACE)
                  .withLabels(Map.of(Names.PART_OF, Names.PRODUCT))
                  .endMetadata()
                  .withStringData(values)
                  .build())
          .create();
    } catch (KubernetesClientException e) {
      throw ClusterFailures.explain(context, "creating the secrets", e);
    }
  }

  /**
   * Applies the objects, each only where no other field manager owns its fields.
   *
   * @param replicas of replicas where there are none yet; the number of those there are stays
   * @param onlyMissing whether those that are there are left alone
   */
  public void apply(
      List<GenericKubernetesResource> objects,
      int replicas,
      boolean onlyMissing,
      Consumer<Step> progress)
      throws StepFailed {
    var step = "Apply the manifests";
    for (var object : objects) {
      if (isNamespace(object)) {
        continue;
      }
      var words = object.getKind() + " " + object.getMetadata().getName();
      progress.accept(new Step(step, Status.RUNNING, words));
      try {
        var there = existing(object);
        if (there.isPresent() && onlyMissing) {
          continue;
        }
        if (words.equals("Deployment " + Names.BACKEND)) {
          keepReplicas(object, there, replicas);
        } else if (words.equals("StatefulSet " + Names.SIMULATOR)) {
          keepReplicas(object, there, 1);
        } else if (words.equals("Deployment " + Names.GATEWAY)) {
          keepReplicas(object, there, object.<Integer>get("spec", "replicas"));
        }
        applyOne(object, progress);
      } catch (KubernetesClientException e) {
        progress.accept(new Step(step, Status.FAILED, words));
        throw ClusterFailures.explain(context, "applying " + words, e);
      }
    }
    progress.accept(new Step(step, Status.DONE, objects.size() + " objects"));
  }

  private void applyOne(GenericKubernetesResource object, Consumer<Step> progress) {
    try {
      at(object).fieldManager(Names.FIELD_MANAGER).serverSideApply();
    } catch (KubernetesClientException e) {
      if (!NodePorts.isRefused(object, e)) {
        throw e;
      }
      var step = "Publish " + object.getMetadata().getName();
      progress.accept(new Step(step, Status.RUNNING, NodePorts.words(object)));
      progress.accept(new Step(step, Status.DONE, publish(object)));
    }
  }

  /** At another port of the nodes, or else at none. */
  private String publish(GenericKubernetesResource object) {
    var taken = NodePorts.words(object);
    try {
      var published = at(NodePorts.withAnyPort(object)).fieldManager(Names.FIELD_MANAGER);
      return taken + ": the cluster has chosen " + NodePorts.of(published.serverSideApply());
    } catch (KubernetesClientException e) {
      if (!NodePorts.isRefused(object, e)) {
        throw e;
      }
      at(NodePorts.without(object)).fieldManager(Names.FIELD_MANAGER).serverSideApply();
      return taken + ", nor is any other: it is reached by a port-forward of this console";
    }
  }

  /** The number belongs to whoever scales: to apply another one would be a conflict. */
  private static void keepReplicas(
      GenericKubernetesResource scaled, Optional<GenericKubernetesResource> there, int wanted) {
    var replicas = there.<Object>map(each -> each.get("spec", "replicas")).orElse(wanted);
    if (scaled.getAdditionalProperties().get("spec") instanceof Map<?, ?> spec) {
      Yaml.asMap(spec).put("replicas", replicas);
    }
  }

  private Optional<GenericKubernetesResource> existing(GenericKubernetesResource object) {
    return Optional.ofNullable(at(object).get());
  }

  /** Never in another namespace, whatever a file says. */
  private Resource<GenericKubernetesResource> at(GenericKubernetesResource object) {
    var resource = client.resource(object);
    return object.getMetadata().getNamespace() == null
        ? resource
        : resource.inNamespace(Names.NAMESPACE);
  }

  /**
   * Deletes what bears the product's label, but not the namespace.
   *
   * @param deleteData whether the store's volume claims go, too
   */
  public void delete(List<GenericKubernetesResource> objects, boolean deleteData)
      throws StepFailed {
    try {
      // What makes pods goes first, and then what they needed to end gracefully.
      var labelled = Map.of(Names.PART_OF, Names.PRODUCT);
      var apps = client.apps();
      apps.deployments().inNamespace(Names.NAMESPACE).withLabels(labelled).delete();
      apps.statefulSets().inNamespace(Names.NAMESPACE).withLabels(labelled).delete();
      for (var object : objects) {
        if (!isNamespace(object) && existing(object).filter(Names::isOwn).isPresent()) {
          at(object).delete();
        }
      }
      client.services().inNamespace(Names.NAMESPACE).withLabels(labelled).delete();
      client.configMaps().inNamespace(Names.NAMESPACE).withLabels(labelled).delete();
      client.secrets().inNamespace(Names.NAMESPACE).withLabels(labelled).delete();
      if (deleteData) {
        client
            .persistentVolumeClaims()
            .inNamespace(Names.NAMESPACE)
            .withLabels(labelled)
            .withLabel(Names.PART, Names.STORE)
            .delete();
      }
    } catch (KubernetesClientException e) {
      throw ClusterFailures.explain(context, "deleting the system", e);
    }
  }
}
