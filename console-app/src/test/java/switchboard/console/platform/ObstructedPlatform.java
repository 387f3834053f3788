package switchboard.console.platform;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.platform.capability.AccessControl;

/** The part of a platform in memory that fails, forbids or holds up what a test says. */
abstract class ObstructedPlatform implements Platform, AccessControl {
  private final AtomicBoolean answerLost = new AtomicBoolean();
  private final AtomicInteger unpauseFailures = new AtomicInteger();
  private volatile Optional<Failure> launchFailure = Optional.empty();
  private volatile Optional<Failure> changeFailure = Optional.empty();
  private volatile Optional<Failure> killFailure = Optional.empty();
  private volatile Optional<Failure> stopFailure = Optional.empty();
  private volatile Optional<CountDownLatch> launchHeld = Optional.empty();
  private volatile Map<Action, String> forbidden = Map.of();
  private volatile Optional<String> connectionProblem = Optional.empty();

  /** From now on launches fail like this. */
  public void failLaunches(Failure failure) {
    launchFailure = Optional.of(failure);
  }

  /** From now on launches wait for this, unless they are cancelled. */
  public void holdLaunches(CountDownLatch until) {
    launchHeld = Optional.of(until);
  }

  /** From now on kills fail like this. */
  public void failKills(Failure failure) {
    killFailure = Optional.of(failure);
  }

  /** From now on the system cannot be stopped, and keeps running. */
  public void failStops(Failure failure) {
    stopFailure = Optional.of(failure);
  }

  /** From now on what is done to replicas, but kills, fails like this. */
  public void failChanges(Failure failure) {
    changeFailure = Optional.of(failure);
  }

  /** This number of the next attempts to unfreeze a replica fails. */
  public void failUnpauses(int count) {
    unpauseFailures.set(count);
  }

  /** The next fault that a replica injects into itself begins, and its answer does not arrive. */
  public void loseAnswer() {
    answerLost.set(true);
  }

  <T> Outcome<T> answer(Outcome<T> outcome) {
    return answerLost.getAndSet(false)
        ? Outcome.failed(new Failure("Injecting", "it did not answer", "Try again."))
        : outcome;
  }

  /** From now on nothing fails. */
  public void succeed() {
    launchFailure = Optional.empty();
    killFailure = Optional.empty();
    stopFailure = Optional.empty();
    changeFailure = Optional.empty();
  }

  /** From now on the operator may not do something, for this reason. */
  public void forbid(Action action, String reason) {
    var more = new EnumMap<Action, String>(Action.class);
    more.putAll(forbidden);
    more.put(action, reason);
    forbidden = more;
  }

  /** From now on the operator may do everything. */
  public void allowAll() {
    forbidden = Map.of();
  }

  @Override
  public Map<Action, String> deniedActions() {
    return forbidden;
  }

  /** From now on its engine does not answer, for this reason; or does, when empty. */
  public void loseTouch(Optional<String> reason) {
    connectionProblem = reason;
  }

  @Override
  public Optional<String> connectionProblem() {
    return connectionProblem;
  }

  /** Why a launch fails, after its delay. */
  Optional<Failure> launching() {
    try {
      if (launchHeld.isPresent()) {
        launchHeld.get().await();
      }
      return launchFailure;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of(new Failure("Launching", "it was cancelled", "Launch again."));
    }
  }

  <T> Outcome<T> kill(Supplier<T> kill) {
    return unless(killFailure, kill);
  }

  <T> Outcome<T> stop(Supplier<T> stop) {
    return unless(stopFailure, stop);
  }

  /** What is done to replicas, but kills. */
  <T> Outcome<T> change(Supplier<T> change) {
    return unless(changeFailure, change);
  }

  <T> Outcome<T> unpause(String replica, Supplier<T> change) {
    return unpauseFailures.getAndUpdate(left -> Math.max(0, left - 1)) > 0
        ? Outcome.failed(new Failure("Unfreezing " + replica, "memory does not respond", "Wait."))
        : change(change);
  }

  private static <T> Outcome<T> unless(Optional<Failure> failure, Supplier<T> change) {
    return failure.map(Outcome::<T>failed).orElseGet(() -> Outcome.done(change.get()));
  }
}
