package switchboard.console.platform.kubernetes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Assumptions;
import switchboard.console.Outcomes;
import switchboard.console.platform.WellKnownPorts;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.kubernetes.access.Cluster;
import switchboard.console.platform.kubernetes.access.Clusters;

/** The cluster that the tests may use, when one is named. */
public final class RealCluster {
  /** Names a context of the kubeconfig whose namespace chat-app the tests may fill and empty. */
  static final String VARIABLE = "SWITCHBOARD_TEST_CONTEXT";

  private RealCluster() {}

  /** Skips the test with the reason when no cluster is named. */
  public static void assumeGiven() {
    Assumptions.assumeTrue(
        named().isPresent(), VARIABLE + " names no context: there is no cluster to test on");
  }

  /** Of the cluster that is given. */
  public static String context() {
    return named().orElseThrow();
  }

  /** Skips the test with the reason when no cluster is named, or a person's system is on it. */
  static void assumeFree() {
    assumeGiven();
    try (var cluster = connect()) {
      Assumptions.assumeTrue(
          cluster.running().isEmpty(), "a system runs there, and is not this test's to stop");
    } catch (StepFailed e) {
      throw new AssertionError(e);
    }
  }

  private static Optional<String> named() {
    return Optional.ofNullable(System.getenv(VARIABLE)).filter(name -> !name.isBlank());
  }

  public static Cluster connect() throws StepFailed {
    var clusters = new Clusters(System.getenv());
    Outcomes.done(clusters.choose("Choosing", context()));
    return clusters.open();
  }

  /** On ports of its own: a person's console may be open on the usual ones. */
  static KubernetesPlatform platform() {
    var ports = new WellKnownPorts(freePort(), freePort(), freePort());
    var platform = new KubernetesPlatform(new OkHttpClient(), Clock.systemUTC(), () -> ports);
    Outcomes.done(platform.choose(context()));
    return platform;
  }

  /**
   * Likewise, but reaches the cluster by a link. Of a KUBECONFIG that names one file.
   *
   * @param folder for a kubeconfig that says so
   */
  static KubernetesPlatform through(ClusterLink link, Path folder) throws IOException, StepFailed {
    var context = context();
    String server;
    try (var cluster = connect()) {
      server = cluster.client().getMasterUrl().toString();
    }
    var kubeconfig = folder.resolve("kubeconfig");
    Files.writeString(
        kubeconfig,
        Files.readString(Path.of(System.getenv("KUBECONFIG")))
            .replace(server.replaceAll("/$", ""), link.uri().toString()));
    var ports = new WellKnownPorts(freePort(), freePort(), freePort());
    var environment = Map.of("KUBECONFIG", kubeconfig.toString());
    var platform =
        new KubernetesPlatform(new OkHttpClient(), Clock.systemUTC(), () -> ports, environment);
    Outcomes.done(platform.choose(context));
    return platform;
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
