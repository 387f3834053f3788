package switchboard.console.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import switchboard.console.Failure;
import switchboard.console.bundle.KeptRuns;
import switchboard.console.bundle.RunKeeper;
import switchboard.console.experiment.Experiment;
import switchboard.console.experiment.Run;
import switchboard.console.experiment.RunResult;
import switchboard.console.experiment.Suitability;
import switchboard.console.session.OperatedPlatform;
import switchboard.console.session.Sessions;
import switchboard.console.verdict.Result;

/** One whole experiment in a terminal: launch, load, kill, judge, stop. */
@Command(
    name = "run",
    description = {
      "Launches the system, loads it, injects faults, judges what users noticed, and stops it. A"
          + " system that was already running keeps running.",
      "Passes when it was measured well and every objective was met. Without --objective: no failed"
          + " request, no lost, duplicated, reordered or renumbered message, every replica back"
          + " within 60 s, deliveries within 1 s (p99) outside faults."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:passed",
      "1:failed, or the run could not be carried out",
      "2:invalid arguments",
      "3:inconclusive: the evidence does not decide",
      "4:invalid: not measured well",
      "5:aborted"
    },
    mixinStandardHelpOptions = true,
    versionProvider = SwitchboardCommand.Version.class,
    showDefaultValues = true,
    sortOptions = false)
final class RunCommand implements Callable<Integer> {
  private static final int COULD_NOT_BE_CARRIED_OUT = 1;

  /** The options that say what no file does. */
  private static final Set<String> BESIDE_FILES =
      Set.of(
          "--platform",
          "--context",
          "--tls",
          "--tls-certificate",
          "--tls-key",
          "--json",
          "--report",
          "--bundle");

  private final Sessions sessions;
  private final KeptRuns runs;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "EXPERIMENT",
      arity = "0..*",
      description = {
        "Files, or names of shipped ones (see 'switchboard experiments'), run one after the other."
            + " Without one, the options below say what is done."
      })
  private List<String> files = List.of();

  @Mixin private PlatformOptions platform;
  @Mixin private RunOptions options;
  @Mixin private CriteriaOptions criteria;
  @Mixin private ResultFile file;
  @Mixin private ReportFolder report;
  @Mixin private BundleFile bundle;

  RunCommand(Sessions sessions, KeptRuns runs) {
    this.sessions = sessions;
    this.runs = runs;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    platform.check(sessions.platforms());
    file.check();
    report.check();
    bundle.check();
    checkFiles();
    var experiments =
        files.isEmpty()
            ? Optional.of(List.of(Experiment.of(options.plan(), criteria.criteria())))
            : ExperimentFiles.read(files, spec.commandLine());
    if (experiments.isEmpty()) {
      return ExitCode.USAGE;
    }
    new HealCommand(sessions).heal(spec.commandLine());
    var code = ExitCode.OK;
    try (var signal = new AbortOnSignal()) {
      for (var experiment : experiments.get()) {
        if (signal.comesWithin(Duration.ZERO)) {
          say("Not run: " + experiment.name());
          code = code == ExitCode.OK ? Result.ABORTED.exitCode() : code;
        } else {
          var own = run(experiment, signal);
          code = code == ExitCode.OK ? own : code;
        }
      }
    }
    return code;
  }

  /** A file says all that these options would. */
  private void checkFiles() {
    if (files.isEmpty()) {
      return;
    }
    spec.commandLine().getParseResult().matchedOptions().stream()
        .map(OptionSpec::longestName)
        .filter(name -> !BESIDE_FILES.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new ParameterException(
                  spec.commandLine(),
                  name + ": an experiment says that itself; leave the option out");
            });
    if (files.size() > 1) {
      Stream.of(
              Map.entry("--json", file.isNamed()),
              Map.entry("--report", report.isNamed()),
              Map.entry("--bundle", bundle.isNamed()))
          .filter(Map.Entry::getValue)
          .findFirst()
          .ifPresent(
              named -> {
                throw new ParameterException(
                    spec.commandLine(),
                    named.getKey() + ": one place cannot hold several results; run one experiment");
              });
    }
  }

  private int run(Experiment experiment, AbortOnSignal signal)
      throws IOException, InterruptedException {
    try (var session = platform.open(sessions)) {
      var on = session.platform();
      platform.choose(on);
      var allDenied = on.deniedActions();
      var denied =
          experiment.plan().actions(on.existingReplicas(), on::can).stream()
              .filter(allDenied::containsKey)
              .findFirst();
      if (denied.isPresent()) {
        var why = "Nothing was done. " + allDenied.get(denied.get());
        spec.commandLine().getErr().println(why);
        return COULD_NOT_BE_CARRIED_OUT;
      }
      checkPlatform(experiment, on);
      if (!experiment.plan().faults().isEmpty()
          && platform.isGivenUp(on, "injects faults", signal)) {
        say("Not run: " + experiment.name());
        return Result.ABORTED.exitCode();
      }
      if (!files.isEmpty()) {
        say(experiment.name());
      }
      try (var keeper = new RunKeeper(runs, experiment, session.now(), this::say)) {
        var run = new Run(session, this::say, keeper);
        signal.aborts(run::abort);
        var result = run.execute(experiment);
        file.write(result.map(RunResult::toJson));
        report.write(keeper.finish(run.record())).ifPresent(page -> say("Report: " + page));
        var bundled = bundle.write(keeper.file());
        bundled.or(keeper::file).ifPresent(kept -> say("Bundle: " + kept));
        if (bundle.isNamed() && bundled.isEmpty()) {
          say("--bundle: nothing was written, because the run was not kept");
          return COULD_NOT_BE_CARRIED_OUT;
        }
        return result.map(RunResult::exitCode).orElse(COULD_NOT_BE_CARRIED_OUT);
      }
    }
  }

  private void checkPlatform(Experiment experiment, OperatedPlatform on) {
    var objections = Suitability.objections(experiment.plan(), on);
    if (objections.isEmpty()) {
      return;
    }
    var sentences =
        objections.stream()
            .map(
                each ->
                    (files.isEmpty() ? RunOptions.option(each.part()) : experiment.name())
                        + ": "
                        + each.sentence())
            .distinct();
    throw new ParameterException(
        spec.commandLine(), sentences.collect(Collectors.joining(System.lineSeparator())));
  }

  private void say(Failure why) {
    say(why.sentence());
  }

  private void say(String line) {
    var out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
