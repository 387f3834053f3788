package switchboard.console.platform.compose;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Instance.State;
import switchboard.console.platform.Limits;
import switchboard.console.platform.Role;
import switchboard.console.platform.base.LimitRollout;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.compose.engine.Container;
import switchboard.console.platform.compose.engine.DockerEngine;

/** The limits of one replica: CPU changes while it runs, and so could memory, but for its heap. */
final class ContainerLimits implements LimitRollout.Target {
  private static final Duration READY_TIMEOUT = Duration.ofMinutes(2);

  /**
   * Until the gateway counts on a replica again that was away: it looks for replicas every second,
   * and leaves one that failed alone for two.
   */
  private static final Duration REJOIN = Duration.ofSeconds(4);

  /** More deaths than this and the limits are too small to live with. */
  private static final int DEATHS = 1;

  private final Container replica;
  private final DockerEngine engine;
  private final ContainerWatcher watch;
  private final Diagnosis diagnosis;

  ContainerLimits(
      Container replica, DockerEngine engine, ContainerWatcher watch, Diagnosis diagnosis) {
    this.replica = replica;
    this.engine = engine;
    this.watch = watch;
    this.diagnosis = diagnosis;
  }

  @Override
  public String name() {
    return replica.name();
  }

  /** Of one that is not limited, all that the engine's machine has. */
  @Override
  public Optional<Limits> limits() {
    return Optional.of(engine.ceiling(replica.id()));
  }

  @Override
  public boolean takes(Limits wanted) {
    return !replica.alive() || engine.ceiling(replica.id()).memoryBytes() == wanted.memoryBytes();
  }

  @Override
  public void limit(Limits wanted) {
    engine.limit(replica.id(), wanted);
  }

  @Override
  public void restart(Optional<Limits> wanted) {
    watch.fleet().expectStopOf(name());
    try {
      engine.stop(replica.id(), Project.STOP_GRACE);
      engine.limit(replica.id(), wanted.orElseThrow());
    } finally {
      engine.start(replica.id());
    }
  }

  @Override
  public Optional<String> awaitReady(Consumer<String> report)
      throws InterruptedException, StepFailed {
    watch.refresh();
    var dying = instance(watch.fleet().instances()).map(Instance::restarts).orElse(0) + DEATHS;
    watch.await(
        all ->
            instance(all)
                .map(each -> each.isReady() || gaveUp(each) || each.restarts() > dying)
                .orElse(true),
        READY_TIMEOUT);
    var seen = instance(watch.fleet().instances());
    if (seen.filter(Instance::isReady).isPresent()) {
      report.accept("waiting until the gateway uses it");
      Thread.sleep(REJOIN);
      return Optional.empty();
    }
    checkStore();
    return seen.flatMap(Instance::lastExit)
        .filter(exit -> seen.get().restarts() > dying || gaveUp(seen.get()))
        .map(exit -> "it ended: " + exit.reason())
        .or(() -> Optional.of("it was not ready within " + READY_TIMEOUT.toMinutes() + " minutes"));
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

  private Optional<Instance> instance(List<Instance> all) {
    return all.stream().filter(each -> each.name().equals(name())).findFirst();
  }

  @Override
  public String logTail() {
    return diagnosis.tail(name());
  }
}
