package switchboard.console.platform.kubernetes.access;

import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import switchboard.console.platform.base.StepFailed;

/** Explains an API server's errors, and its silence, to the operator. */
public final class ClusterFailures {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int CONFLICT = 409;

  private ClusterFailures() {}

  /**
   * Explains.
   *
   * @param context by which the cluster was reached
   * @param what was requested, such as "applying Deployment backend"; may be empty
   */
  public static StepFailed explain(String context, String what, KubernetesClientException e) {
    if (Thread.currentThread().isInterrupted()) {
      return new StepFailed("it was cancelled", "Check what is running, then try again.", "");
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof StepFailed before) {
        return before;
      }
    }
    var doing = what.isEmpty() ? "" : what + ": ";
    return switch (answered(e) ? e.getCode() : 0) {
      case 0 ->
          new StepFailed(
              "the cluster of context '" + context + "' does not respond: " + root(e),
              "Check that kubectl --context " + context + " get nodes works, or choose another.",
              e.toString());
      case UNAUTHORIZED ->
          new StepFailed(
              "the cluster does not accept the credentials of context '"
                  + context
                  + "': they have expired, or are not its",
              "Log in to the cluster again, then try again.",
              e.toString());
      case FORBIDDEN ->
          new StepFailed(
              doing + "it is forbidden: " + said(e),
              "Ask a cluster administrator for the permission, or choose another context.",
              e.toString());
      case CONFLICT -> conflict(doing, e);
      default ->
          new StepFailed(
              doing + "the cluster refused: " + said(e),
              "Read its message, then try again.",
              e.toString());
    };
  }

  /** A failure that no server reported has a local cause. */
  private static boolean answered(KubernetesClientException e) {
    return e.getStatus() != null || e.getCode() > 0;
  }

  /** Which fields somebody else has set, and who. */
  private static StepFailed conflict(String doing, KubernetesClientException e) {
    var conflicts =
        Optional.ofNullable(e.getStatus())
            .map(status -> status.getDetails())
            .map(details -> details.getCauses())
            .orElse(List.of())
            .stream()
            .filter(cause -> "FieldManagerConflict".equals(cause.getReason()))
            .map(ClusterFailures::words)
            .collect(Collectors.joining("; "));
    return new StepFailed(
        doing + (conflicts.isEmpty() ? said(e) : "somebody else has changed it: " + conflicts),
        "Nothing was overwritten. Take that change back, or delete the object, then launch again.",
        e.toString());
  }

  private static String words(StatusCause cause) {
    return cause.getField() + " (" + cause.getMessage() + ")";
  }

  private static String said(KubernetesClientException e) {
    return Optional.ofNullable(e.getStatus())
        .map(status -> status.getMessage())
        .filter(text -> !text.isBlank())
        .orElse(String.valueOf(e.getMessage()));
  }

  /** What is at the bottom of a failure. */
  static String root(Throwable e) {
    var root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    var name = root.getClass().getSimpleName().replace("Exception", "");
    var message = root.getMessage();
    return message == null ? name.toLowerCase(Locale.ROOT) : message;
  }
}
