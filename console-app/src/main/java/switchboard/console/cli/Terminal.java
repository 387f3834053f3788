package switchboard.console.cli;

/** What the console tells the user of a terminal outside of any command. */
public final class Terminal {
  private Terminal() {}

  public static void say(String text) {
    System.err.println(text);
  }
}
