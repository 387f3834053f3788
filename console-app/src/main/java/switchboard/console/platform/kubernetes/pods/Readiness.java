package switchboard.console.platform.kubernetes.pods;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import switchboard.console.platform.Role;
import switchboard.console.platform.Step;
import switchboard.console.platform.Step.Status;
import switchboard.console.platform.base.StartWait;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.kubernetes.access.Names;

/** Waits for components to be ready, in the order of their dependencies. */
final class Readiness extends StartWait {
  /** As long as the shell script waited that this replaces. */
  private static final Duration START_TIMEOUT = Duration.ofMinutes(3);

  private static final Duration GLANCE = Duration.ofSeconds(2);

  private final ReadinessDiagnosis unready;
  private final PodWatcher watch;

  Readiness(KubernetesClient client, PodWatcher watch, Consumer<Step> progress) {
    super(progress);
    unready = new ReadinessDiagnosis(client);
    this.watch = watch;
  }

  /**
   * Waits until the components and this number of replicas are ready and no other replica exists.
   */
  void settle(int count, List<String> parts) throws InterruptedException, StepFailed {
    var wanted = new TreeSet<>(BY_DEPENDENCY);
    wanted.addAll(parts);
    IntStream.rangeClosed(1, count).forEach(number -> wanted.add(Names.BACKEND + "-" + number));
    settle(wanted, Role.BACKEND, count);
  }

  /** Waits until this number of simulators is ready and no other exists. */
  void settleSimulators(int count) throws InterruptedException, StepFailed {
    var wanted = IntStream.range(0, count).mapToObj(Names::simulator).toList();
    settle(wanted, Role.SIMULATOR, count);
  }

  private void settle(Collection<String> wanted, Role role, int count)
      throws InterruptedException, StepFailed {
    try {
      for (var name : wanted) {
        report(name, Status.RUNNING, "waiting until it is ready");
        await(name, START_TIMEOUT);
      }
      if (!watch.await(all -> number(all, role) == count, PodSystem.END_TIMEOUT)) {
        throw otherNumber(watch.fleet().instances(), role, count);
      }
    } finally {
      watch.expectAsTold();
    }
  }

  @Override
  protected boolean awaitReady(String name) throws InterruptedException {
    return watch.await(all -> isReady(all, name), GLANCE);
  }

  @Override
  protected void look(String name, boolean late) throws StepFailed {
    var cause = FirstCause.of(name, watch);
    report(name, Status.RUNNING, unready.waitingFor(cause, name));
    if (late || cause.pod().filter(ReadinessDiagnosis::isHopeless).isPresent()) {
      throw failed(name, unready.failure(cause, name));
    }
  }
}
