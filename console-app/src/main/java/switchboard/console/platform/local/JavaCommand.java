package switchboard.console.platform.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import switchboard.console.platform.base.HelperProcess;

/**
 * Command lines for child JVMs: the JVM and the class path that the console itself runs on.
 *
 * @param java the launcher's path
 * @param classPath as {@code -cp} takes it
 * @param caches where ahead-of-time caches are, which halve the start of a service
 * @param training whether services write their caches as they end, instead of using them
 */
record JavaCommand(Path java, String classPath, Optional<Path> caches, boolean training) {
  private static final String CACHES_PROPERTY = "switchboard.aot";

  /** With a service's main class after it: flags to try instead of ours, blanks between them. */
  private static final String FLAGS_PROPERTY = "switchboard.flags.";

  /** One line a record, in the form that {@code java.util.logging.SimpleFormatter} documents. */
  private static final String LOG_FORMAT =
      "-Djava.util.logging.SimpleFormatter.format=%1$tFT%1$tT.%1$tL %4$s %5$s%6$s%n";

  /** The launcher says by a system property where the caches are; without it there are none. */
  static JavaCommand ofThisProcess() {
    var caches = Optional.ofNullable(System.getProperty(CACHES_PROPERTY)).map(Path::of);
    return new JavaCommand(HelperProcess.java(), HelperProcess.classPath(), caches, false);
  }

  JavaCommand trainingInto(Path folder) {
    return new JavaCommand(java, classPath, Optional.of(folder), true);
  }

  /**
   * A service of ours: one event loop, so the serial collector; a code cache of which so little is
   * used that it is never collected, which would stop the loop for as long as a collection of the
   * whole heap; network buffers from one small pool, and no Flight Recorder for them, which takes
   * 50 ms to load.
   *
   * @param temporary the folder for its temporary files, which it also runs libraries from
   * @param own this service's own flags, its heap at least; {@code benchmarks/run --flags} compares
   *     others
   */
  List<String> service(String mainClass, Path temporary, List<String> own) {
    var flags =
        new ArrayList<>(
            List.of(
                "-XX:+UseSerialGC",
                "-XX:ReservedCodeCacheSize=240m",
                "-Dio.netty.jfr.enabled=false",
                "-Dio.netty.allocator.type=pooled",
                "-Dio.netty.allocator.numDirectArenas=1",
                "-Dio.netty.allocator.numHeapArenas=1",
                "-Dio.netty.allocator.maxOrder=4"));
    flags.addAll(own);
    for (var flag : List.of(LOG_FORMAT, "-Djava.io.tmpdir=" + temporary)) {
      // A JVM that writes its cache hands its flags on in a way that spaces do not survive.
      if (!training || !flag.contains(" ")) {
        flags.add(flag);
      }
    }
    cache(mainClass).ifPresent(flags::add);
    // The last of two flags that contradict each other is the one that a JVM obeys.
    var extra = System.getProperty(FLAGS_PROPERTY + mainClass, "").strip();
    if (!extra.isEmpty()) {
      flags.addAll(List.of(extra.split(" +")));
    }
    return command(flags, mainClass);
  }

  private Optional<String> cache(String mainClass) {
    var file = caches.map(folder -> folder.resolve(mainClass + ".aot"));
    return training
        ? file.map(output -> "-XX:AOTCacheOutput=" + output)
        : file.filter(Files::exists).map(input -> "-XX:AOTCache=" + input);
  }

  /** A helper process that does next to nothing. */
  List<String> small(String mainClass, String argument) {
    return HelperProcess.command(java, classPath, mainClass, List.of(argument));
  }

  private List<String> command(List<String> flags, String mainClass) {
    var command = new ArrayList<String>();
    command.add(java.toString());
    command.addAll(flags);
    // The libraries of a service, too, write digits as their readers expect them.
    command.add("-Duser.language=en");
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", classPath, mainClass));
    return List.copyOf(command);
  }
}
