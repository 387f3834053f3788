package switchboard.console.platform.kubernetes.pods;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.kubernetes.access.ClusterFailures;
import switchboard.console.platform.kubernetes.access.Names;

/** The secret that management ports want for changes. */
final class AdminToken {
  private AdminToken() {}

  /** Reads it from the system's secret. */
  static String read(KubernetesClient client, String context) throws StepFailed {
    try {
      var secret = client.secrets().inNamespace(Names.NAMESPACE).withName(Names.SECRET).get();
      var token =
          secret == null || secret.getData() == null ? null : secret.getData().get("ADMIN_TOKEN");
      if (token == null) {
        throw new StepFailed(
            "the secret " + Names.SECRET + " has no ADMIN_TOKEN",
            "Stop the system, delete the secret and launch again.",
            "");
      }
      return new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (KubernetesClientException e) {
      throw ClusterFailures.explain(context, "reading the secret " + Names.SECRET, e);
    }
  }
}
