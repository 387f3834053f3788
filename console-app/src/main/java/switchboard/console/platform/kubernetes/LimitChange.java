package switchboard.console.platform.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Limits;
import switchboard.console.platform.Role;
import switchboard.console.platform.Step;
import switchboard.console.platform.Step.Status;
import switchboard.console.platform.StepFailed;

/**
 * Brings limits to backends by the Deployment's template, which makes every pod anew, one at a time
 * and each before the one that it replaces ends. A JVM settles the size of its heap, and how many
 * threads it uses, at its start: so pods are not resized in place.
 */
final class LimitChange {
  private static final Duration ROLL_TIMEOUT = Duration.ofMinutes(5);
  private static final Duration GLANCE = Duration.ofSeconds(2);

  /** More deaths than this of one pod, and the limits are too small to live with. */
  private static final int DEATHS = 1;

  private final KubernetesClient client;
  private final Watch watch;
  private final String context;

  LimitChange(KubernetesClient client, Watch watch, String context) {
    this.client = client;
    this.watch = watch;
    this.context = context;
  }

  void make(Limits wanted, Consumer<Step> progress) throws InterruptedException, StepFailed {
    var former = backends().stream().flatMap(each -> each.limits().stream()).findFirst();
    var step = "Limit backends";
    progress.accept(
        new Step(step, Status.RUNNING, "by a rolling update: pods are made anew, one at a time"));
    watch.fleet().expectRoll(true);
    try {
      patch(wanted);
      await(wanted, step, progress);
      progress.accept(new Step(step, Status.DONE, wanted.words()));
    } catch (InterruptedException | StepFailed | RuntimeException e) {
      progress.accept(new Step(step, Status.FAILED, "the former limits come back"));
      giveBack(former);
      throw e;
    } finally {
      watch.fleet().expectRoll(false);
    }
  }

  private void patch(Limits limits) {
    var cpu = BigDecimal.valueOf(limits.cpus()).toPlainString();
    var memory = limits.memoryBytes() >> 20;
    var patch =
        """
        {"spec":{"template":{"spec":{"containers":[{"name":"backend","resources":{
        "limits":{"cpu":"%s","memory":"%dMi"},
        "requests":{"cpu":"%s","memory":"%dMi"}}}]}}}}
        """
            .formatted(cpu, memory, cpu, memory);
    client
        .apps()
        .deployments()
        .inNamespace(Names.NAMESPACE)
        .withName(Names.BACKEND)
        .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), patch);
  }

  private void await(Limits wanted, String step, Consumer<Step> progress)
      throws InterruptedException, StepFailed {
    var until = System.nanoTime() + ROLL_TIMEOUT.toNanos();
    while (!watch.await(all -> everywhere(all, wanted), GLANCE)) {
      var fresh =
          watch.pods().stream()
              .filter(pod -> pod.part().equals(Names.BACKEND) && pod.stays())
              .filter(pod -> pod.limits().equals(Optional.of(wanted)))
              .toList();
      var unready = fresh.stream().filter(pod -> !pod.ready()).findFirst();
      var ready = fresh.stream().filter(PodFacts::ready).count();
      progress.accept(
          new Step(
              step,
              Status.RUNNING,
              ready
                  + " of "
                  + watch.wanted()
                  + " pods renewed"
                  + unready.map(pod -> ", the next: " + Unready.briefly(pod)).orElse("")));
      if (unready.filter(pod -> pod.restarts() > DEATHS).isPresent() || System.nanoTime() > until) {
        throw new StepFailed(
            "a backend cannot live with "
                + wanted.words()
                + unready.map(pod -> ", " + Unready.briefly(pod)).orElse(""),
            "The former limits come back, and no replica was lost. Allow more.",
            unready.map(pod -> PodLogs.tail(client, pod)).orElse("context " + context));
      }
    }
  }

  private boolean everywhere(List<Instance> all, Limits wanted) {
    var own = all.stream().filter(each -> each.role() == Role.BACKEND).toList();
    return own.size() == watch.wanted()
        && own.stream()
            .allMatch(each -> each.isReady() && each.limits().equals(Optional.of(wanted)))
        && watch.pods().stream()
                .filter(pod -> pod.part().equals(Names.BACKEND) && !pod.ended())
                .count()
            == own.size();
  }

  private List<Instance> backends() {
    return watch.fleet().instances().stream().filter(each -> each.role() == Role.BACKEND).toList();
  }

  /** Also when the operator interrupts: what was begun is undone. */
  private void giveBack(Optional<Limits> former) {
    var interrupted = Thread.interrupted();
    former.ifPresent(this::patch);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
