package switchboard.console.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.cli.text.LoadTestText;
import switchboard.console.load.LoadPlan;
import switchboard.console.loadtest.LoadTestPlan;
import switchboard.console.loadtest.LoadTestReport;
import switchboard.console.loadtest.LoadTestResult;
import switchboard.console.loadtest.LoadTestRun;
import switchboard.console.loadtest.LoadTests;
import switchboard.console.platform.SystemState;
import switchboard.console.session.Session;
import switchboard.console.session.Sessions;
import switchboard.console.text.Format;

/** A load test in a terminal. */
@Command(
    name = "load",
    description = {
      "Sends many equal requests to the system's gateway, as ab does, and says how fast they were"
          + " answered. The simulator sends them, beside the system.",
      "The system is the one that a console of this user runs, or another that runs on the"
          + " platform, and stays as it is. Without one, the command launches one without users,"
          + " and stops it."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:measured well, and no request failed",
      "1:a request failed, or the load test could not be carried out",
      "2:invalid arguments",
      "4:invalid: limited by the simulator, so the figures say nothing about the system",
      "5:aborted"
    },
    mixinStandardHelpOptions = true,
    versionProvider = SwitchboardCommand.Version.class,
    showDefaultValues = true,
    sortOptions = false)
final class LoadCommand implements Callable<Integer> {
  private static final int COULD_NOT_BE_CARRIED_OUT = 1;
  private static final double SECONDS_BETWEEN_LINES = 2;

  private final Sessions sessions;
  @Spec private CommandSpec spec;

  @Mixin private LoadOptions options;
  @Mixin private PlatformOptions platform;

  @Option(
      names = "--replicas",
      paramLabel = "N",
      description = "Replicas of a system that is launched for the load test, 1 to 10.")
  private int replicas = 3;

  @Mixin private ResultFile file;

  private double said;

  LoadCommand(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Integer call() throws IOException {
    platform.check(sessions.platforms());
    if (replicas < 1 || replicas > SystemState.MAX_REPLICAS) {
      throw new ParameterException(
          spec.commandLine(),
          "--replicas: " + replicas + "; expected 1 to " + SystemState.MAX_REPLICAS);
    }
    var plan = options.plan();
    file.check();
    new HealCommand(sessions).heal(spec.commandLine());
    try (var signal = new AbortOnSignal()) {
      var run = new LoadTestRun(this::report);
      signal.aborts(run::abort);
      var elsewhere = platform.elsewhere(sessions);
      return ended(
          elsewhere.isPresent() ? onRunning(plan, run, elsewhere.get()) : onOwn(plan, run));
    }
  }

  private Outcome<LoadTestResult> onRunning(LoadTestPlan plan, LoadTestRun run, LoadTests on) {
    say("The system of the console that is open is used, and stays as it is.");
    announce(plan);
    return run.execute(on, plan);
  }

  private void announce(LoadTestPlan plan) {
    say(plan.target());
    say(plan.shape().words() + " …");
  }

  private Outcome<LoadTestResult> onOwn(LoadTestPlan plan, LoadTestRun run) {
    try (var session = platform.open(sessions)) {
      platform.choose(session.platform());
      return begun(session)
          .then(
              state -> {
                announce(plan);
                return session.load().test(plan, run);
              });
    }
  }

  private Outcome<SystemState> begun(Session session) {
    var existing = session.platform().existingReplicas();
    if (existing.isPresent()) {
      say("The running system is used, and stays as it is.");
      return session.adopt(existing.getAsInt(), step -> {});
    }
    say("Launching " + Format.replicas(replicas) + " on " + session.platform().name() + " …");
    return session
        .launch(replicas, LoadPlan.DEFAULT.withUsers(0), step -> {})
        .then(launch -> Outcome.done(launch.system()));
  }

  private int ended(Outcome<LoadTestResult> outcome) throws IOException {
    file.write(outcome.toOptional().map(result -> result.toJson(platform.id())));
    return switch (outcome) {
      case Outcome.Done<LoadTestResult>(LoadTestResult result) -> {
        LoadTestText.of(result).forEach(this::say);
        yield result.result().exitCode();
      }
      case Outcome.Failed<LoadTestResult>(Failure failure) -> {
        spec.commandLine().getErr().println(failure.sentence());
        yield COULD_NOT_BE_CARRIED_OUT;
      }
    };
  }

  /** A line every few seconds, as long as it lasts. */
  private void report(LoadTestReport report) {
    if (!report.isOver() && report.elapsedSeconds() >= said + SECONDS_BETWEEN_LINES) {
      said = report.elapsedSeconds();
      say(
          "  "
              + Format.whole(report.result().completed())
              + " of "
              + Format.whole(report.requests()));
    }
  }

  private void say(String line) {
    var out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
