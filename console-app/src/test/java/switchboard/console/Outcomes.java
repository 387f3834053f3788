package switchboard.console;

/** What tests expect of an {@link Outcome}. */
public final class Outcomes {
  private Outcomes() {}

  /** The value of what was done; what was not fails the test with its reason. */
  public static <T> T done(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Done<T>(T value) -> value;
      case Outcome.Failed<T>(var failure) ->
          throw new AssertionError(failure.sentence() + "\n" + failure.details());
    };
  }

  /** Why something was not done; what was done fails the test. */
  public static Failure failure(Outcome<?> outcome) {
    return switch (outcome) {
      case Outcome.Done<?>(var value) -> throw new AssertionError("it was done: " + value);
      case Outcome.Failed<?>(var failure) -> failure;
    };
  }
}
