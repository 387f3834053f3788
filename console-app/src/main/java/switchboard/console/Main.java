package switchboard.console;

import switchboard.console.cli.SwitchboardCommand;
import switchboard.console.cli.Terminal;
import switchboard.console.ui.ConsoleApp;
import switchboard.console.ui.Display;

/** Chooses between the window and a command. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    var wiring = new Wiring();
    System.exit(
        arguments.length == 0 ? window(wiring) : SwitchboardCommand.execute(wiring, arguments));
  }

  private static int window(Wiring wiring) {
    return switch (Display.ofThisMachine()) {
      case Display.Available() -> {
        ConsoleApp.open(wiring, wiring.settings());
        yield 0;
      }
      case Display.NoScreen(String sentence) -> {
        Terminal.say(sentence);
        Terminal.say("Running \"switchboard run\" in the terminal in its place.");
        yield SwitchboardCommand.execute(wiring, "run");
      }
      case Display.LibrariesMissing(String sentence) -> {
        Terminal.say(sentence);
        yield 1;
      }
    };
  }
}
