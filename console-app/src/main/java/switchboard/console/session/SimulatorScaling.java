package switchboard.console.session;

import java.util.function.Consumer;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.load.LoadPlan;
import switchboard.console.load.Simulators;
import switchboard.console.platform.Platform;
import switchboard.console.platform.Step;
import switchboard.console.platform.Step.Status;
import switchboard.console.platform.SystemState;
import switchboard.console.platform.capability.MultipleSimulators;
import switchboard.console.text.Format;

/** Changes the number of simulators without losing what they have counted. */
final class SimulatorScaling {
  private static final String TRIED = "Setting the number of simulators";

  private final Platform platform;
  private final Simulators simulators;
  private final Load load;

  SimulatorScaling(Platform platform, Simulators simulators, Load load) {
    this.platform = platform;
    this.simulators = simulators;
    this.load = load;
  }

  /** Brings their number to {@code count}, and shares the load among them as wanted by then. */
  Outcome<SystemState> to(int count, Consumer<Step> progress) {
    var before = platform.state().simulators().size();
    if (before == count) {
      return Outcome.done(platform.state());
    }
    var users = load.plan().users();
    var least = Math.ceilDiv(users, LoadPlan.MAX_USERS);
    if (count < least) {
      return Outcome.failed(
          new Failure(
              TRIED, users + " users need " + Format.simulators(least), "Set fewer users first."));
    }
    try {
      if (count >= 1) {
        settleBeyond(count, progress);
      }
    } catch (InterruptedException e) {
      goOn(false);
      Thread.currentThread().interrupt();
      return Outcome.failed(new Failure(TRIED, "it was cancelled", "Nothing was changed."));
    }
    return switch (scale(count, progress)) {
      case Outcome.Done<SystemState>(SystemState after) -> {
        simulators.left(true);
        yield load.share(simulators).map(shared -> after);
      }
      case Outcome.Failed<SystemState>(Failure failure) -> {
        goOn(isAccepted(count));
        yield Outcome.failed(failure);
      }
    };
  }

  private Outcome<SystemState> scale(int count, Consumer<Step> progress) {
    return platform.using(
        MultipleSimulators.class,
        it -> it.scaleSimulators(count, progress),
        () ->
            new Failure(
                TRIED,
                platform.name() + " always has one",
                "Use it for up to " + platform.capacity().users() + " users."));
  }

  /** It may have failed only in waiting. */
  private boolean isAccepted(int count) {
    return platform
        .state()
        .endpoints()
        .filter(known -> known.simulators().size() <= count)
        .isPresent();
  }

  private void settleBeyond(int count, Consumer<Step> progress) throws InterruptedException {
    if (count < platform.state().simulators().size()) {
      var step = "Complete the accounting";
      progress.accept(new Step(step, Status.RUNNING, "of the simulators to remove"));
      simulators.settleBeyond(count);
      progress.accept(new Step(step, Status.DONE, ""));
    }
  }

  /** Those that were to go, and have come to rest, get their share again unless they are gone. */
  private void goOn(boolean gone) {
    // Who was interrupted in scaling still has to ask the simulators, which an interrupted thread
    // cannot.
    var interrupted = Thread.interrupted();
    simulators.left(gone);
    load.share(simulators);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
