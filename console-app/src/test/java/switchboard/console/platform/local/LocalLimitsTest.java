package switchboard.console.platform.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static switchboard.console.Outcomes.done;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import switchboard.console.platform.Instance;
import switchboard.console.platform.LaunchRequest;
import switchboard.console.platform.Limits;
import switchboard.console.platform.LimitsContract;
import switchboard.console.platform.Platform;
import switchboard.console.platform.local.cgroup.Cgroups;

/** Limits of real processes, by the kernel's control groups where this process may make them. */
@Tag("engine")
class LocalLimitsTest extends LimitsContract {
  private static final Path ROOT = Path.of("/sys/fs/cgroup");

  @BeforeAll
  static void needsControlGroups() {
    assumeThat(Cgroups.find()).isInstanceOf(Cgroups.Usable.class);
  }

  @Override
  protected Platform create() {
    return new LocalPlatform(
        new OkHttpClient(), Clock.systemUTC(), () -> LocalPlatform.Options.DEFAULT);
  }

  @Override
  protected Limits inForce(Instance replica) throws IOException {
    var lines = Files.readAllLines(process(replica).resolve("cgroup"));
    if (Files.exists(ROOT.resolve("cgroup.controllers"))) {
      var group = group(lines, "::", "");
      var quota = Files.readString(group.resolve("cpu.max")).split(" ", 2)[0];
      return new Limits(Double.parseDouble(quota) / 100_000, number(group.resolve("memory.max")));
    }
    return new Limits(
        number(group(lines, ":cpu:", "cpu").resolve("cpu.cfs_quota_us")) / 100_000.0,
        number(group(lines, ":memory:", "memory").resolve("memory.limit_in_bytes")));
  }

  private static Path group(Iterable<String> lines, String marker, String mount) {
    for (var line : lines) {
      var at = line.indexOf(marker);
      if (at >= 0) {
        return ROOT.resolve(mount).resolve(line.substring(at + marker.length() + 1));
      }
    }
    throw new AssertionError("Expected a group of " + marker + " in " + lines);
  }

  private static long number(Path file) throws IOException {
    return Long.parseLong(Files.readString(file).strip());
  }

  private static Path process(Instance replica) {
    return Path.of("/proc", replica.engineId());
  }

  @Override
  protected URI management(Instance replica) {
    return URI.create("http://" + replica.metrics().orElseThrow().getAuthority());
  }

  @Override
  protected String adminToken(Instance replica) throws IOException {
    var variables =
        Files.readString(process(replica).resolve("environ"), StandardCharsets.UTF_8).split("\0");
    return Arrays.stream(variables)
        .filter(each -> each.startsWith("ADMIN_TOKEN="))
        .map(each -> each.substring(each.indexOf('=') + 1))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theGroupsAreGoneWithTheSystem() throws IOException {
    done(platform().launch(LaunchRequest.of(1), step -> {}));
    done(limiting().limit(ROOMY, step -> {}));
    var replica = platform().state().backends().getFirst();
    var lines = Files.readAllLines(process(replica).resolve("cgroup"));
    var group = lines.stream().filter(line -> line.contains("switchboard-")).toList();
    assertThat(group).isNotEmpty();

    done(platform().stop(false, step -> {}));

    var name = Path.of(group.getFirst().split(":", 3)[2]).getParent().getFileName().toString();
    try (var left = Files.find(ROOT, 6, (path, about) -> path.endsWith(name))) {
      assertThat(left).isEmpty();
    }
  }
}
