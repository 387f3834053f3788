package switchboard.console.platform.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.console.platform.Fsync;
import switchboard.console.platform.Limits;
import switchboard.console.platform.ReplicaHeap;
import switchboard.console.platform.WellKnownPorts;
import switchboard.console.tls.ServerCertificate;

@Tag("locales")
class LaunchLayoutTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"ALWAYS, appendfsync always", "EVERYSEC, appendfsync everysec"})
  void storeWritesToTheDiskAsWished(Fsync fsync, String line) throws Exception {
    try (var launch = launch(folder, fsync)) {
      var configuration = Path.of(launch.store().command().getLast());

      assertThat(Files.readAllLines(configuration)).contains("appendonly yes", line);
    }
  }

  @Test
  void gatewaysReachReplicasByUnixSockets() throws Exception {
    assumeThat(Gateways.count()).as("gateways; one alone uses the ports").isGreaterThan(1);
    try (var launch = launch(folder, Fsync.EVERYSEC)) {
      var replica = launch.replica(1);
      var socket = folder.resolve("backend-1.sock").toString();

      assertThat(launch.backend(replica, Optional.empty(), Optional.empty()).environment())
          .containsEntry("SOCKET", socket);
      assertThat(
              launch.gateway(launch.gateways().iterator().next(), List.of(replica)).environment())
          .containsEntry("REPLICAS", "backend-1=unix:" + socket);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü", "a,b"})
  void pathThatGatewaysCannotBeToldLeavesReplicasOnTheirPorts(String name) throws Exception {
    try (var launch = launch(Files.createDirectory(folder.resolve(name)), Fsync.EVERYSEC)) {
      assertThat(launch.replica(1).socket()).isEmpty();
    }
  }

  @Test
  void servicesKeepTheirTemporaryFilesWithTheLaunch() throws Exception {
    try (var launch = launch(folder, Fsync.EVERYSEC)) {
      var backend = launch.backend(launch.replica(1), Optional.empty(), Optional.empty());

      assertThat(List.of(backend, launch.simulator(), launch.gateway(gateway(launch), List.of())))
          .allSatisfy(
              service ->
                  assertThat(service.command())
                      .contains("-Djava.io.tmpdir=" + folder, "-Duser.language=en"));
    }
  }

  private static String gateway(LaunchLayout launch) {
    return launch.gateways().iterator().next();
  }

  @Test
  void pathThatIsTooLongForASocketLeavesReplicasOnTheirPorts() throws Exception {
    var deep = Files.createDirectories(folder.resolve("f".repeat(100)));
    try (var launch = launch(deep, Fsync.EVERYSEC)) {
      var replica = launch.replica(1);

      assertThat(launch.backend(replica, Optional.empty(), Optional.empty()).environment())
          .containsEntry("SOCKET", "");
      assertThat(
              launch.gateway(launch.gateways().iterator().next(), List.of(replica)).environment())
          .containsEntry("REPLICAS", "backend-1=127.0.0.1:" + replica.port());
    }
  }

  @Test
  void halfOfAReplicasMemoryIsItsHeap() throws Exception {
    try (var launch = launch(folder, Fsync.EVERYSEC)) {
      var limits = Optional.of(new Limits(1, 64L << 20));
      var backend = launch.backend(launch.replica(1), limits, Optional.empty());

      assertThat(backend.command()).contains("-Xms32m", "-Xmx32m").doesNotContain("-Xmx1024m");
      assertThat(backend.limits()).isEqualTo(limits);
      assertThat(backend.environment()).containsEntry("CGROUP_ROOT", "");
    }
  }

  @Test
  void withoutALimitAReplicasHeapIsAsChosen() throws Exception {
    try (var launch = launch(folder, Fsync.EVERYSEC)) {
      var backend = launch.backend(launch.replica(1), Optional.empty(), Optional.empty());

      assertThat(backend.command()).contains("-Xms48m", "-Xmx1024m");
    }
  }

  @Test
  void prometheusHasTheRulesOfEveryPlatform() throws Exception {
    try (var launch =
        launch(
            folder,
            Fsync.EVERYSEC,
            Optional.of(folder.resolve("not started here")),
            Optional.empty())) {
      assertThat(folder.resolve("prometheus/alerts.yaml"))
          .hasSameTextualContentAs(Path.of("../compose/prometheus/alerts.yaml"));
      assertThat(launch.endpoints().prometheus()).isPresent();
    }
  }

  @Test
  void gatewayHasItsCertificateAndTheSimulatorWhoseItIs() throws Exception {
    try (var launch = serving(false)) {
      assertThat(launch.endpoints().gateway()).hasScheme("https").hasHost("localhost");
      assertThat(launch.gateway(gateway(launch), List.of()).environment())
          .containsEntry("TLS_CERTIFICATE", folder.resolve("tls/certificate.pem").toString())
          .containsEntry("TLS_KEY", folder.resolve("tls/key.pem").toString())
          .containsEntry("HSTS", "false");
      assertThat(launch.simulator().environment())
          .containsEntry("SERVER_URL", launch.endpoints().gateway().toString())
          .containsEntry("SERVER_CA", folder.resolve("tls/authority.pem").toString());
      assertThat(folder.resolve("tls/key.pem")).content().isEqualTo("key");
    }
  }

  @Test
  void keyOfTheGatewayIsReadByItsUserOnly() throws Exception {
    assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
    try (var launch = serving(false)) {
      assertThat(launch.gateways()).isNotEmpty();
      assertThat(Files.getPosixFilePermissions(folder.resolve("tls/key.pem")))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  void onlyTheOperatorsOwnCertificateMakesBrowsersInsistOnHttps() throws Exception {
    try (var launch = serving(true)) {
      assertThat(launch.gateway(gateway(launch), List.of()).environment())
          .containsEntry("HSTS", "true");
    }
  }

  private LaunchLayout serving(boolean operators) throws Exception {
    var certificate = new ServerCertificate("chain", "key", "trusted", operators, "");
    return launch(folder, Fsync.EVERYSEC, Optional.empty(), Optional.of(certificate));
  }

  private static LaunchLayout launch(Path directory, Fsync fsync) throws Exception {
    return launch(directory, fsync, Optional.empty(), Optional.empty());
  }

  private static LaunchLayout launch(
      Path directory,
      Fsync fsync,
      Optional<Path> prometheus,
      Optional<ServerCertificate> certificate)
      throws Exception {
    var java = JavaCommand.ofThisProcess();
    var options = new LocalPlatform.Options(WellKnownPorts.DEFAULT, new ReplicaHeap(1_024));
    return new LaunchLayout(
        java,
        new OkHttpClient(),
        directory,
        fsync,
        options,
        Optional.empty(),
        prometheus,
        certificate);
  }
}
