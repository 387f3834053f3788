import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Run by the build on an application image that jpackage has made: gives it the console's JVM
 * arguments, and ahead-of-time caches (JEP 514) of its services and of its window, made by the
 * image's own runtime with the options and the class path that its launcher will use. An image
 * without caches works, and starts more slowly. Arguments: the image; the file of JVM arguments.
 */
final class FinishImage {
  private static final String WINDOW = "switchboard.console.Main";
  private static final String SERVICES = "switchboard.console.platform.local.AotTraining";

  /** Long enough for the window to be there, on a slow machine too. */
  private static final Duration SHOWN = Duration.ofSeconds(8);

  private static final Duration WRITTEN = Duration.ofMinutes(2);
  private static final Set<String> JAVA = Set.of("java", "java.exe");

  private final Path settings;
  private final Path application;
  private final Path caches;
  private final Path java;

  private FinishImage(Path image) throws IOException {
    settings = find(image, "switchboard.cfg"::equalsIgnoreCase);
    application = settings.getParent();
    caches = Files.createDirectories(application.resolve("aot"));
    java = find(image, JAVA::contains);
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    var image = new FinishImage(Path.of(arguments[0]).toAbsolutePath());
    for (var line : Files.readAllLines(Path.of(arguments[1]))) {
      if (line.startsWith("-")) {
        image.addOption(line);
      }
    }
    image.trainServices();
    image.trainWindow();
  }

  private void trainServices() throws IOException, InterruptedException {
    var command = command(List.of(), SERVICES);
    command.add(caches.toString());
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      System.err.println("Services of this image will start without an ahead-of-time cache.");
    }
  }

  /** Without a display: the drawing and the styles are the same, and nothing pops up. */
  private void trainWindow() throws IOException, InterruptedException {
    var cache = caches.resolve("console.aot");
    var options =
        List.of("-XX:AOTCacheOutput=" + cache, "-Dglass.platform=Headless", "-Dprism.order=sw");
    var window =
        new ProcessBuilder(command(options, WINDOW))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    window.waitFor(SHOWN.toNanos(), TimeUnit.NANOSECONDS);
    window.destroy();
    if (!window.waitFor(WRITTEN.toNanos(), TimeUnit.NANOSECONDS)) {
      window.destroyForcibly().waitFor();
    }
    if (Files.exists(cache)) {
      addOption("-XX:AOTCache=$APPDIR/aot/console.aot");
    } else {
      System.err.println("The window of this image will open without an ahead-of-time cache.");
    }
  }

  private void addOption(String option) throws IOException {
    Files.writeString(settings, "java-options=" + option + "\n", StandardOpenOption.APPEND);
  }

  /** As the launcher starts the JVM. */
  private List<String> command(List<String> more, String mainClass) throws IOException {
    var command = new ArrayList<>(List.of(java.toString()));
    command.addAll(values("java-options"));
    command.addAll(more);
    var classPath = String.join(File.pathSeparator, values("app.classpath"));
    command.addAll(List.of("-cp", classPath, mainClass));
    return command;
  }

  private List<String> values(String name) throws IOException {
    return Files.readAllLines(settings).stream()
        .filter(line -> line.startsWith(name + "="))
        .map(line -> line.substring(name.length() + 1))
        .map(value -> value.replace("$APPDIR", application.toString()))
        .toList();
  }

  private static Path find(Path image, Predicate<String> name) throws IOException {
    try (var files = Files.walk(image)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> name.test(file.getFileName().toString()))
          .findFirst()
          .orElseThrow(() -> new IOException("jpackage left out a file of " + image));
    }
  }
}
