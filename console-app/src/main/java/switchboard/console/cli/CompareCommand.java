package switchboard.console.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import switchboard.console.calibration.Aspect;
import switchboard.console.calibration.Calibration;
import switchboard.console.calibration.Calibrations;
import switchboard.console.calibration.RunFigure;
import switchboard.console.cli.text.ComparisonText;
import switchboard.console.comparison.Answer;
import switchboard.console.comparison.ComparedRun;
import switchboard.console.comparison.Comparison;
import switchboard.console.comparison.ComparisonJson;
import switchboard.console.verdict.Result;

/** Two sets of runs, and what they say together. */
@Command(
    name = "compare",
    description = {
      "Compares the runs of two sets of bundles: of each figure, by how much B is above or below A,"
          + " with its exact 95 %% interval, and whether that is better, worse or the same.",
      "It takes at least 5 runs a side, made in turn (A B A B …), and their number fixed before."
          + " Runs that were not measured well are left out. Unlike runs are refused."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every figure of B is better or the same",
      "1:a figure of B is worse",
      "2:invalid arguments, a file that is no bundle of a whole run, or an error",
      "3:undecided, or too few runs for a comparison",
      "4:not compared: the runs are unlike"
    },
    // Otherwise it would be that of a figure that is worse.
    exitCodeOnExecutionException = ExitCode.USAGE,
    mixinStandardHelpOptions = true,
    versionProvider = SwitchboardCommand.Version.class,
    sortOptions = false)
final class CompareCommand implements Callable<Integer> {
  private final Calibrations calibrations;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "A.swb",
      arity = "1..*",
      description = "Bundles of the runs that B is measured by.")
  private List<Path> a;

  @Option(
      names = "--with",
      paramLabel = "B.swb",
      arity = "1..*",
      required = true,
      description = "Bundles of the runs that are asked about.")
  private List<Path> b;

  @Option(
      names = "--margin",
      paramLabel = "PERCENT",
      description = {
        "A difference that does not matter, in percent of A's median: what is surely smaller is the"
            + " same. Without it, the smallest that this machine can see ('switchboard calibrate')"
            + " or, when it is not calibrated, 10."
      })
  private Double margin;

  @Option(
      names = "--figures",
      paramLabel = "FIGURE",
      split = ",",
      description = {
        "What is compared, up to 5 of requests.p99, deliveries.p99, requests.failed, recovery,"
            + " users.disconnectedSeconds and system.cpu. Without it, the first 5 that all runs"
            + " have. Fewer are easier to tell."
      })
  private List<String> figures = List.of();

  @Option(
      names = "--unlike",
      paramLabel = "WHAT",
      split = ",",
      description = {
        "What the runs may differ in all the same: machine, platform, load, experiment, setup or"
            + " versions. Setup and versions may differ between the sides anyway."
      })
  private List<String> unlike = List.of();

  @Mixin private ResultFile file;

  CompareCommand(Calibrations calibrations) {
    this.calibrations = calibrations;
  }

  @Override
  public Integer call() throws IOException {
    file.check();
    var question = question();
    checkDistinct();
    var runsOfA = read(a);
    var runsOfB = read(b);
    if (runsOfA.size() < a.size() || runsOfB.size() < b.size()) {
      return ExitCode.USAGE;
    }
    var comparison = Comparison.of(runsOfA, runsOfB, question, calibrations);
    file.write(Optional.of(ComparisonJson.of(comparison)));
    var out = spec.commandLine().getOut();
    ComparisonText.of(comparison).forEach(out::println);
    out.flush();
    return code(comparison);
  }

  private Comparison.Question question() {
    if (margin != null && !(margin > 0 && margin <= 1_000)) {
      throw bad("--margin: " + margin + "; expected a percentage above 0, such as 10");
    }
    if (figures.size() > Calibration.MAX_FIGURES) {
      throw bad("--figures: " + figures.size() + "; expected 1 to " + Calibration.MAX_FIGURES);
    }
    return new Comparison.Question(
        figures.stream()
            .map(
                word ->
                    known(
                        "--figures", word, RunFigure::ofWord, RunFigure.values(), RunFigure::word))
            .distinct()
            .toList(),
        margin == null ? OptionalDouble.empty() : OptionalDouble.of(margin),
        unlike.stream()
            .map(word -> known("--unlike", word, Aspect::ofWord, Aspect.values(), Aspect::word))
            .collect(Collectors.toUnmodifiableSet()));
  }

  private <T> T known(
      String option,
      String word,
      Function<String, Optional<T>> of,
      T[] all,
      Function<T, String> words) {
    return of.apply(word)
        .orElseThrow(
            () ->
                bad(
                    option
                        + ": '"
                        + word
                        + "' is unknown; use one of "
                        + Stream.of(all).map(words).collect(Collectors.joining(", "))));
  }

  /** A run that counts twice makes a comparison look surer than it is. */
  private void checkDistinct() {
    var seen = new HashSet<Path>();
    Stream.concat(a.stream(), b.stream())
        .map(each -> each.toAbsolutePath().normalize())
        .filter(each -> !seen.add(each))
        .findFirst()
        .ifPresent(
            each -> {
              throw bad(each.getFileName() + " is named twice; every run counts once");
            });
  }

  /** What cannot be read is said, and is not among them. */
  private List<ComparedRun> read(List<Path> files) {
    var runs = new ArrayList<ComparedRun>();
    for (var each : files) {
      try {
        runs.add(ComparedRun.of(each));
      } catch (IOException e) {
        spec.commandLine().getErr().println(e.getMessage());
      }
    }
    spec.commandLine().getErr().flush();
    return runs;
  }

  private static int code(Comparison comparison) {
    return switch (comparison.standing()) {
      case REFUSED -> Result.INVALID.exitCode();
      case ONE_EACH, TOO_FEW -> Result.INCONCLUSIVE.exitCode();
      case ANSWERED ->
          switch (comparison.answer().orElse(Answer.UNDECIDED)) {
            case BETTER, SAME -> Result.PASSED.exitCode();
            case WORSE -> Result.FAILED.exitCode();
            case UNDECIDED -> Result.INCONCLUSIVE.exitCode();
          };
    };
  }

  private ParameterException bad(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
