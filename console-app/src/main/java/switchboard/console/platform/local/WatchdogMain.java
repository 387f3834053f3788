package switchboard.console.platform.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * A small process that reads {@code watch <pid>}, {@code forget <pid>} and {@code group <path>}
 * from the console. When its input ends, the console has: it kills every watched process, removes
 * the control groups and deletes the launch's directory. A pipe is the one signal of every way to
 * end, SIGKILL included, on every system.
 */
final class WatchdogMain {
  private WatchdogMain() {}

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
    var groups = new ArrayList<Path>();
    try (var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (var line = input.readLine(); line != null; line = input.readLine()) {
        execute(line, watched, groups);
      }
    }
    for (var child : watched.values()) {
      child.destroyForcibly();
    }
    for (var child : watched.values()) {
      child.onExit().join();
    }
    for (var group : groups) {
      remove(group);
    }
    delete(directory);
  }

  private static void execute(String line, Map<Long, ProcessHandle> watched, List<Path> groups) {
    var space = line.indexOf(' ');
    var about = line.substring(space + 1);
    switch (line.substring(0, space)) {
      case "watch" ->
          ProcessHandle.of(Long.parseLong(about))
              .ifPresent(child -> watched.put(child.pid(), child));
      case "forget" -> watched.remove(Long.parseLong(about));
      default -> groups.add(Path.of(about));
    }
  }

  /** Its files are the kernel's and go with it; only the groups in it must go first. */
  private static void remove(Path group) throws IOException {
    if (!Files.isDirectory(group)) {
      return;
    }
    try (var inside = Files.newDirectoryStream(group, Files::isDirectory)) {
      for (var each : inside) {
        Files.delete(each);
      }
    }
    Files.delete(group);
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
    try (var all = Files.walk(directory)) {
      for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
