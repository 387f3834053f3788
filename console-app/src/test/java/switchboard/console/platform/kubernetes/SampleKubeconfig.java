package switchboard.console.platform.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A kubeconfig whose contexts, {@code test} and {@code other}, lead to one cluster. */
final class SampleKubeconfig {
  private SampleKubeconfig() {}

  /**
   * Writes it.
   *
   * @param server the cluster's address
   * @param maker of the cluster, as its entry says; one of Minikube's is the user's own
   */
  static void write(Path file, String server, String maker) throws IOException {
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
