package switchboard.console.platform.kubernetes.pods;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.console.platform.Autoscaler;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.kubernetes.access.ClusterFailures;
import switchboard.console.platform.kubernetes.access.Names;

/** The HorizontalPodAutoscaler of the replicas, as the manifests' component has it. */
final class Autoscaling implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(Autoscaling.class);

  private final KubernetesClient client;
  private final String context;
  private final String manifest;
  private Optional<SharedIndexInformer<HorizontalPodAutoscaler>> informer = Optional.empty();

  /**
   * @param manifests the folder of the manifests
   */
  Autoscaling(KubernetesClient client, String context, Path manifests) throws IOException {
    this.client = client;
    this.context = context;
    manifest = Files.readString(manifests.resolve("autoscaler").resolve("autoscaler.yaml"));
  }

  /** Begins to see who scales, where the cluster shows it. */
  void start() {
    try {
      informer =
          Optional.of(
              client
                  .autoscaling()
                  .v2()
                  .horizontalPodAutoscalers()
                  .inNamespace(Names.NAMESPACE)
                  .inform());
    } catch (KubernetesClientException e) {
      LOG.debug("Autoscalers are not shown to this user", e);
    }
  }

  /** The autoscaler of the replicas by CPU, as last seen. */
  Optional<Autoscaler> inForce() {
    return found().flatMap(Autoscaling::read);
  }

  /** "2 to 10 replicas", of any autoscaler of the replicas. */
  Optional<String> owner() {
    return found()
        .map(HorizontalPodAutoscaler::getSpec)
        .map(each -> each.getMinReplicas() + " to " + each.getMaxReplicas() + " replicas");
  }

  private Optional<HorizontalPodAutoscaler> found() {
    return informer.stream()
        .flatMap(each -> each.getStore().list().stream())
        .filter(each -> each.getSpec().getScaleTargetRef().getName().equals(Names.BACKEND))
        .findFirst();
  }

  /** Empty for one that goes by something else than the use of CPU. */
  private static Optional<Autoscaler> read(HorizontalPodAutoscaler found) {
    var spec = found.getSpec();
    try {
      return spec.getMetrics().stream()
          .flatMap(metric -> Optional.ofNullable(metric.getResource()).stream())
          .filter(resource -> resource.getName().equals("cpu"))
          .flatMap(resource -> Optional.ofNullable(resource.getTarget().getAverageValue()).stream())
          .map(each -> each.getNumericalAmount().doubleValue())
          .map(
              cpus ->
                  new Autoscaler(
                      Optional.ofNullable(spec.getMinReplicas()).orElse(1),
                      spec.getMaxReplicas(),
                      cpus))
          .findFirst();
    } catch (IllegalArgumentException e) {
      LOG.debug("An autoscaler beyond what this console knows", e);
      return Optional.empty();
    }
  }

  /** Sets the autoscaler of the replicas or, when empty, removes it. */
  void set(Optional<Autoscaler> wanted) throws StepFailed {
    try {
      var there = Optional.ofNullable(resource(object()).get());
      if (there.filter(each -> !Names.isOwn(each)).isPresent()) {
        throw new StepFailed(
            "HorizontalPodAutoscaler " + Names.BACKEND + " was not created by this console",
            "It was left alone. Delete or rename it (kubectl -n %s), then try again."
                .formatted(Names.NAMESPACE),
            "");
      }
      if (wanted.isPresent()) {
        resource(object(wanted.get())).fieldManager(Names.FIELD_MANAGER).serverSideApply();
      } else {
        resource(object()).delete();
      }
    } catch (KubernetesClientException e) {
      throw ClusterFailures.explain(context, "setting the autoscaler", e);
    }
  }

  /** Takes the product's own away, if it is there. */
  void remove() throws StepFailed {
    if (found().filter(Names::isOwn).isPresent()) {
      set(Optional.empty());
    }
  }

  private Resource<HorizontalPodAutoscaler> resource(HorizontalPodAutoscaler object) {
    return client.resource(object).inNamespace(Names.NAMESPACE);
  }

  HorizontalPodAutoscaler object(Autoscaler wanted) {
    var object = object();
    var spec = object.getSpec();
    spec.setMinReplicas(wanted.least());
    spec.setMaxReplicas(wanted.most());
    spec.getMetrics()
        .getFirst()
        .getResource()
        .getTarget()
        .setAverageValue(new Quantity(BigDecimal.valueOf(wanted.cpus()).toPlainString()));
    return object;
  }

  private HorizontalPodAutoscaler object() {
    var object = Serialization.unmarshal(manifest, HorizontalPodAutoscaler.class);
    var labels = new HashMap<>(object.getMetadata().getLabels());
    labels.put(Names.PART_OF, Names.PRODUCT);
    object.getMetadata().setLabels(labels);
    return object;
  }

  @Override
  public void close() {
    informer.ifPresent(SharedIndexInformer::close);
  }
}
