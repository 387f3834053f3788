package switchboard.console.platform.local;

import static org.assertj.core.api.Assertions.assertThat;
import static switchboard.console.Outcomes.done;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.console.platform.Instance;
import switchboard.console.platform.LaunchRequest;
import switchboard.console.platform.Step;
import switchboard.console.platform.SystemState.Endpoints;
import switchboard.console.platform.local.cgroup.Cgroups;

/** Launches on a machine whose Prometheus is broken. */
@Tag("engine")
class PrometheusOfThePathTest {
  @TempDir private Path folder;
  private final List<Step> steps = new CopyOnWriteArrayList<>();

  @ParameterizedTest
  @ValueSource(strings = {"echo no such flag; exit 1", "exec sleep 600"})
  void oneThatDoesNotStartNeverStopsALaunchAndThatIsSaid(String body) throws Exception {
    var broken = Files.writeString(folder.resolve("prometheus"), "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(broken, PosixFilePermissions.fromString("rwx------"));

    try (var platform = platform()) {
      var state = done(platform.launch(LaunchRequest.of(1), steps::add));

      assertThat(state.endpoints().flatMap(Endpoints::prometheus)).isEmpty();
      assertThat(state.instances()).extracting(Instance::name).doesNotContain("prometheus");
      assertThat(detail("Start prometheus")).contains("not found: the console scrapes");
      assertThat(detail("Skip " + broken)).hasValueSatisfying(this::saysWhy);
    }
  }

  private void saysWhy(String detail) {
    assertThat(detail)
        .startsWith("it does not start: ")
        .endsWith("; the console's own scrapes are shown");
  }

  private Optional<String> detail(String step) {
    return steps.stream()
        .filter(each -> each.name().equals(step) && each.status() == Step.Status.DONE)
        .map(Step::detail)
        .findFirst();
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
}
