package switchboard.console.platform.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import switchboard.console.platform.Fsync;

class LaunchTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"ALWAYS, appendfsync always", "EVERYSEC, appendfsync everysec"})
  void storeWritesToTheDiskAsWished(Fsync fsync, String line) throws IOException {
    var java = JavaCommand.ofThisProcess();
    try (var launch = new Launch(java, new OkHttpClient(), folder, fsync, Optional.empty())) {
      var configuration = Path.of(launch.store().command().getLast());

      assertThat(Files.readAllLines(configuration)).contains("appendonly yes", line);
    }
  }
}
