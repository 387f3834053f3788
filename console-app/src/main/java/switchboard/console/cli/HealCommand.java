package switchboard.console.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import switchboard.console.intent.HealReport;
import switchboard.console.session.Sessions;

/** What a console does at its start, without anything else. */
@Command(
    name = "heal",
    description = {
      "Undoes the faults that a console left when it died: unfreezes, starts what was stopped, and"
          + " ends what replicas do to themselves. Touches nothing else, and no fault of a console"
          + " that is alive. The window and every command that operates a system do the same"
          + " first.",
      "Exits with 0 when nothing is left, and with 1 when something could not be undone."
    },
    mixinStandardHelpOptions = true,
    versionProvider = SwitchboardCommand.Version.class)
final class HealCommand implements Callable<Integer> {
  private final Sessions sessions;
  @Spec private CommandSpec spec;

  HealCommand(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Integer call() {
    var report = heal(spec.commandLine());
    if (report.healed().isEmpty() && report.failures().isEmpty()) {
      spec.commandLine().getOut().println("No console has left a fault.");
    }
    spec.commandLine().getOut().flush();
    return report.failures().isEmpty() ? 0 : 1;
  }

  /** Heals, and says what came of it, on the streams of a command; nothing where there was none. */
  HealReport heal(CommandLine command) {
    var report = sessions.heal();
    report.healed().forEach(command.getOut()::println);
    command.getOut().flush();
    report.failures().forEach(failure -> command.getErr().println(failure.sentence()));
    return report;
  }
}
