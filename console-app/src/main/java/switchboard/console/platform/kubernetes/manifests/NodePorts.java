package switchboard.console.platform.kubernetes.manifests;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import switchboard.console.platform.kubernetes.access.Yaml;

/** The ports of the nodes that a Service is published at, which are the whole cluster's. */
final class NodePorts {
  private static final String SPEC = "spec";
  private static final String PORT = "nodePort";

  /** "Forbidden" comes from a quota, and "Unprocessable" from a port that is taken. */
  private static final Set<Integer> REFUSALS = Set.of(403, 422);

  private NodePorts() {}

  /** Whether a Service was refused because of its port, which another has, or none may have. */
  static boolean isRefused(GenericKubernetesResource object, KubernetesClientException e) {
    return object.getKind().equals("Service")
        && REFUSALS.contains(e.getCode())
        && String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("nodeport");
  }

  /** "node port 30001 is not available". */
  static String words(GenericKubernetesResource service) {
    return "node port " + of(service) + " is not available";
  }

  /** The first; "none" where there is none. */
  static String of(GenericKubernetesResource service) {
    return ports(service).stream()
        .map(each -> each.get(PORT))
        .filter(port -> port != null)
        .map(String::valueOf)
        .findFirst()
        .orElse("none");
  }

  /** The same, at whichever the cluster chooses. */
  static GenericKubernetesResource withAnyPort(GenericKubernetesResource service) {
    var other = Serialization.clone(service);
    ports(other).forEach(each -> each.remove(PORT));
    return other;
  }

  /** The same, for those in the cluster alone. */
  static GenericKubernetesResource without(GenericKubernetesResource service) {
    var inside = withAnyPort(service);
    spec(inside).put("type", "ClusterIP");
    return inside;
  }

  private static List<Map<String, Object>> ports(GenericKubernetesResource service) {
    return Yaml.maps(spec(service), "ports");
  }

  private static Map<String, Object> spec(GenericKubernetesResource service) {
    return Yaml.mapIn(service.getAdditionalProperties(), SPEC);
  }
}
