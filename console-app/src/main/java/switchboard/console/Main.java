package switchboard.console;

import switchboard.console.cli.SwitchboardCommand;

/** Chooses between the window and a command. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(SwitchboardCommand.execute(new Wiring(), arguments));
  }
}
