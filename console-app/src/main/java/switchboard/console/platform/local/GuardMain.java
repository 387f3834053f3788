package switchboard.console.platform.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * A tiny process that reads {@code watch <pid>} and {@code forget <pid>} from the console. When its
 * input ends, the console has: it kills every watched process and deletes the launch's directory. A
 * pipe is the one thing that tells of every way to end, SIGKILL included, on every system.
 */
final class GuardMain {
  private GuardMain() {}

  public static void main(String[] arguments) throws IOException {
    // Ctrl+C in a terminal reaches the whole process group; this process must see its end.
    var finished = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitUninterruptibly(finished)));
    try {
      guard(Path.of(arguments[0]));
    } finally {
      finished.countDown();
    }
  }

  private static void guard(Path directory) throws IOException {
    var watched = new HashMap<Long, ProcessHandle>();
    try (var input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
      for (var line = input.readLine(); line != null; line = input.readLine()) {
        obey(line, watched);
      }
    }
    for (var child : watched.values()) {
      child.destroyForcibly();
    }
    for (var child : watched.values()) {
      child.onExit().join();
    }
    delete(directory);
  }

  private static void obey(String line, Map<Long, ProcessHandle> watched) {
    var space = line.indexOf(' ');
    var pid = Long.parseLong(line.substring(space + 1));
    if (line.startsWith("watch ")) {
      ProcessHandle.of(pid).ifPresent(child -> watched.put(pid, child));
    } else {
      watched.remove(pid);
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      awaitUninterruptibly(latch);
    }
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
