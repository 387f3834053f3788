package switchboard.console.platform.compose;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import switchboard.console.platform.Step;
import switchboard.console.platform.Step.Status;
import switchboard.console.platform.compose.engine.Container;

/** The plain progress of Compose as steps: one for each component and action. */
final class ComposeOutput {
  private static final Pattern CONTAINER =
      Pattern.compile("\\s*Container \\S+?-([a-z]+)-(\\d+)\\s+(\\w+)\\s*");
  private static final Pattern PULL = Pattern.compile("\\s*([a-z]+) (Pulling|Pulled|Skipped)\\b.*");
  private static final Pattern BUILD_STEP = Pattern.compile("#\\d+ \\[([a-z]+) +(\\d+/\\d+)\\] .*");
  private static final Pattern BUILT = Pattern.compile("\\s*([a-z]+)\\s+Built\\s*");

  private static final Set<String> ENDING = Set.of("Stopping", "Stopped", "Removing", "Removed");

  private ComposeOutput() {}

  /** Passes on the step that each line reports. */
  static Consumer<String> to(Consumer<Step> progress) {
    return line -> step(line).ifPresent(progress);
  }

  /** Empty for a line that reports no step. */
  static Optional<Step> step(String line) {
    return container(line).or(() -> pull(line)).or(() -> build(line));
  }

  /** A container that started is not ready yet, so its step continues until it is. */
  private static Optional<Step> container(String line) {
    var found = CONTAINER.matcher(line);
    if (!found.matches()) {
      return Optional.empty();
    }
    var name = Container.name(found.group(1), Integer.parseInt(found.group(2)));
    var word = found.group(3);
    if (ENDING.contains(word)) {
      var status = word.equals("Removed") ? Status.DONE : Status.RUNNING;
      return Optional.of(new Step("Stop " + name, status, word.toLowerCase(Locale.ROOT)));
    }
    var status = word.equals("Error") ? Status.FAILED : Status.RUNNING;
    return Optional.of(new Step("Start " + name, status, word.toLowerCase(Locale.ROOT)));
  }

  private static Optional<Step> pull(String line) {
    var found = PULL.matcher(line);
    if (!found.matches() || found.group(2).equals("Skipped")) {
      return Optional.empty();
    }
    var status = found.group(2).equals("Pulled") ? Status.DONE : Status.RUNNING;
    return Optional.of(new Step("Pull " + found.group(1), status, ""));
  }

  private static Optional<Step> build(String line) {
    var step = BUILD_STEP.matcher(line);
    if (step.matches()) {
      var detail = "step " + step.group(2).replace("/", " of ");
      return Optional.of(new Step("Build " + step.group(1), Status.RUNNING, detail));
    }
    var built = BUILT.matcher(line);
    return built.matches()
        ? Optional.of(new Step("Build " + built.group(1), Status.DONE, "built"))
        : Optional.empty();
  }
}
