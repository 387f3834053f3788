package switchboard.console.platform.compose;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Instance.State;
import switchboard.console.platform.LogLine;
import switchboard.console.platform.base.LastWords;
import switchboard.console.platform.base.StartWait;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.compose.engine.DockerEngine;

/** Says which component keeps the system from being ready, and why. */
final class Diagnosis {
  private static final int LAST_LINES = 20;

  /** How long the engine waits at least before it starts again what has ended. */
  private static final Duration BEFORE_NEXT_START = Duration.ofMillis(100);

  private final DockerEngine engine;
  private final ContainerWatcher watch;
  private final ComposeConfig settings;

  Diagnosis(DockerEngine engine, ContainerWatcher watch, ComposeConfig settings) {
    this.engine = engine;
    this.watch = watch;
    this.settings = settings;
  }

  /** The first component that is not ready, in the order in which they depend on each other. */
  static Optional<Instance> firstUnready(List<Instance> all) {
    return all.stream()
        .filter(each -> !each.isReady())
        .min(Comparator.comparing(Instance::name, StartWait.BY_DEPENDENCY));
  }

  /** Why it is not ready, in a few words. */
  String reason(Instance unready) {
    var ended =
        unready
            .lastExit()
            .filter(exit -> unready.state() == State.RESTARTING || isCrashing(unready));
    if (ended.isPresent()) {
      return "it keeps crashing: " + ended.get().reason();
    }
    return engine
        .lastCheck(unready.engineId())
        .flatMap(LastWords::of)
        .map(words -> "its health check says: " + words)
        .orElse("its health check has not succeeded yet");
  }

  private static boolean isCrashing(Instance unready) {
    return unready.state() == State.STARTING && unready.restarts() > 0;
  }

  /** Explains why a component does not become ready. */
  StepFailed explain(Instance unready) {
    var exit = unready.lastExit().filter(each -> unready.restarts() > 0 || !isAlive(unready));
    var lines = tail(unready.name(), exit);
    var words = exit.isPresent() ? lastWords(lines, exit.get()) : reason(unready);
    var verb = exit.isPresent() ? " does not start: " : " does not become ready: ";
    return new StepFailed(unready.name() + verb + words, next(unready, exit, lines), lines);
  }

  private static boolean isAlive(Instance instance) {
    return instance.state() == State.STARTING || instance.state() == State.NOT_READY;
  }

  private static String lastWords(String lines, Instance.Exit exit) {
    var words = LastWords.of(lines).filter(any -> !exit.oomKilled());
    return words.orElseGet(exit::reason);
  }

  private String next(Instance unready, Optional<Instance.Exit> exit, String lines) {
    if (exit.map(Instance.Exit::oomKilled).orElse(false)) {
      return "Give it more memory; compose/README.md names the settings.";
    }
    var words = LastWords.of(lines).orElse("");
    if (words.toLowerCase(Locale.ROOT).contains("permission denied")) {
      var owner = settings.ownerCommand(unready.role().label(), words);
      return owner
          .map(command -> "Make the user that it runs as the owner of the volume: " + command)
          .orElse(
              "Let the user that it runs as read and write it; the details have its last lines.");
    }
    return "Its last lines say why; see the details.";
  }

  /** The newest lines of a component's log. */
  String tail(String name) {
    return tail(name, Optional.empty());
  }

  private String tail(String name, Optional<Instance.Exit> exit) {
    try {
      var container = watch.fleet().container(name);
      var lines =
          container.isPresent()
              ? engine.logs(container.get().id(), name, Instant.EPOCH)
              : List.<LogLine>of();
      var said = exit.map(end -> until(end, lines)).orElse(lines);
      return LogLine.tail(said, LAST_LINES);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** What was said before an end. The next attempt, which may have begun, knows no reason yet. */
  static List<LogLine> until(Instance.Exit end, List<LogLine> lines) {
    var next = end.at().plus(BEFORE_NEXT_START);
    return lines.stream().filter(line -> line.at().isBefore(next)).toList();
  }
}
