package switchboard.console.platform.local.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import redis.embedded.core.ExecutableProvider;
import switchboard.console.platform.base.ProgramsOnPath;

/**
 * A program that can be the store.
 *
 * @param name what it says it is, with its version: {@code Valkey 8.1.1}; {@code Redis} alone where
 *     it does not say
 * @param major the first number of its version
 * @param embedded whether the console brought it
 */
public record StoreProgram(Path executable, String name, int major, boolean embedded) {

  /** How long a program may take to say its version. */
  static final Duration VERSION_TIMEOUT = Duration.ofSeconds(2);

  /**
   * Older ones than this are passed over in favour of the embedded one: they are as old. Valkey
   * began with this version.
   */
  private static final int OLDEST_REDIS = 7;

  /** The first version with users and their rules. */
  private static final int FIRST_WITH_USERS = 6;

  /** The embedded one's on every system but Windows. */
  private static final int OLDEST_EMBEDDED = 6;

  private static final Pattern VERSION =
      Pattern.compile("(Valkey|Redis) server v=((\\d{1,4})\\.[0-9A-Za-z.+-]{1,30})");

  /**
   * What was found on the PATH.
   *
   * @param passedOver others, and why they are not taken
   */
  public record OnPath(Optional<StoreProgram> program, Map<Path, String> passedOver) {}

  /**
   * Finds a {@code valkey-server}, else a {@code redis-server} of version 7 or newer.
   *
   * @param scratch a folder for what they say
   */
  public static OnPath find(String path, Path scratch) throws IOException, InterruptedException {
    var passedOver = new LinkedHashMap<Path, String>();
    for (var name : List.of("valkey-server", "redis-server")) {
      for (var candidate : ProgramsOnPath.named(name, path).toList()) {
        var found = ask(candidate, scratch, false);
        if (found.isEmpty()) {
          passedOver.put(candidate, "it did not report its version within 2 s");
        } else if (!found.get().isRecent()) {
          passedOver.put(candidate, found.get().name() + " is older than " + OLDEST_REDIS);
        } else {
          return new OnPath(found, passedOver);
        }
      }
    }
    return new OnPath(Optional.empty(), passedOver);
  }

  /**
   * Lays the one that the console brings into a folder. To be done before any child is started: one
   * that starts while the file is being written holds it open for a moment, and it cannot be run
   * then.
   */
  public static StoreProgram embedded(Path folder) throws IOException, InterruptedException {
    var extracted = ExecutableProvider.newJarResourceProvider(folder.toFile()).get().toPath();
    var own = Files.move(extracted, folder.resolve("redis-server"));
    return ask(own, folder, true)
        .orElseGet(() -> new StoreProgram(own, "Redis", OLDEST_EMBEDDED, true));
  }

  private static Optional<StoreProgram> ask(Path executable, Path scratch, boolean embedded)
      throws IOException, InterruptedException {
    var answer = Files.createTempFile(scratch, "version", ".txt");
    try {
      return run(executable, answer)
          ? parse(executable, Files.readString(answer, StandardCharsets.ISO_8859_1), embedded)
          : Optional.empty();
    } finally {
      Files.delete(answer);
    }
  }

  /** Whether it ended well and in time. Its output goes to a file: a pipe could be held open. */
  private static boolean run(Path executable, Path output) throws InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder(executable.toString(), "--version")
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
    } catch (IOException cannotBeRun) {
      return false;
    }
    try {
      return process.waitFor(VERSION_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
          && process.exitValue() == 0;
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static Optional<StoreProgram> parse(Path executable, String answer, boolean embedded) {
    var version = VERSION.matcher(answer);
    return version.lookingAt()
        ? Optional.of(
            new StoreProgram(
                executable,
                version.group(1) + " " + version.group(2),
                Integer.parseInt(version.group(3)),
                embedded))
        : Optional.empty();
  }

  private boolean isRecent() {
    return major >= OLDEST_REDIS;
  }

  /** Whether it can hold a user to rules. Only the one embedded for Windows cannot. */
  boolean hasUsers() {
    return major >= FIRST_WITH_USERS;
  }

  /** As on the store's card: {@code Redis 6.2.11 (embedded)}. */
  public String label() {
    return embedded ? name + " (embedded)" : name;
  }
}
