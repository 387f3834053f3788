package switchboard.console.session;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Platform platform;
  private final Consumer<Failure> stuck;

  /** When each ends, as {@link System#nanoTime}: it distinguishes a freeze from the next one. */
  private final Map<String, Long> ends = new ConcurrentHashMap<>();

  /**
   * @param stuck called once for a replica whose time is over and that cannot be unfrozen
   */
  Freezes(Platform platform, Consumer<Failure> stuck) {
    this.platform = platform;
    this.stuck = stuck;
  }

  /** Freezes a replica for a time, which starts again for one that is already frozen. */
  synchronized Outcome<Instance> freeze(String target, Duration lasts) {
    var outcome = pausing(target, it -> it.pause(target));
    if (outcome instanceof Outcome.Done<Instance>) {
      var end = System.nanoTime() + lasts.toNanos();
      ends.put(target, end);
      Thread.ofVirtual().name("unfreeze-" + target).start(() -> unfreezeAfter(lasts, target, end));
    }
    return outcome;
  }

  /** Sleeps for as long as the freeze lasts, on a thread that is there for nothing else. */
  private void unfreezeAfter(Duration lasts, String target, long end) {
    try {
      Thread.sleep(lasts);
      var failure = unfreeze(target, end);
      failure.ifPresent(stuck);
      while (failure.isPresent()) {
        Thread.sleep(RETRY);
        failure = unfreeze(target, end);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Why the replica is still frozen; empty when it was unfrozen, or that freeze was already over.
   */
  private synchronized Optional<Failure> unfreeze(String target, long end) {
    if (!Long.valueOf(end).equals(ends.get(target))) {
      return Optional.empty();
    }
    return switch (pausing(target, it -> it.unpause(target))) {
      case Outcome.Done<Instance> thawed -> {
        ends.remove(target, end);
        yield Optional.empty();
      }
      case Outcome.Failed<Instance>(Failure failure) -> Optional.of(failure);
    };
  }

  /** Unfreezes a replica, whoever froze it. */
  synchronized Outcome<Instance> unfreeze(String target) {
    var held =
        platform
            .state()
            .instance(target)
            .filter(each -> each.state() == Instance.State.PAUSED)
            .isPresent();
    if (!held && !ends.containsKey(target)) {
      return Outcome.failed(
          new Failure("Unfreezing " + target, "it is not frozen", "There is nothing to do."));
    }
    var outcome = pausing(target, it -> it.unpause(target));
    if (outcome instanceof Outcome.Done<Instance>) {
      ends.remove(target);
    }
    return outcome;
  }

  /** Unfreezes every replica that this console froze; the system is about to end. */
  void unfreezeAll() {
    List.copyOf(ends.keySet()).forEach(this::unfreeze);
    ends.clear();
  }

  /** The replica has ended otherwise. Never waits for the engine: a listener calls this. */
  void forget(String target) {
    ends.remove(target);
  }

  private Outcome<Instance> pausing(String target, Function<Pausing, Outcome<Instance>> action) {
    return new OperatedPlatform(platform)
        .using(
            Pausing.class,
            action,
            () ->
                new Failure(
                    "Freezing " + target,
                    platform.name() + " cannot freeze a replica",
                    "Kill it instead."));
  }
}
