package switchboard.chat;

/** Starts the process. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {}
}
