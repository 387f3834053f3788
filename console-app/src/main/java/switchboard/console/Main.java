package switchboard.console;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import switchboard.console.cli.SwitchboardCommand;
import switchboard.console.settings.LiveSettings;
import switchboard.console.settings.SecondInstancePolicy;
import switchboard.console.ui.ConsoleApp;
import switchboard.console.ui.Display;
import switchboard.console.ui.SingleInstance;

/** The entry point: opens the window or runs a command. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    // Logging and the like, too, write digits as their readers expect them.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    var wiring = new Wiring();
    var bundle = bundle(arguments);
    System.exit(
        arguments.length == 0 || bundle.isPresent()
            ? window(wiring, bundle)
            : command(wiring, arguments));
  }

  /** What a double-click on one gives. */
  private static Optional<Path> bundle(String... arguments) {
    return arguments.length == 1 && arguments[0].toLowerCase(Locale.ROOT).endsWith(".swb")
        ? Optional.of(Path.of(arguments[0]).toAbsolutePath())
        : Optional.empty();
  }

  private static int command(Wiring wiring, String... arguments) {
    sayWhatIsDamaged(wiring);
    return SwitchboardCommand.execute(wiring, wiring.runs(), arguments);
  }

  /** The notice of the window; a file that was set aside is reported once. */
  private static void sayWhatIsDamaged(Wiring wiring) {
    wiring.settings().loadFailure().ifPresent(why -> say(why.sentence()));
  }

  private static int window(Wiring wiring, Optional<Path> bundle) {
    return switch (Display.ofThisMachine()) {
      case Display.Available() -> {
        if (isShownAlready(wiring.settings(), bundle)) {
          sayWhatIsDamaged(wiring);
          say("Switchboard is already open: showing its window.");
        } else {
          ConsoleApp.open(wiring, wiring.settings(), wiring.runs(), bundle);
        }
        yield 0;
      }
      case Display.NoScreen(String sentence) -> {
        say(sentence);
        var instead =
            bundle.map(file -> List.of("verify", file.toString())).orElseGet(() -> List.of("run"));
        say("Running \"switchboard " + instead.getFirst() + "\" in the terminal instead.");
        yield command(wiring, instead.toArray(String[]::new));
      }
      case Display.LibrariesMissing(String sentence) -> {
        say(sentence);
        yield 1;
      }
    };
  }

  /** A window that does not answer in time is not waited for: another one opens. */
  private static boolean isShownAlready(LiveSettings settings, Optional<Path> bundle) {
    return settings.get().secondStart() == SecondInstancePolicy.SHOW
        && SingleInstance.ring(settings.path().getParent(), bundle, Duration.ofSeconds(2));
  }

  private static void say(String text) {
    System.err.println(text);
  }
}
