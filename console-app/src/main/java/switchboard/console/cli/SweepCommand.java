package switchboard.console.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.bundle.KeptRuns;
import switchboard.console.cli.text.SweepText;
import switchboard.console.platform.capability.Limiting;
import switchboard.console.session.Session;
import switchboard.console.session.Sessions;
import switchboard.console.sweep.SweepFolder;
import switchboard.console.sweep.SweepListener;
import switchboard.console.sweep.SweepPlan;
import switchboard.console.sweep.SweepRun;
import switchboard.console.sweep.SweepState;
import switchboard.console.sweep.search.Configuration;
import switchboard.console.sweep.search.SweepTrial;
import switchboard.console.text.Format;
import switchboard.console.verdict.Result;

/** A sweep in a terminal. */
@Command(
    name = "sweep",
    description = {
      "Finds the cheapest configuration that meets the objectives: measures combinations of"
          + " replicas, CPU limit and memory limit one after the other, each from its start, under"
          + " load and, with --kill, while a replica is killed.",
      "The cheapest has a certificate when it passed 3 of 3, and everything one step cheaper"
          + " failed. Beside it stands what usage alone would advise, and what came of that.",
      "A system that runs already is used, and has its replicas, limits and users again in the end;"
          + " otherwise one is launched, and stopped."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the cheapest configuration has its certificate",
      "1:no configuration passed, or the sweep could not be carried out",
      "2:invalid arguments",
      "3:inconclusive: the certificate lacks something",
      "4:invalid: no configuration could be measured well",
      "5:aborted; --resume continues it"
    },
    mixinStandardHelpOptions = true,
    versionProvider = SwitchboardCommand.Version.class,
    showDefaultValues = true,
    sortOptions = false)
final class SweepCommand implements Callable<Integer> {
  private static final int COULD_NOT_BE_CARRIED_OUT = 1;

  private final Sessions sessions;
  private final KeptRuns runs;
  private final SweepFolder folder;
  private final Supplier<AbortOnSignal> signals;
  @Spec private CommandSpec spec;

  @Mixin private PlatformOptions platform;
  @Mixin private SweepOptions options;
  @Mixin private CriteriaOptions criteria;
  @Mixin private ResultFile file;

  @Option(
      names = "--resume",
      description = {
        "Continue the newest sweep with the same options that was interrupted, from its last"
            + " measurement that ended."
      })
  private boolean resume;

  SweepCommand(Sessions sessions, KeptRuns runs, SweepFolder folder) {
    this(sessions, runs, folder, AbortOnSignal::new);
  }

  /** With what it is ended by. */
  SweepCommand(
      Sessions sessions, KeptRuns runs, SweepFolder folder, Supplier<AbortOnSignal> signals) {
    this.sessions = sessions;
    this.runs = runs;
    this.folder = folder;
    this.signals = signals;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    platform.check(sessions.platforms());
    var asked = options.plan(criteria.criteria());
    file.check();
    if (platform.elsewhere(sessions).isPresent()) {
      return failed("A console that is open operates the system. Sweep there, or close it.");
    }
    new HealCommand(sessions).heal(spec.commandLine());
    try (var signal = signals.get();
        var session = platform.open(sessions)) {
      platform.choose(session.platform());
      check(asked, session);
      var denied = SweepRun.denied(asked, session.platform());
      if (denied.isPresent()) {
        return failed("Nothing was done. " + denied.get());
      }
      if (platform.isGivenUp(session.platform(), whatItDoes(asked), signal)) {
        say("Nothing was done.");
        return Result.ABORTED.exitCode();
      }
      var kept = kept(asked, session);
      return swept(asked.withSeed(kept.seed()), kept, session, signal);
    }
  }

  private static String whatItDoes(SweepPlan plan) {
    return plan.kill()
        ? "restarts all replicas, and kills some, again and again"
        : "restarts all replicas again and again";
  }

  private int failed(String sentence) {
    spec.commandLine().getErr().println(sentence);
    return COULD_NOT_BE_CARRIED_OUT;
  }

  private void check(SweepPlan plan, Session session) {
    var objections = SweepRun.objections(plan, session);
    if (!objections.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), String.join(System.lineSeparator(), objections));
    }
    session
        .platform()
        .capability(Limiting.class)
        .map(Limiting::limitsNote)
        .filter(note -> !note.isEmpty())
        .ifPresent(this::say);
  }

  private SweepFolder.Kept kept(SweepPlan plan, Session session) throws IOException {
    var found = SweepRun.interrupted(folder, plan, session.platform().id(), options.seed());
    if (resume) {
      return found.orElseThrow(
          () ->
              new ParameterException(
                  spec.commandLine(),
                  "--resume: no sweep with these options was interrupted; leave it out"));
    }
    if (found.isPresent()) {
      try (var other = found.get()) {
        say(
            "A sweep with these options was interrupted after "
                + Format.count(other.trials().size(), "measurement")
                + "; --resume continues it. This is a new one.");
      }
    }
    return folder.begin(
        SweepRun.specification(plan, session.platform().id()), plan.seed(), session.now());
  }

  private int swept(SweepPlan plan, SweepFolder.Kept kept, Session session, AbortOnSignal signal)
      throws IOException, InterruptedException {
    say(
        Format.count(plan.space().size(), "configuration")
            + ", "
            + (plan.adaptive() ? "adaptive" : "grid")
            + ", cost "
            + plan.weights().text());
    say("Seed: " + plan.seed());
    if (!kept.trials().isEmpty()) {
      say("Measured before: " + kept.trials().size());
    }
    say(SweepText.head());
    kept.trials().forEach(each -> say(SweepText.row(each, plan.weights())));
    var run =
        new SweepRun(
            session, runs, plan, kept, listener(plan), step -> {}, why -> say(why.sentence()));
    signal.aborts(run::stop);
    return switch (run.execute()) {
      case Outcome.Failed<SweepState>(Failure why) -> failed(why.sentence());
      case Outcome.Done<SweepState>(SweepState state) -> {
        file.write(Optional.of(run.result().toJson()));
        SweepText.of(state).forEach(this::say);
        if (!state.complete()) {
          say("Stopped before its end; --resume continues it.");
        }
        yield state.result().exitCode();
      }
    };
  }

  private SweepListener listener(SweepPlan plan) {
    return new SweepListener() {
      @Override
      public void begins(Configuration one, int number) {
        say("  " + number + ": " + one.text() + " …");
      }

      @Override
      public void ended(SweepTrial trial) {
        say(SweepText.row(trial, plan.weights()));
      }
    };
  }

  private void say(String line) {
    var out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
