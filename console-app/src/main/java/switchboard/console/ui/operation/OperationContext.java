package switchboard.console.ui.operation;

import java.time.Clock;
import java.util.function.Consumer;
import switchboard.console.Failure;
import switchboard.console.ui.fx.Background;
import switchboard.console.ui.prompt.PromptsModel;

/**
 * What all operations in the window share.
 *
 * @param prompts asked before, and told after
 * @param notices where failures are shown
 */
public record OperationContext(
    Background background, Clock clock, PromptsModel prompts, Consumer<Failure> notices) {

  /** One that says on failure what happened. */
  public Operation operation() {
    return new Operation(background, clock, notices);
  }
}
