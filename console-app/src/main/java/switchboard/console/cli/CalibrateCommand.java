package switchboard.console.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import switchboard.console.bundle.KeptRuns;
import switchboard.console.bundle.RunKeeper;
import switchboard.console.calibration.Calibration;
import switchboard.console.cli.text.CalibrationText;
import switchboard.console.comparison.ComparedRun;
import switchboard.console.comparison.EqualRuns;
import switchboard.console.experiment.Experiment;
import switchboard.console.experiment.Run;
import switchboard.console.experiment.Suitability;
import switchboard.console.session.Sessions;
import switchboard.console.text.Format;
import switchboard.console.verdict.Result;

/** Equal runs, one after the other, to find out how small a difference this machine can see. */
@Command(
    name = "calibrate",
    description = {
      "Runs the same experiment several times on this machine, and says of each figure how far"
          + " equal runs lie apart, and the smallest difference that 'switchboard compare' can see"
          + " here. Both are kept, and reports of such runs print them.",
      "Runs of the experiment that are kept already count, if this version made them here. So it"
          + " can be ended at any time, and goes on where it was."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:calibrated",
      "1:a run could not be carried out",
      "2:invalid arguments",
      "4:three runs in a row were not measured well",
      "5:ended before its time; what was run counts the next time"
    },
    mixinStandardHelpOptions = true,
    versionProvider = SwitchboardCommand.Version.class,
    showDefaultValues = true,
    sortOptions = false)
final class CalibrateCommand implements Callable<Integer> {
  private static final int COULD_NOT_BE_CARRIED_OUT = 1;
  private static final int MAX_RUNS = 50;

  /** A machine that has something else to do will not be quiet for the fourth. */
  private static final int MAX_INVALID_IN_A_ROW = 3;

  private final Sessions sessions;
  private final KeptRuns kept;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "EXPERIMENT",
      arity = "0..1",
      description = {
        "A file, or the name of a shipped one. Without one, the options below say what is done."
      })
  private String file;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "How many runs, 5 to 50. More tell the noise more exactly.")
  private int wanted = 10;

  @Option(names = "--fresh", description = "Count none of the kept runs.")
  private boolean fresh;

  @Mixin private PlatformOptions platform;
  @Mixin private RunOptions options;
  @Mixin private CriteriaOptions criteria;

  CalibrateCommand(Sessions sessions, KeptRuns kept) {
    this.sessions = sessions;
    this.kept = kept;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    platform.check(sessions.platforms());
    if (wanted < Calibration.MIN_RUNS || wanted > MAX_RUNS) {
      throw new ParameterException(
          spec.commandLine(),
          "--runs: " + wanted + "; expected " + Calibration.MIN_RUNS + " to " + MAX_RUNS);
    }
    var experiment = experiment();
    if (experiment.isEmpty()) {
      return ExitCode.USAGE;
    }
    new HealCommand(sessions).heal(spec.commandLine());
    try (var signal = new AbortOnSignal()) {
      return calibrate(experiment.get(), signal);
    }
  }

  private Optional<Experiment> experiment() {
    return file == null
        ? Optional.of(Experiment.of(options.plan(), criteria.criteria()))
        : ExperimentFiles.read(List.of(file), spec.commandLine()).map(List::getFirst);
  }

  private int calibrate(Experiment experiment, AbortOnSignal signal)
      throws IOException, InterruptedException {
    var equal = new EqualRuns(kept, experiment, sessions.name(platform.id()));
    var runs = fresh ? List.<ComparedRun>of() : equal.newest(wanted);
    if (!runs.isEmpty()) {
      say(
          Format.count(runs.size(), "kept run counts", "kept runs count")
              + "; "
              + Format.whole(Math.max(0, wanted - runs.size()))
              + " to go.");
    }
    var invalid = 0;
    while (runs.size() < wanted) {
      if (signal.comesWithin(Duration.ZERO)) {
        return ended(runs);
      }
      say("Run " + Format.whole(runs.size() + 1) + " of " + Format.whole(wanted) + " …");
      var done = run(experiment, signal);
      if (done.isEmpty()) {
        return COULD_NOT_BE_CARRIED_OUT;
      }
      var run = ComparedRun.of(done.get());
      say("  " + run.result().word() + ": " + run.sentence());
      if (run.result() == Result.ABORTED) {
        return ended(runs);
      }
      invalid = run.whyLeftOut().isPresent() ? invalid + 1 : 0;
      if (invalid == MAX_INVALID_IN_A_ROW) {
        spec.commandLine()
            .getErr()
            .println(
                "Not calibrated: "
                    + MAX_INVALID_IN_A_ROW
                    + " runs in a row were not measured well. See to what the last one says.");
        return Result.INVALID.exitCode();
      }
      if (run.whyLeftOut().isEmpty()) {
        var joined = EqualRuns.joined(runs, run);
        sayHowManyDoNotCount(runs.size() + 1 - joined.size());
        runs = joined;
      }
    }
    var calibration = EqualRuns.calibration(runs);
    var where = kept.calibrations().keep(calibration);
    CalibrationText.of(calibration).forEach(this::say);
    say("Kept in " + where);
    return ExitCode.OK;
  }

  private void sayHowManyDoNotCount(int earlier) {
    if (earlier > 0) {
      say(
          "  "
              + Format.count(earlier, "earlier run does not count", "earlier runs do not count")
              + " any more: this one was measured under other conditions.");
    }
  }

  private int ended(List<ComparedRun> runs) {
    say("Not calibrated: ended after " + Format.count(runs.size(), "run") + ".");
    return Result.ABORTED.exitCode();
  }

  /** Empty when it could not be carried out, or is not kept; why was said. */
  private Optional<Path> run(Experiment experiment, AbortOnSignal signal)
      throws IOException, InterruptedException {
    try (var session = platform.open(sessions)) {
      platform.choose(session.platform());
      if (session.platform().isForeign() && !experiment.plan().faults().isEmpty()) {
        throw new ParameterException(
            spec.commandLine(),
            "This would inject faults again and again on a cluster that Minikube did not make."
                + " Calibrate an experiment without faults, or use 'switchboard run'.");
      }
      var objections = Suitability.objections(experiment.plan(), session.platform());
      if (!objections.isEmpty()) {
        throw new ParameterException(spec.commandLine(), objections.getFirst().sentence());
      }
      try (var keeper =
          new RunKeeper(kept, experiment, session.now(), why -> say(why.sentence()))) {
        // Ten times the lines of a run are read by nobody, but for why one cannot be carried out.
        var lines = new ArrayList<String>();
        var run = new Run(session, lines::add, keeper);
        signal.aborts(run::abort);
        var result = run.execute(experiment);
        keeper.finish(run.record());
        if (result.isEmpty()) {
          lines.forEach(spec.commandLine().getErr()::println);
        }
        return result.isEmpty() ? Optional.empty() : keeper.file();
      }
    }
  }

  private void say(String line) {
    var out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
