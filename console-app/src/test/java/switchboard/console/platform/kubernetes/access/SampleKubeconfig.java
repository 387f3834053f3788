package switchboard.console.platform.kubernetes.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A kubeconfig whose contexts, {@code test} and {@code other}, lead to one cluster. */
public final class SampleKubeconfig {
  private SampleKubeconfig() {}

  /** One whose only context has this name, and leads nowhere. */
  public static Kubeconfig of(String context) {
    return of(context, "https://nowhere.invalid");
  }

  public static Kubeconfig of(String context, String server) {
    return new Kubeconfig(
        context,
        Map.of(context, Map.of("cluster", "c", "user", "u")),
        Map.of("c", Map.of("server", server)),
        Map.of("u", Map.of()));
  }

  /**
   * Writes it.
   *
   * @param server the cluster's address
   * @param maker of the cluster, as its entry says; one of Minikube's is the user's own
   */
  public static void write(Path file, String server, String maker) throws IOException {
    Files.writeString(
        file,
        """
        current-context: test
        clusters:
        - name: test
          cluster:
            server: "%s"
            extensions: [{name: cluster_info, extension: {provider: "%s"}}]
        contexts:
        - {name: test, context: {cluster: test, user: test}}
        - {name: other, context: {cluster: test, user: test}}
        users: [{name: test, user: {}}]
        """
            .formatted(server, maker));
  }
}
