package switchboard.console.platform.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Role;
import switchboard.console.platform.Step;
import switchboard.console.platform.Step.Status;
import switchboard.console.platform.base.StepFailed;

/** Waits for components to be ready, in the order of their dependencies. */
final class Readiness {
  /** As long as the shell script waited that this replaces. */
  private static final Duration START_TIMEOUT = Duration.ofMinutes(3);

  private static final Duration GLANCE = Duration.ofSeconds(2);

  private final ReadinessDiagnosis unready;
  private final PodWatcher watch;

  Readiness(KubernetesClient client, PodWatcher watch) {
    unready = new ReadinessDiagnosis(client);
    this.watch = watch;
  }

  /**
   * Waits until the components and this number of replicas are ready and no other replica exists.
   */
  void settle(int count, List<String> parts, Consumer<Step> progress)
      throws InterruptedException, StepFailed {
    var wanted = new TreeSet<>(FirstCause.ORDER);
    wanted.addAll(parts);
    IntStream.rangeClosed(1, count).forEach(number -> wanted.add(Names.BACKEND + "-" + number));
    settle(wanted, Role.BACKEND, count, progress);
  }

  /** Waits until this number of simulators is ready and no other exists. */
  void settleSimulators(int count, Consumer<Step> progress)
      throws InterruptedException, StepFailed {
    var wanted = IntStream.range(0, count).mapToObj(Names::simulator).toList();
    settle(wanted, Role.SIMULATOR, count, progress);
  }

  private void settle(Collection<String> wanted, Role role, int count, Consumer<Step> progress)
      throws InterruptedException, StepFailed {
    try {
      for (var name : wanted) {
        awaitReady(name, progress);
      }
      if (!watch.await(all -> number(all, role) == count, PodSystem.END_TIMEOUT)) {
        throw new StepFailed(
            "the number of "
                + (role == Role.BACKEND ? "replicas" : "simulators")
                + " is "
                + number(watch.fleet().instances(), role)
                + " instead of "
                + count,
            "Something else scales them too, or a pod does not end; try again.",
            "");
      }
    } finally {
      watch.expectAsTold();
    }
  }

  private void awaitReady(String name, Consumer<Step> progress)
      throws InterruptedException, StepFailed {
    var step = "Start " + name;
    var until = System.nanoTime() + START_TIMEOUT.toNanos();
    progress.accept(new Step(step, Status.RUNNING, "waiting until it is ready"));
    while (!watch.await(all -> ready(all, name), GLANCE)) {
      var cause = FirstCause.of(name, watch);
      var words = unready.waitingFor(cause, name);
      progress.accept(new Step(step, Status.RUNNING, words));
      if (System.nanoTime() > until
          || cause.pod().filter(ReadinessDiagnosis::isHopeless).isPresent()) {
        var failure = unready.failure(cause, name);
        progress.accept(new Step(step, Status.FAILED, failure.advice()));
        throw failure;
      }
    }
    progress.accept(new Step(step, Status.DONE, "ready"));
  }

  private static boolean ready(List<Instance> all, String name) {
    return all.stream().anyMatch(each -> each.name().equals(name) && each.isReady());
  }

  private static long number(List<Instance> all, Role role) {
    return all.stream().filter(each -> each.role() == role).count();
  }
}
