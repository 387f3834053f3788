package switchboard.console.platform.kubernetes.access;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A permission in a cluster.
 *
 * @param group of the API; empty for the core
 * @param subresource may be empty
 */
public record Right(String verb, String group, String resource, String subresource) {
  /** How many resources are named before the rest is only counted. */
  private static final int NAMED = 3;

  /** These live in no namespace. */
  private static final Set<String> CLUSTER_WIDE =
      Set.of(
          "namespaces",
          "nodes",
          "customresourcedefinitions",
          "clusterroles",
          "clusterrolebindings",
          "validatingwebhookconfigurations",
          "mutatingwebhookconfigurations");

  public Right(String verb, String group, String resource) {
    this(verb, group, resource, "");
  }

  boolean isClusterWide() {
    return CLUSTER_WIDE.contains(resource);
  }

  /** "pods", "deployments.apps/scale". */
  private String target() {
    return resource
        + (group.isEmpty() ? "" : "." + group)
        + (subresource.isEmpty() ? "" : "/" + subresource);
  }

  /** "delete pods", "create and patch deployments.apps"; of many, the first and how many more. */
  public static String words(List<Right> rights) {
    var byTarget = new LinkedHashMap<String, Set<String>>();
    rights.forEach(
        each ->
            byTarget.computeIfAbsent(each.target(), none -> new LinkedHashSet<>()).add(each.verb));
    var named =
        byTarget.entrySet().stream()
            .limit(NAMED)
            .map(each -> enumerated(List.copyOf(each.getValue())) + " " + each.getKey())
            .collect(Collectors.joining(", "));
    var more = byTarget.size() - NAMED;
    return more > 0 ? named + " and " + more + " more" : named;
  }

  /** "create, patch and delete". */
  private static String enumerated(List<String> verbs) {
    var last = verbs.size() - 1;
    return last == 0
        ? verbs.getFirst()
        : String.join(", ", verbs.subList(0, last)) + " and " + verbs.getLast();
  }
}
