package switchboard.console.platform.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import okhttp3.OkHttpClient;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.platform.SystemState;

/**
 * Run once after a build: launches the system and stops it again, and each of its services leaves
 * an ahead-of-time cache (JEP 514) of what its start needed.
 */
final class AotTraining {
  private AotTraining() {}

  /**
   * Exits with 1 when the caches could not be made; the console works without them.
   *
   * @param arguments the folder for the caches
   */
  public static void main(String[] arguments) throws Exception {
    var folder = Files.createDirectories(Path.of(arguments[0]));
    var java = JavaCommand.ofThisProcess().trainingInto(folder);
    try (var platform = new LocalPlatform(new OkHttpClient(), Clock.systemUTC(), java)) {
      switch (platform.launch(1, step -> {})) {
        case Outcome.Done<SystemState> launched -> {}
        case Outcome.Failed<SystemState>(Failure failure) -> {
          System.err.println(failure.sentence() + "\n" + failure.details());
          System.exit(1);
        }
      }
    }
  }
}
