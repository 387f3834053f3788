package switchboard.console.cli;

/** Output to the terminal outside of any command. */
public final class Terminal {
  private Terminal() {}

  public static void say(String text) {
    System.err.println(text);
  }
}
