package switchboard.console.platform.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.platform.LaunchRequest;
import switchboard.console.platform.SystemState;
import switchboard.console.platform.local.cgroup.Cgroups;

/**
 * Run once after a build: launches the system, puts a little load on it and stops it again; each of
 * its services leaves an ahead-of-time cache (JEP 514) of what its start and its first users
 * needed.
 */
final class AotTraining {
  private static final String LOAD =
      """
      {"users": 200, "messagesPerUserPerMinute": 60, "readsPerUserPerMinute": 60}\
      """;

  private static final Duration LOADED = Duration.ofSeconds(6);

  private AotTraining() {}

  /**
   * Exits with 1 when the caches could not be made; the console works without them.
   *
   * @param arguments the folder for the caches
   */
  public static void main(String[] arguments) throws Exception {
    var folder = Files.createDirectories(Path.of(arguments[0]));
    var java = JavaCommand.ofThisProcess().trainingInto(folder);
    try (var platform =
        new LocalPlatform(
            new OkHttpClient(),
            Clock.systemUTC(),
            () -> LocalPlatform.Options.DEFAULT,
            java,
            Cgroups.find(),
            LocalPlatform.path())) {
      switch (platform.launch(LaunchRequest.of(1), step -> {})) {
        case Outcome.Done<SystemState>(SystemState state) ->
            load(state.endpoints().orElseThrow().simulator());
        case Outcome.Failed<SystemState>(Failure failure) -> {
          System.err.println(failure.sentence() + "\n" + failure.details());
          System.exit(1);
        }
      }
    }
  }

  private static void load(URI simulator) throws IOException, InterruptedException {
    var request =
        new Request.Builder()
            .url(simulator + "/load")
            .put(RequestBody.create(LOAD, MediaType.get("application/json")))
            .build();
    new OkHttpClient().newCall(request).execute().close();
    TimeUnit.NANOSECONDS.sleep(LOADED.toNanos());
  }
}
