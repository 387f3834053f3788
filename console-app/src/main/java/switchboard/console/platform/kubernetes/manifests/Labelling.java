package switchboard.console.platform.kubernetes.manifests;

import java.util.List;
import java.util.Map;
import switchboard.console.platform.kubernetes.access.Yaml;

/** The {@code labels} of a kustomization. */
final class Labelling {
  private Labelling() {}

  /**
   * Puts labels on an object and, if requested, on its pods, its claims and in its selectors, and
   * where else an object of its kind is to have them.
   *
   * @param asked an entry of {@code labels}
   */
  static void label(Map<String, Object> object, Map<String, Object> asked) {
    var pairs = Yaml.map(asked, "pairs");
    var selectors = Boolean.TRUE.equals(asked.get("includeSelectors"));
    var templates = selectors || Boolean.TRUE.equals(asked.get("includeTemplates"));
    add(object, List.of("metadata"), "labels", pairs);
    if (templates && has(object, "spec", "template")) {
      add(object, List.of("spec", "template", "metadata"), "labels", pairs);
    }
    if (templates && object.containsKey("spec")) {
      Yaml.maps(Yaml.mapIn(object, "spec"), "volumeClaimTemplates")
          .forEach(claim -> add(claim, List.of("metadata"), "labels", pairs));
    }
    for (var place : Yaml.maps(asked, "fields")) {
      if (object.get("kind").equals(place.get("kind"))) {
        var path = List.of(String.valueOf(place.get("path")).split("/"));
        add(object, path.subList(0, path.size() - 1), path.getLast(), pairs);
      }
    }
    if (selectors) {
      select(object, pairs);
    }
  }

  private static void select(Map<String, Object> object, Map<String, Object> pairs) {
    switch (String.valueOf(object.get("kind"))) {
      case "Service" -> add(object, List.of("spec"), "selector", pairs);
      case "Deployment", "StatefulSet" ->
          add(object, List.of("spec", "selector"), "matchLabels", pairs);
      default -> {
        if (has(object, "spec", "selector")) {
          add(object, List.of("spec", "selector"), "matchLabels", pairs);
        }
        if (has(object, "spec", "podSelector")) {
          add(object, List.of("spec", "podSelector"), "matchLabels", pairs);
        }
      }
    }
  }

  private static boolean has(Map<String, Object> object, String first, String second) {
    return object.get(first) instanceof Map<?, ?> map && map.get(second) instanceof Map<?, ?>;
  }

  private static void add(
      Map<String, Object> object, List<String> path, String field, Map<String, Object> pairs) {
    var at = object;
    for (var step : path) {
      at = Yaml.mapIn(at, step);
    }
    Yaml.mapIn(at, field).putAll(pairs);
  }
}
