package switchboard.console.session;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Platform;
import switchboard.console.platform.capability.Pausing;

/**
 * The replicas that this console has frozen, each for its time. An unfreeze that fails is tried
 * again: nothing stays frozen by accident. Any thread may call.
 */
final class Freezes {
  static final Duration RETRY = Duration.ofSeconds(1);

  /** Runs what is due later. */
  @FunctionalInterface
  interface Timer {
    /** Runs a task after a time, on a thread that it may block. */
    void after(Duration time, Runnable task);

    /** Each task has a thread of its own once it is due. */
    static Timer ofThreads() {
      return (time, task) ->
          CompletableFuture.delayedExecutor(
                  time.toMillis(),
                  TimeUnit.MILLISECONDS,
                  due -> Thread.ofVirtual().name("unfreeze").start(due))
              .execute(task);
    }
  }

  private final Platform platform;
  private final Timer timer;
  private final Consumer<String> over;
  private final Consumer<Failure> stuck;

  /** The newest freeze of each, which is not ended by the time of one before it. */
  private final Map<String, Object> newest = new ConcurrentHashMap<>();

  /**
   * @param over called for a replica that was unfrozen
   * @param stuck called once for a replica whose time is over and that cannot be unfrozen
   */
  Freezes(Platform platform, Timer timer, Consumer<String> over, Consumer<Failure> stuck) {
    this.platform = platform;
    this.timer = timer;
    this.over = over;
    this.stuck = stuck;
  }

  /** Freezes a replica for a time, which starts again for one that is already frozen. */
  synchronized Outcome<Instance> freeze(String target, Duration lasts) {
    var outcome = pausing(target, it -> it.pause(target, lasts));
    if (outcome instanceof Outcome.Done<Instance>) {
      var freeze = new Object();
      newest.put(target, freeze);
      timer.after(lasts, () -> end(target, freeze, stuck));
    }
    return outcome;
  }

  /** Unfreezes a replica whose time is over, and again until that succeeds. */
  private void end(String target, Object freeze, Consumer<Failure> failed) {
    unfreeze(target, freeze)
        .ifPresent(
            failure -> {
              failed.accept(failure);
              timer.after(RETRY, () -> end(target, freeze, again -> {}));
            });
  }

  /**
   * Why the replica is still frozen; empty when it was unfrozen, or that freeze was already over.
   */
  private synchronized Optional<Failure> unfreeze(String target, Object freeze) {
    if (!freeze.equals(newest.get(target))) {
      return Optional.empty();
    }
    return switch (resume(target)) {
      case Outcome.Done<Instance> thawed -> Optional.empty();
      case Outcome.Failed<Instance>(Failure failure) -> Optional.of(failure);
    };
  }

  private Outcome<Instance> resume(String target) {
    var outcome = pausing(target, it -> it.unpause(target));
    if (outcome instanceof Outcome.Done<Instance>) {
      newest.remove(target);
      over.accept(target);
    }
    return outcome;
  }

  /** Unfreezes a replica, whoever froze it. */
  synchronized Outcome<Instance> unfreeze(String target) {
    var held =
        platform
            .state()
            .instance(target)
            .filter(each -> each.state() == Instance.State.PAUSED)
            .isPresent();
    if (!held && !newest.containsKey(target)) {
      return Outcome.failed(
          new Failure("Unfreezing " + target, "it is not frozen", "There is nothing to do."));
    }
    return resume(target);
  }

  /** Unfreezes every replica that this console froze; the system is about to end. */
  void unfreezeAll() {
    List.copyOf(newest.keySet()).forEach(this::unfreeze);
    newest.clear();
  }

  /** The replica has ended otherwise. Never waits for the engine: a listener calls this. */
  void forget(String target) {
    newest.remove(target);
  }

  private Outcome<Instance> pausing(String target, Function<Pausing, Outcome<Instance>> action) {
    return platform.using(
        Pausing.class,
        action,
        () ->
            new Failure(
                "Freezing " + target,
                platform.name() + " cannot freeze a replica",
                "Kill it instead."));
  }
}
