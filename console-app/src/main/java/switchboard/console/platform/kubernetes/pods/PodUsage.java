package switchboard.console.platform.kubernetes.pods;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.metrics.v1beta1.ContainerMetrics;
import io.fabric8.kubernetes.api.model.metrics.v1beta1.PodMetrics;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.console.platform.ResourceReading;
import switchboard.console.platform.kubernetes.access.Names;

/**
 * The resources consumed by pods, as summed up by the kubelet of each node: it has the CPU time
 * since a container's start. Where this user may not query nodes, it is the recent CPU usage of
 * metrics.k8s.io; without that API, nothing is known.
 */
final class PodUsage {
  private static final Logger LOG = LoggerFactory.getLogger(PodUsage.class);

  private final KubernetesClient client;

  PodUsage(KubernetesClient client) {
    this.client = client;
  }

  /**
   * By instance.
   *
   * @param names of the instance that a pod is
   */
  Map<String, ResourceReading> of(List<PodView> pods, Function<String, Optional<String>> names) {
    var byPod = new HashMap<String, ResourceReading>();
    var silent = false;
    for (var node :
        pods.stream().map(PodView::node).filter(n -> !n.isEmpty()).distinct().toList()) {
      try {
        byPod.putAll(summary(client.raw("/api/v1/nodes/" + node + "/proxy/stats/summary")));
      } catch (KubernetesClientException e) {
        LOG.debug("Node {} does not tell what its pods consume", node, e);
        silent = true;
      }
    }
    if (silent) {
      metrics().forEach(byPod::putIfAbsent);
    }
    var consumed = new HashMap<String, ResourceReading>();
    byPod.forEach((pod, each) -> put(consumed, names.apply(pod), each));
    return consumed;
  }

  private static void put(
      Map<String, ResourceReading> consumed, Optional<String> name, ResourceReading each) {
    // Of a pod and the one that it replaces, what is newer counts.
    name.ifPresent(
        known ->
            consumed.merge(
                known, each, (one, other) -> one.at().isAfter(other.at()) ? one : other));
  }

  /** By pod; the format is that of the kubelet's stats/v1alpha1 Summary. */
  static Map<String, ResourceReading> summary(String json) {
    var consumed = new HashMap<String, ResourceReading>();
    if (json == null) {
      return consumed;
    }
    var pods = JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("pods");
    for (var each : Optional.ofNullable(pods).orElse(new JsonArray())) {
      var pod = each.getAsJsonObject();
      var about = pod.getAsJsonObject("podRef");
      if (Names.NAMESPACE.equals(about.get("namespace").getAsString())) {
        ofPod(pod).ifPresent(known -> consumed.put(about.get("name").getAsString(), known));
      }
    }
    return consumed;
  }

  private static Optional<ResourceReading> ofPod(JsonObject pod) {
    var cpu = Duration.ZERO;
    var memory = 0L;
    var at = Instant.EPOCH;
    for (var each : Optional.ofNullable(pod.getAsJsonArray("containers")).orElse(new JsonArray())) {
      var container = each.getAsJsonObject();
      cpu = cpu.plusNanos(number(container, "cpu", "usageCoreNanoSeconds"));
      memory += number(container, "memory", "workingSetBytes");
      var time = member(container, "cpu", "time");
      if (time.isPresent()) {
        at = OffsetDateTime.parse(time.get().getAsString()).toInstant();
      }
    }
    return at.equals(Instant.EPOCH)
        ? Optional.empty()
        : Optional.of(new ResourceReading(at, cpu, known(memory)));
  }

  private static OptionalLong known(long memory) {
    return memory > 0 ? OptionalLong.of(memory) : OptionalLong.empty();
  }

  private static long number(JsonObject in, String first, String second) {
    return member(in, first, second).map(JsonElement::getAsLong).orElse(0L);
  }

  private static Optional<JsonElement> member(JsonObject in, String first, String second) {
    return Optional.ofNullable(in.getAsJsonObject(first)).map(each -> each.get(second));
  }

  /** By pod, as reported by metrics-server. */
  private Map<String, ResourceReading> metrics() {
    try {
      var consumed = new HashMap<String, ResourceReading>();
      for (var pod : client.top().pods().metrics(Names.NAMESPACE).getItems()) {
        ofPod(pod).ifPresent(known -> consumed.put(pod.getMetadata().getName(), known));
      }
      return consumed;
    } catch (KubernetesClientException e) {
      LOG.debug("There are no metrics.k8s.io, or not for this user", e);
      return Map.of();
    }
  }

  private static Optional<ResourceReading> ofPod(PodMetrics pod) {
    var cores = sum(pod.getContainers(), "cpu");
    return cores.isEmpty() || pod.getTimestamp() == null
        ? Optional.empty()
        : Optional.of(
            new ResourceReading(
                OffsetDateTime.parse(pod.getTimestamp()).toInstant(),
                Duration.ZERO,
                OptionalDouble.of(cores.get().doubleValue()),
                known(sum(pod.getContainers(), "memory").map(BigDecimal::longValue).orElse(0L))));
  }

  /** Empty when no container reports it. */
  private static Optional<BigDecimal> sum(List<ContainerMetrics> containers, String resource) {
    return containers.stream()
        .flatMap(each -> Optional.ofNullable(each.getUsage()).stream())
        .flatMap(usage -> Optional.ofNullable(usage.get(resource)).stream())
        .map(Quantity::getNumericalAmount)
        .reduce(BigDecimal::add);
  }
}
