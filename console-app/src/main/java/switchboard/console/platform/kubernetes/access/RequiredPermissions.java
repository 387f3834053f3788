package switchboard.console.platform.kubernetes.access;

import io.fabric8.kubernetes.api.Pluralize;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import switchboard.console.platform.Action;

/**
 * The permissions that each action needs.
 *
 * @param byAction in the order in which they are reported
 */
public record RequiredPermissions(Map<Action, List<Right>> byAction) {
  private static final String APPS = "apps";
  private static final String DEPLOYMENTS = "deployments";
  private static final String STATEFUL_SETS = "statefulsets";
  private static final String PODS = "pods";

  /** A WebSocket begins with a GET; later clusters want the right to create one besides. */
  public static final List<Right> FORWARDING =
      List.of(
          new Right("get", "", PODS, "portforward"), new Right("create", "", PODS, "portforward"));

  private static final List<Right> WATCHING =
      List.of(
          new Right("get", "", PODS),
          new Right("list", "", PODS),
          new Right("watch", "", PODS),
          new Right("list", "", "events"),
          new Right("watch", "", "events"),
          new Right("list", APPS, DEPLOYMENTS),
          new Right("watch", APPS, DEPLOYMENTS),
          new Right("list", APPS, STATEFUL_SETS),
          new Right("watch", APPS, STATEFUL_SETS),
          FORWARDING.getFirst(),
          FORWARDING.getLast());

  private static final List<Right> SCALING = scaling(DEPLOYMENTS);

  public RequiredPermissions {
    byAction = Map.copyOf(byAction);
  }

  /**
   * Those of a system.
   *
   * @param objects that a launch applies
   */
  public static RequiredPermissions of(List<GenericKubernetesResource> objects) {
    var applying = new LinkedHashSet<Right>();
    applying.add(new Right("get", "", "secrets"));
    applying.add(new Right("create", "", "secrets"));
    var deleting = new LinkedHashSet<Right>();
    for (var object : objects) {
      // The namespace may be there, and is not the console's to delete.
      if (!"Namespace".equals(object.getKind())) {
        for (var verb : List.of("get", "create", "patch")) {
          applying.add(right(verb, object));
        }
        // What bears only the name of one is not deleted, and so is looked at before.
        deleting.add(right("get", object));
        deleting.add(right("delete", object));
      }
    }
    // Everything with the label is deleted together; the volume's claims only on request.
    for (var each : List.of("services", "configmaps", "secrets")) {
      deleting.add(new Right("deletecollection", "", each));
    }
    for (var each : List.of(DEPLOYMENTS, STATEFUL_SETS)) {
      deleting.add(new Right("deletecollection", APPS, each));
    }
    var autoscalers = "horizontalpodautoscalers";
    var byAction = new EnumMap<Action, List<Right>>(Action.class);
    byAction.put(Action.TAKE_OVER, WATCHING);
    byAction.put(Action.LAUNCH, joined(WATCHING, applying, SCALING));
    byAction.put(Action.STOP, List.copyOf(deleting));
    byAction.put(Action.SCALE, SCALING);
    byAction.put(Action.SCALE_SIMULATORS, scaling(STATEFUL_SETS));
    byAction.put(
        Action.AUTOSCALE,
        List.of(
            new Right("get", "autoscaling", autoscalers),
            new Right("create", "autoscaling", autoscalers),
            new Right("patch", "autoscaling", autoscalers),
            new Right("delete", "autoscaling", autoscalers)));
    byAction.put(
        Action.LIMIT,
        List.of(new Right("get", APPS, DEPLOYMENTS), new Right("patch", APPS, DEPLOYMENTS)));
    byAction.put(Action.KILL, List.of(new Right("delete", "", PODS)));
    byAction.put(
        Action.FAULT, joined(List.of(new Right("get", "", "secrets")), Set.of(), FORWARDING));
    byAction.put(Action.LOGS, List.of(new Right("get", "", PODS, "log")));
    return new RequiredPermissions(byAction);
  }

  public List<Right> of(Action action) {
    return byAction.get(action);
  }

  /** Of all actions, each once. */
  public Set<Right> all() {
    var all = new LinkedHashSet<Right>();
    byAction.values().forEach(all::addAll);
    return all;
  }

  private static List<Right> scaling(String resource) {
    return List.of(
        new Right("get", APPS, resource, "scale"), new Right("update", APPS, resource, "scale"));
  }

  private static Right right(String verb, GenericKubernetesResource object) {
    var version = object.getApiVersion();
    var slash = version.indexOf('/');
    return new Right(
        verb,
        slash < 0 ? "" : version.substring(0, slash),
        Pluralize.toPlural(object.getKind().toLowerCase(Locale.ROOT)));
  }

  private static List<Right> joined(List<Right> first, Set<Right> second, List<Right> third) {
    var all = new ArrayList<>(first);
    all.addAll(second);
    all.addAll(third);
    return List.copyOf(all);
  }
}
