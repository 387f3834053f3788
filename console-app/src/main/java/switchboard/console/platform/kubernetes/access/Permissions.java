package switchboard.console.platform.kubernetes.access;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import switchboard.console.platform.base.StepFailed;

/** Asks the cluster what the user may do before it is tried. */
public final class Permissions {
  private static final int AT_ONCE = 8;

  /** For all that is asked together. */
  private static final long SECONDS = 5;

  private final KubernetesClient client;
  private final String namespace;

  /** Those in the system's namespace. */
  public Permissions(KubernetesClient client) {
    this(client, Names.NAMESPACE);
  }

  public Permissions(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /** Says what is missing of the rights that something needs. */
  public void check(List<Right> needed) throws InterruptedException, StepFailed {
    var missing = List.copyOf(missing(needed));
    if (!missing.isEmpty()) {
      throw new StepFailed(
          words(missing, namespace),
          "Ask a cluster administrator for the permission, or choose another context.",
          "missing: " + missing.stream().map(each -> Right.words(List.of(each))).toList());
    }
  }

  /** "You may not delete pods in namespace chat-app", for the caller to end. */
  public static String sentence(List<Right> missing, String namespace) {
    var words = words(missing, namespace);
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static String words(List<Right> missing, String namespace) {
    var where = missing.stream().allMatch(Right::isClusterWide) ? "" : " in namespace " + namespace;
    return "you may not " + Right.words(missing) + where;
  }

  /**
   * Those that the user has not; what the cluster does not answer for some seconds counts as had,
   * because the action itself will show it.
   *
   * @throws KubernetesClientException when the cluster does not answer at all
   */
  public Set<Right> missing(Collection<Right> rights) throws InterruptedException {
    var asked = List.copyOf(rights);
    var asking = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory());
    try {
      var answers =
          asking.invokeAll(
              asked.stream().map(each -> (Callable<Boolean>) () -> has(each)).toList(),
              SECONDS,
              TimeUnit.SECONDS);
      var missing = new LinkedHashSet<Right>();
      for (int i = 0; i < asked.size(); i++) {
        try {
          if (!answers.get(i).get()) {
            missing.add(asked.get(i));
          }
        } catch (CancellationException e) {
          // Not answered in time.
        }
      }
      return missing;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KubernetesClientException refused
          ? refused
          : new KubernetesClientException("Asking what is allowed", e.getCause());
    } finally {
      asking.shutdownNow();
    }
  }

  private boolean has(Right right) {
    var asked =
        new SelfSubjectAccessReviewBuilder()
            .withNewSpec()
            .withNewResourceAttributes()
            .withNamespace(right.isClusterWide() ? null : namespace)
            .withVerb(right.verb())
            .withGroup(right.group())
            .withResource(right.resource())
            .withSubresource(right.subresource().isEmpty() ? null : right.subresource())
            .endResourceAttributes()
            .endSpec()
            .build();
    var answer = client.authorization().v1().selfSubjectAccessReview().create(asked).getStatus();
    return answer == null || Boolean.TRUE.equals(answer.getAllowed());
  }
}
