package switchboard.console.platform.compose;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Instance.State;
import switchboard.console.platform.Limits;
import switchboard.console.platform.Role;
import switchboard.console.platform.Step;
import switchboard.console.platform.Step.Status;
import switchboard.console.platform.base.StepFailed;

/**
 * Rolls limits out to replicas, one at a time. CPU changes while a replica runs. Memory could, but
 * the size of the JVM's heap is settled at its start: with another memory limit the replica is
 * restarted.
 */
final class ContainerLimitRollout {
  private static final Duration READY_TIMEOUT = Duration.ofMinutes(2);

  /**
   * Until the gateway counts on a replica again that was away: it looks for replicas every second,
   * and leaves one that failed alone for two.
   */
  private static final Duration REJOIN = Duration.ofSeconds(4);

  /** More deaths than this and the limits are too small to live with. */
  private static final int DEATHS = 1;

  private final DockerEngine engine;
  private final ContainerWatcher watch;
  private final Diagnosis diagnosis;

  ContainerLimitRollout(DockerEngine engine, ContainerWatcher watch, Diagnosis diagnosis) {
    this.engine = engine;
    this.watch = watch;
    this.diagnosis = diagnosis;
  }

  /**
   * Returns when the last replica is ready again.
   *
   * @param replicas in their order; those that are stopped stay so
   * @throws StepFailed when a replica does not become ready: it has its former limits again, and
   *     those after it have theirs still
   */
  void run(List<Container> replicas, Limits wanted, Consumer<Step> progress)
      throws InterruptedException, StepFailed {
    for (var replica : replicas) {
      if (replica.limits().equals(Optional.of(wanted))) {
        continue;
      }
      var sameMemory =
          replica.limits().map(Limits::memoryBytes).equals(Optional.of(wanted.memoryBytes()));
      if (sameMemory || !replica.alive()) {
        var step = "Limit " + replica.name();
        progress.accept(new Step(step, Status.RUNNING, wanted.words()));
        engine.limit(replica.id(), wanted);
        progress.accept(new Step(step, Status.DONE, wanted.words()));
      } else {
        restart(replica, wanted, progress);
      }
    }
    watch.refresh();
  }

  private void restart(Container replica, Limits wanted, Consumer<Step> progress)
      throws InterruptedException, StepFailed {
    var step = "Restart " + replica.name();
    var former = engine.ceiling(replica.id());
    progress.accept(new Step(step, Status.RUNNING, "stopping"));
    try {
      renew(replica, wanted);
      progress.accept(new Step(step, Status.RUNNING, "waiting until it is ready"));
      awaitReady(replica.name(), wanted);
      progress.accept(new Step(step, Status.RUNNING, "waiting until the gateway uses it"));
      Thread.sleep(REJOIN);
      progress.accept(new Step(step, Status.DONE, "ready"));
    } catch (InterruptedException | StepFailed | RuntimeException e) {
      progress.accept(new Step(step, Status.FAILED, "restoring its former limits"));
      giveBack(replica, former);
      throw e;
    }
  }

  private void renew(Container replica, Limits limits) {
    watch.fleet().expectStopOf(replica.name());
    try {
      engine.stop(replica.id(), Project.STOP_GRACE);
      engine.limit(replica.id(), limits);
    } finally {
      engine.start(replica.id());
    }
  }

  private void awaitReady(String name, Limits wanted) throws InterruptedException, StepFailed {
    watch.refresh();
    var restartsBefore = instance(watch.fleet().instances(), name).map(Instance::restarts);
    var dying = restartsBefore.orElse(0) + DEATHS;
    watch.await(
        all ->
            instance(all, name)
                .map(each -> each.isReady() || gaveUp(each) || each.restarts() > dying)
                .orElse(true),
        READY_TIMEOUT);
    var seen = instance(watch.fleet().instances(), name);
    if (seen.filter(Instance::isReady).isEmpty()) {
      checkStore();
      var why =
          seen.flatMap(Instance::lastExit)
              .filter(exit -> seen.get().restarts() > dying || gaveUp(seen.get()))
              .map(exit -> "it ended: " + exit.reason())
              .orElse("it was not ready within " + READY_TIMEOUT.toMinutes() + " minutes");
      throw new StepFailed(
          name + " did not become ready with " + wanted.words() + ": " + why,
          "Its former limits are restored, and the remaining replicas were not changed. Set higher"
              + " limits.",
          diagnosis.tail(name));
    }
  }

  /** Without a store no replica is ready, whatever its limits. */
  private void checkStore() throws StepFailed {
    var store =
        watch.fleet().instances().stream()
            .filter(each -> each.role() == Role.STORE && !each.isReady())
            .findFirst();
    if (store.isPresent()) {
      throw diagnosis.explain(store.get());
    }
  }

  private static boolean gaveUp(Instance instance) {
    return instance.state() == State.STOPPED;
  }

  private static Optional<Instance> instance(List<Instance> all, String name) {
    return all.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** Also when the operator interrupts: what was begun with a replica is undone. */
  private void giveBack(Container replica, Limits former) {
    var interrupted = Thread.interrupted();
    renew(replica, former);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
