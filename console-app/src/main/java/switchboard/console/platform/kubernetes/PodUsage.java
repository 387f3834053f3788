package switchboard.console.platform.kubernetes;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.console.platform.Consumption;

/**
 * What pods have consumed, as the kubelet of each node sums it up: it has the CPU time since a
 * container's start, of which metrics.k8s.io tells only the latest rate. Where this user may not
 * ask nodes, nothing is known.
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
  Map<String, Consumption> of(List<PodFacts> pods, Function<String, Optional<String>> names) {
    var consumed = new HashMap<String, Consumption>();
    pods.stream()
        .map(PodFacts::node)
        .filter(node -> !node.isEmpty())
        .distinct()
        .forEach(
            node -> ofNode(node).forEach((pod, each) -> put(consumed, names.apply(pod), each)));
    return consumed;
  }

  private static void put(
      Map<String, Consumption> consumed, Optional<String> name, Consumption each) {
    // Of a pod and the one that it replaces, what is newer counts.
    name.ifPresent(
        known ->
            consumed.merge(
                known, each, (one, other) -> one.at().isAfter(other.at()) ? one : other));
  }

  private Map<String, Consumption> ofNode(String node) {
    try {
      return summary(client.raw("/api/v1/nodes/" + node + "/proxy/stats/summary"));
    } catch (KubernetesClientException e) {
      LOG.debug("Node {} does not tell what its pods consume", node, e);
      return Map.of();
    }
  }

  /** By pod; the format is that of the kubelet's stats/v1alpha1 Summary. */
  static Map<String, Consumption> summary(String json) {
    var consumed = new HashMap<String, Consumption>();
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

  private static Optional<Consumption> ofPod(JsonObject pod) {
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
        : Optional.of(
            new Consumption(at, cpu, memory > 0 ? OptionalLong.of(memory) : OptionalLong.empty()));
  }

  private static long number(JsonObject in, String first, String second) {
    return member(in, first, second).map(JsonElement::getAsLong).orElse(0L);
  }

  private static Optional<JsonElement> member(JsonObject in, String first, String second) {
    return Optional.ofNullable(in.getAsJsonObject(first)).map(each -> each.get(second));
  }
}
