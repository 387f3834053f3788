package switchboard.console.platform.kubernetes;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import switchboard.console.platform.StepFailed;

/** What the user may do in the system's namespace, asked before it is tried. */
final class Permissions {
  private static final String APPS = "apps";

  /**
   * One right.
   *
   * @param group of the API; empty for the core
   * @param subresource may be empty
   */
  record Right(String verb, String group, String resource, String subresource) {
    /** "delete pods", "update deployments.apps/scale". */
    String words() {
      return verb
          + " "
          + resource
          + (group.isEmpty() ? "" : "." + group)
          + (subresource.isEmpty() ? "" : "/" + subresource);
    }
  }

  static final Right KILL = new Right("delete", "", "pods", "");
  static final Right SCALE = new Right("update", APPS, "deployments", "scale");
  static final Right SCALE_SIMULATORS = new Right("update", APPS, "statefulsets", "scale");

  private static final List<Right> WATCHING =
      List.of(
          new Right("list", "", "pods", ""),
          new Right("watch", "", "pods", ""),
          new Right("watch", "", "events", ""),
          new Right("watch", APPS, "deployments", ""),
          new Right("watch", APPS, "statefulsets", ""),
          new Right("create", "", "pods", "portforward"));

  private static final List<Right> APPLYING =
      List.of(
          new Right("create", "", "secrets", ""),
          new Right("patch", APPS, "deployments", ""),
          new Right("patch", APPS, "statefulsets", ""),
          new Right("patch", "", "services", ""),
          new Right("patch", "", "configmaps", ""),
          new Right("patch", "", "serviceaccounts", ""),
          new Right("patch", "rbac.authorization.k8s.io", "roles", ""),
          new Right("patch", "rbac.authorization.k8s.io", "rolebindings", ""),
          SCALE);

  private final KubernetesClient client;

  Permissions(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Says what is missing.
   *
   * @param applies whether the system is to be started, not only taken over
   */
  void check(boolean applies) throws StepFailed {
    var missing =
        (applies
                ? java.util.stream.Stream.concat(WATCHING.stream(), APPLYING.stream())
                : WATCHING.stream())
            .filter(right -> denied(right).isPresent())
            .map(Right::words)
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      throw new StepFailed(
          "you may not " + missing + " in namespace " + Names.NAMESPACE,
          "Have an administrator of the cluster allow it, or choose another context.",
          "");
    }
  }

  /** Says so when one right is missing. */
  void require(Right right) throws StepFailed {
    var denied = denied(right);
    if (denied.isPresent()) {
      throw new StepFailed(
          "you may not " + right.words() + " in namespace " + Names.NAMESPACE + denied.get(),
          "Have an administrator of the cluster allow it.",
          "");
    }
  }

  /** Why not, after a colon; empty when it is allowed. */
  private Optional<String> denied(Right right) {
    var asked =
        new SelfSubjectAccessReviewBuilder()
            .withNewSpec()
            .withNewResourceAttributes()
            .withNamespace(Names.NAMESPACE)
            .withVerb(right.verb())
            .withGroup(right.group())
            .withResource(right.resource())
            .withSubresource(right.subresource().isEmpty() ? null : right.subresource())
            .endResourceAttributes()
            .endSpec()
            .build();
    var answer = client.authorization().v1().selfSubjectAccessReview().create(asked).getStatus();
    if (answer == null || Boolean.TRUE.equals(answer.getAllowed())) {
      return Optional.empty();
    }
    var reason = Optional.ofNullable(answer.getReason()).orElse("");
    return Optional.of(reason.isBlank() ? "" : ": " + reason);
  }
}
