package switchboard.chat.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Runs programs of this machine. */
public final class Commands {
  private Commands() {}

  /** What a command printed; fails when it does. */
  public static String run(List<String> command) throws IOException {
    return run(command, Map.of());
  }

  /**
   * Likewise.
   *
   * @param more variables of its environment
   */
  public static String run(List<String> command, Map<String, String> more) throws IOException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(more);
    var process = builder.start();
    var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.onExit().join().exitValue()).as("%s: %s", command, printed).isZero();
    return printed;
  }

  /** Whether a command is there and succeeds. */
  public static boolean works(String... command) {
    try {
      return new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .onExit()
              .join()
              .exitValue()
          == 0;
    } catch (IOException missing) {
      return false;
    }
  }
}
