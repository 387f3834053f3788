package switchboard.chat.store.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.chat.Replica;
import switchboard.chat.config.ChatConfig;
import switchboard.chat.management.Environment;
import switchboard.chat.testing.Commands;
import switchboard.chat.testing.TestAuthority;

/** A replica and the very store of the containers, as compose/store/start has it serve TLS. */
@Tag("engine")
final class ValkeyTlsTest {
  private static final Path COMPOSE = Path.of("../compose").toAbsolutePath().normalize();
  private static final Pattern IMAGE = Pattern.compile("STORE_IMAGE:-([^}]+)}");
  private static final String PASSWORD = "password-of-the-tests";

  @TempDir private Path folder;
  private Path trusted;
  private String container;

  @BeforeEach
  void start() throws Exception {
    var image = IMAGE.matcher(Files.readString(COMPOSE.resolve("compose.yaml")));
    assertThat(image.find()).isTrue();
    assumeTrue(
        Commands.works("docker", "image", "inspect", image.group(1)),
        "This test needs Docker Engine with the image " + image.group(1) + ": pull it.");
    var authority = new TestAuthority();
    authority.write(
        authority.issue("localhost"), folder.resolve("certificate.pem"), folder.resolve("key.pem"));
    trusted = Files.createDirectory(folder.resolve("trusted")).resolve("authority.pem");
    Files.writeString(trusted, authority.pem());
    // The store runs as another user.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    container =
        run(
            "docker run --detach --publish 127.0.0.1::6379 --user 999:999 --tmpfs /data:uid=999"
                + (" --env STORE_PASSWORD=" + PASSWORD + " --env STORE_SCHEME=rediss")
                + (" --volume " + COMPOSE.resolve("store") + ":/etc/valkey:ro")
                + (" --volume " + folder + ":/etc/store-tls:ro")
                + (" " + image.group(1) + " sh /etc/valkey/start"));
  }

  @AfterEach
  void stop() throws Exception {
    if (container != null) {
      run("docker rm --force " + container);
    }
  }

  @Test
  void replicaBecomesReadyByTls() throws Exception {
    var published = run("docker port " + container + " 6379/tcp");
    var replica =
        new Replica(
            ChatConfig.from(
                new Environment(
                    Map.of(
                        "STORE_URL",
                        "rediss://backend:"
                            + PASSWORD
                            + "@localhost:"
                            + published.split(":", -1)[1],
                        "STORE_CA",
                        trusted.toString(),
                        "PORT",
                        "0",
                        "MANAGEMENT_PORT",
                        "0",
                        "JWT_SECRET",
                        "s".repeat(32),
                        "ADMIN_TOKEN",
                        "t".repeat(16)))));
    try {
      var port = replica.start().toCompletionStage().toCompletableFuture();

      assertThat(port.get(30, TimeUnit.SECONDS)).isPositive();
    } finally {
      replica.stop().toCompletionStage().toCompletableFuture().join();
    }
  }

  @Test
  void healthCheckOfTheStoreSucceedsByTls() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> Commands.works("docker", "exec", container, "sh", "/etc/valkey/ping"));
  }

  private static String run(String command) throws IOException {
    return Commands.run(List.of(command.split(" ", -1))).strip();
  }
}
