package switchboard.chat.management;

/** An environment variable is missing or holds what it may not: the process cannot start. */
public final class InvalidSetting extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param found what the variable holds, or a description of it where the value is a secret
   * @param expected what it may hold
   */
  public InvalidSetting(String variable, String found, String expected) {
    super("%s: found %s, expected %s".formatted(variable, found, expected));
  }
}
