package switchboard.console.platform.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.console.platform.local.store.StoreProgram;

class StoreProgramTest {
  private static final String VALKEY = "Valkey server v=8.1.1 sha=00000000:0 malloc=jemalloc-5.3.0";

  @TempDir private Path folder;

  @Test
  void valkeyOnThePathIsTaken() throws Exception {
    var valkey = script("a/valkey-server", "echo " + VALKEY);

    assertThat(find("a").program()).contains(new StoreProgram(valkey, "Valkey 8.1.1", 8, false));
  }

  @Test
  void valkeyIsPreferredToARedisBeforeIt() throws Exception {
    script("a/redis-server", "echo Redis server v=7.2.4 sha=00000000:0");
    script("b/valkey-server", "echo " + VALKEY);

    assertThat(find("a", "b").program().map(StoreProgram::label)).contains("Valkey 8.1.1");
  }

  @ParameterizedTest
  @CsvSource({"7.0.15, Redis 7.0.15", "8.2.1, Redis 8.2.1", "6.2.14,", "5.0.14.1,"})
  void redisIsTakenFromVersion7On(String version, String taken) throws Exception {
    var redis = script("a/redis-server", "echo Redis server v=" + version + " sha=00000000:0");

    var found = find("a");

    assertThat(found.program().map(StoreProgram::label)).isEqualTo(Optional.ofNullable(taken));
    if (taken == null) {
      assertThat(found.passedOver()).containsEntry(redis, "Redis " + version + " is older than 7");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"exit 1", "echo Segmentation fault", "sleep 60", "echo " + VALKEY + "; exit 3"})
  void whatDoesNotSayItsVersionInTimeIsPassedOver(String body) throws Exception {
    var broken = script("a/valkey-server", body);
    script("b/valkey-server", "echo " + VALKEY);

    var found = find("a", "b");

    assertThat(found.program().map(StoreProgram::label)).contains("Valkey 8.1.1");
    assertThat(found.passedOver())
        .containsExactly(Map.entry(broken, "it did not report its version within 2 s"));
  }

  @Test
  void whatCannotBeRunIsPassedOver() throws Exception {
    Files.createDirectories(folder.resolve("a/valkey-server"));
    Files.createDirectories(folder.resolve("b"));
    Files.writeString(folder.resolve("b/valkey-server"), "#!/bin/sh\necho " + VALKEY);
    Files.write(script("c/valkey-server", ""), new byte[] {0, 1, 2});

    assertThat(find("a", "b", "c", "", "missing").program()).isEmpty();
  }

  @Test
  void embeddedOneSaysItsVersion() throws Exception {
    assertThat(StoreProgram.embedded(folder).label()).matches("Redis 6\\.2\\.\\d+ \\(embedded\\)");
  }

  private StoreProgram.OnPath find(String... folders) throws Exception {
    return StoreProgram.find(
        String.join(
            File.pathSeparator,
            Arrays.stream(folders)
                .map(each -> each.isEmpty() ? "" : folder.resolve(each).toString())
                .toList()),
        folder);
  }

  private Path script(String name, String body) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
