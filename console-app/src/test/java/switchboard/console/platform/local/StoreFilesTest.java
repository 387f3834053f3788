package switchboard.console.platform.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;
import switchboard.console.platform.Fsync;
import switchboard.console.platform.local.store.StoreFiles;
import switchboard.console.platform.local.store.StoreProgram;

@Tag("locales")
class StoreFilesTest {
  private static final Path SHIPPED = Path.of("../compose/store");

  @TempDir private Path folder;
  private final Ports ports = new Ports();
  private StoreProgram embedded;
  private Process process;

  @BeforeEach
  void layProgram() throws Exception {
    embedded = StoreProgram.embedded(Files.createDirectory(folder.resolve("ein \"ü\\ store\"")));
  }

  @AfterEach
  void stop() throws InterruptedException {
    ports.close();
    if (process != null) {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void replicasAndTheOperatorAreLetInAndNobodyElse() throws Exception {
    var files = start(Fsync.ALWAYS);
    var address = URI.create(files.address());

    try (var replica = new Jedis(address)) {
      assertThat(replica.ping()).isEqualTo("PONG");
      assertThatThrownBy(replica::flushAll)
          .isInstanceOf(JedisDataException.class)
          .hasMessageStartingWith("NOPERM");
    }
    try (var operator = operator()) {
      assertThat(operator.flushAll()).isEqualTo("OK");
    }
    try (var stranger = new Jedis(address.getHost(), address.getPort())) {
      assertThatThrownBy(stranger::ping)
          .isInstanceOf(JedisDataException.class)
          .hasMessageStartingWith("NOAUTH");
    }
  }

  @ParameterizedTest
  @CsvSource({"ALWAYS, always", "EVERYSEC, everysec"})
  void storeFlushesAsWished(Fsync fsync, String value) throws Exception {
    start(fsync);

    try (var operator = operator()) {
      assertThat(operator.configGet("appendfsync")).containsExactly("appendfsync", value);
      assertThat(operator.configGet("appendonly")).containsExactly("appendonly", "yes");
    }
  }

  @Test
  void storeListensToThisMachineAlone() throws Exception {
    start(Fsync.ALWAYS);

    try (var operator = operator()) {
      assertThat(operator.configGet("bind")).containsExactly("bind", "127.0.0.1");
    }
  }

  @Test
  void replicasMayDoTheSameOnEveryPlatform() throws Exception {
    start(Fsync.ALWAYS);
    Set<String> here;
    try (var operator = operator()) {
      here = rulesOf("backend", operator);
    }
    process.destroyForcibly().waitFor();

    try (var operator = startAsInContainers(Map.of())) {
      assertThat(rulesOf("backend", operator)).isEqualTo(here).contains("-@all", "+xadd");
      assertThat(rulesOf("default", operator)).contains("off", "-@all");
    }
  }

  @Test
  void containersFlushAlwaysUnlessToldOtherwise() throws Exception {
    try (var operator = startAsInContainers(Map.of())) {
      assertThat(operator.configGet("appendfsync")).containsExactly("appendfsync", "always");
    }
    process.destroyForcibly().waitFor();
    try (var operator = startAsInContainers(Map.of("STORE_FSYNC", "everysec"))) {
      assertThat(operator.configGet("appendfsync")).containsExactly("appendfsync", "everysec");
    }
  }

  @Test
  void aStoreWithoutUsersHasAPassword() throws Exception {
    var old = new StoreProgram(embedded.executable(), "Redis 5.0.14.1", 5, true);
    var files = StoreFiles.write(folder, old, 6_379, Fsync.ALWAYS);

    assertThat(files.address()).matches("redis://:[0-9a-f]{64}@127.0.0.1:6379");
    assertThat(Files.readString(folder.resolve("redis.conf")))
        .contains("requirepass ")
        .doesNotContain("user ");
  }

  private StoreFiles start(Fsync fsync) throws IOException {
    var files = StoreFiles.write(embedded.executable().getParent(), embedded, ports.free(), fsync);
    process =
        new ProcessBuilder(files.command())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    await().until(StartupProbe.redis(files.port(), files.login())::ready);
    return files;
  }

  /** As docs/platforms.md says. */
  private Jedis operator() throws IOException {
    var file = embedded.executable().resolveSibling("admin-url");
    return new Jedis(URI.create(Files.readString(file).strip()));
  }

  /** By the script that Compose and Kubernetes call, with this machine's paths and port. */
  private Jedis startAsInContainers(Map<String, String> chosen) throws IOException {
    assumeThat(Path.of("/bin/sh")).exists();
    var settingsFolder = Files.createTempDirectory(folder, "settings");
    for (var file : List.of("start", "backend.acl", "valkey.conf")) {
      Files.copy(SHIPPED.resolve(file), settingsFolder.resolve(file));
    }
    var data = Files.createDirectory(settingsFolder.resolve("data"));
    var programs = Files.createDirectory(settingsFolder.resolve("bin"));
    Files.createSymbolicLink(programs.resolve("valkey-server"), embedded.executable());
    var port = ports.free();
    var settings = settingsFolder.resolve("valkey.conf");
    Files.writeString(
        settings,
        Files.readString(settings)
            .replace("bind *", "bind 127.0.0.1")
            .replace("port 6379", "port " + port)
            .replace("dir /data", "dir " + data));
    var builder =
        new ProcessBuilder("sh", settingsFolder.resolve("start").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile());
    builder.environment().put("PATH", programs + ":/usr/bin:/bin");
    builder.environment().put("STORE_PASSWORD", "replica's own");
    builder.environment().put("STORE_ADMIN_PASSWORD", "operator");
    builder.environment().putAll(chosen);
    process = builder.start();
    await().until(StartupProbe.redis(port, "admin operator")::ready);
    return new Jedis(URI.create("redis://admin:operator@127.0.0.1:" + port));
  }

  private static Set<String> rulesOf(String user, Jedis operator) {
    return operator.aclList().stream()
        .filter(line -> line.startsWith("user " + user + " "))
        .flatMap(line -> Stream.of(line.split(" ")))
        .filter(rule -> !rule.startsWith("#"))
        .collect(Collectors.toSet());
  }
}
