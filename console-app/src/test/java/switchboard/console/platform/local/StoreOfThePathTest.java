package switchboard.console.platform.local;

import static org.assertj.core.api.Assertions.assertThat;
import static switchboard.console.Outcomes.done;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.console.platform.LaunchRequest;
import switchboard.console.platform.Role;
import switchboard.console.platform.Step;
import switchboard.console.platform.local.cgroup.Cgroups;
import switchboard.console.platform.local.store.StoreProgram;

/** Launches on a machine with an installed store. */
@Tag("engine")
class StoreOfThePathTest {
  private static final String VERSION = "echo Valkey server v=8.1.1 sha=00000000:0";

  @TempDir private Path folder;
  private final List<Step> steps = new CopyOnWriteArrayList<>();

  @Test
  void isTheStoreAndSaysItsVersionOnTheCard() throws Exception {
    var real = StoreProgram.embedded(Files.createDirectory(folder.resolve("real"))).executable();
    install("if [ $1 = --version ]; then " + VERSION + "; else exec " + real + " \"$@\"; fi");

    try (var platform = platform()) {
      assertThat(platform.implementation(Role.STORE)).isEqualTo("append-only");
      done(platform.launch(LaunchRequest.of(1), steps::add));

      assertThat(platform.implementation(Role.STORE)).isEqualTo("Valkey 8.1.1");
      assertThat(details("Choose the store")).contains("Valkey 8.1.1");
    }
  }

  @Test
  void flushesAlwaysUnlessToldOtherwise() throws Exception {
    var real = StoreProgram.embedded(Files.createDirectory(folder.resolve("real"))).executable();
    var settings = folder.resolve("settings");
    install(
        "if [ $1 = --version ]; then "
            + VERSION
            + "; else cp \"$1\" "
            + settings
            + "; exec "
            + real
            + " \"$@\"; fi");

    try (var platform = platform()) {
      done(platform.launch(LaunchRequest.of(0), steps::add));

      assertThat(Files.readAllLines(settings)).contains("appendonly yes", "appendfsync always");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"exit 1", "exec sleep 600"})
  void isPassedOverWhenItDoesNotStart(String body) throws Exception {
    var broken = install("if [ $1 = --version ]; then " + VERSION + "; else " + body + "; fi");

    try (var platform = platform()) {
      done(platform.launch(LaunchRequest.of(1), steps::add));

      assertThat(platform.implementation(Role.STORE)).matches("Redis .* \\(embedded\\)");
      assertThat(details("Skip " + broken)).hasSize(1).first().asString().contains("not start");
    }
  }

  @Test
  void isPassedOverWhenItIsBroken() throws Exception {
    var broken = install("exit 1");

    try (var platform = platform()) {
      done(platform.launch(LaunchRequest.of(0), steps::add));

      assertThat(platform.implementation(Role.STORE)).matches("Redis .* \\(embedded\\)");
      assertThat(details("Skip " + broken))
          .containsExactly("it did not report its version within 2 s");
    }
  }

  private LocalPlatform platform() {
    return new LocalPlatform(
        new OkHttpClient(),
        Clock.systemUTC(),
        () -> LocalPlatform.Options.DEFAULT,
        JavaCommand.ofThisProcess(),
        Cgroups.find(),
        folder.toString());
  }

  private List<String> details(String step) {
    return steps.stream().filter(each -> each.name().equals(step)).map(Step::detail).toList();
  }

  private Path install(String body) throws IOException {
    var file = Files.writeString(folder.resolve("valkey-server"), "#!/bin/sh\n" + body + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
