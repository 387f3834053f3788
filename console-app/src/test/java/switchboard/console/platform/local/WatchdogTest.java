package switchboard.console.platform.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchdogTest {
  @TempDir Path folder;

  /** Stands in for the console: guards a child, says its pid, and waits to be killed. */
  static final class Console {
    private Console() {}

    public static void main(String[] arguments) throws Exception {
      var java = JavaCommand.ofThisProcess();
      var guard = new Watchdog(java, Path.of(arguments[0]));
      guard.start();
      var child = new ProcessBuilder(java.small(Sleeper.class.getName(), "")).start();
      guard.watch(child);
      System.out.println(child.pid());
      new java.util.concurrent.CountDownLatch(1).await();
    }
  }

  /** Does nothing for ever. */
  static final class Sleeper {
    private Sleeper() {}

    public static void main(String[] arguments) throws InterruptedException {
      new java.util.concurrent.CountDownLatch(1).await();
    }
  }

  @Test
  void killedConsoleLeavesNeitherProcessNorDirectory() throws Exception {
    var launch = Files.createDirectories(folder.resolve("launch/store")).getParent();
    Files.writeString(launch.resolve("store/redis.conf"), "requirepass secret");
    var java = JavaCommand.ofThisProcess();
    var console =
        new ProcessBuilder(java.small(Console.class.getName(), launch.toString())).start();
    var child = ProcessHandle.of(readPid(console)).orElseThrow();
    var guard = console.descendants().filter(each -> !each.equals(child)).findFirst().orElseThrow();

    console.destroyForcibly();

    guard.onExit().get(20, TimeUnit.SECONDS);
    assertThat(child.isAlive()).isFalse();
    assertThat(launch).doesNotExist();
  }

  private static long readPid(Process console) throws IOException {
    try (var output = console.inputReader()) {
      return Long.parseLong(output.readLine());
    }
  }
}
