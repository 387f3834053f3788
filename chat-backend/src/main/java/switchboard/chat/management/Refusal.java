package switchboard.chat.management;

/** Refuses a request with a {@link Problem}. It is expected, so it carries no stack trace. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  Refusal(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  /** What was given is not as it may be, as the sentence says. */
  public static Refusal malformed(String detail) {
    return Problem.of(ProblemCode.MALFORMED, detail).refusal();
  }

  public Problem problem() {
    return problem;
  }
}
