package switchboard.console.platform.kubernetes.pods;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Limits;
import switchboard.console.platform.Role;
import switchboard.console.platform.Step;
import switchboard.console.platform.Step.Status;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.base.Uninterrupted;
import switchboard.console.platform.kubernetes.access.Names;

/**
 * Rolls limits out to replicas by the Deployment's template, which replaces every pod, one at a
 * time and each before the one that it replaces ends. A JVM settles the size of its heap, and how
 * many threads it uses, at its start: so pods are not resized in place.
 */
final class RollingUpdate {
  private static final Duration ROLL_TIMEOUT = Duration.ofMinutes(5);
  private static final Duration GLANCE = Duration.ofSeconds(2);

  /** More deaths than this of one pod, and the limits are too small to live with. */
  private static final int DEATHS = 1;

  private final KubernetesClient client;
  private final PodWatcher watch;
  private final String context;

  RollingUpdate(KubernetesClient client, PodWatcher watch, String context) {
    this.client = client;
    this.watch = watch;
    this.context = context;
  }

  void make(Limits wanted, Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed {
    var former = resources();
    var step = "Limit replicas";
    progress.accept(
        new Step(step, Status.RUNNING, "by a rolling update: pods are replaced one at a time"));
    watch.fleet().expectRoll(true);
    try {
      patch(limited(former, wanted));
      await(wanted, step, progress);
      progress.accept(new Step(step, Status.DONE, wanted.words()));
    } catch (InterruptedException | StepFailed | RuntimeException e) {
      giveBack(former, step, progress);
      throw e;
    } finally {
      watch.fleet().expectRoll(false);
    }
  }

  /** What a replica's container asks for and may use. */
  private ResourceRequirements resources() throws StepFailed {
    return Optional.ofNullable(deployment().get()).stream()
        .flatMap(each -> each.getSpec().getTemplate().getSpec().getContainers().stream())
        .filter(container -> container.getName().equals(Names.BACKEND))
        .map(Container::getResources)
        .findFirst()
        .orElseThrow(
            () ->
                new StepFailed(
                    "the Deployment of the replicas does not exist", "Launch again.", ""));
  }

  /** What is asked for stays, so that as many fit on a node, unless it is more than the limit. */
  private static ResourceRequirements limited(ResourceRequirements former, Limits wanted) {
    var limits =
        Map.of(
            "cpu",
            new Quantity(BigDecimal.valueOf(wanted.cpus()).toPlainString()),
            "memory",
            new Quantity((wanted.memoryBytes() >> 20) + "Mi"));
    var requests = new HashMap<String, Quantity>();
    Optional.ofNullable(former.getRequests())
        .orElse(Map.of())
        .forEach(
            (name, asked) -> {
              var most = limits.get(name);
              var tooMuch =
                  most != null
                      && asked.getNumericalAmount().compareTo(most.getNumericalAmount()) > 0;
              requests.put(name, tooMuch ? most : asked);
            });
    return new ResourceRequirementsBuilder().withLimits(limits).withRequests(requests).build();
  }

  private void patch(ResourceRequirements resources) {
    deployment()
        .patch(
            PatchContext.of(PatchType.STRATEGIC_MERGE),
            "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\""
                + Names.BACKEND
                + "\",\"resources\":"
                + Serialization.asJson(resources)
                + "}]}}}}");
  }

  private RollableScalableResource<Deployment> deployment() {
    return client.apps().deployments().inNamespace(Names.NAMESPACE).withName(Names.BACKEND);
  }

  private void await(Limits wanted, String step, Consumer<Step> progress)
      throws InterruptedException, StepFailed {
    var until = System.nanoTime() + ROLL_TIMEOUT.toNanos();
    while (!watch.await(all -> everywhere(all, Optional.of(wanted)), GLANCE)) {
      var fresh =
          watch.pods().stream()
              .filter(pod -> pod.part().equals(Names.BACKEND) && pod.stays())
              .filter(pod -> pod.limits().equals(Optional.of(wanted)))
              .toList();
      var unready = fresh.stream().filter(pod -> !pod.ready()).findFirst();
      var ready = fresh.stream().filter(PodView::ready).count();
      progress.accept(
          new Step(
              step,
              Status.RUNNING,
              ready
                  + " of "
                  + watch.wanted()
                  + " pods replaced"
                  + unready.map(pod -> ", the next: " + waitingFor(pod)).orElse("")));
      var needed = unready.flatMap(this::needed);
      if (needed.flatMap(FirstCause::pod).filter(ReadinessDiagnosis::isHopeless).isPresent()) {
        throw new ReadinessDiagnosis(client).failure(needed.get(), Names.BACKEND);
      }
      if (unready.filter(pod -> pod.restarts() > DEATHS).isPresent() || System.nanoTime() > until) {
        throw new StepFailed(
            "a replica did not become ready with "
                + wanted.words()
                + unready.map(pod -> ": " + ReadinessDiagnosis.briefly(pod)).orElse(""),
            "The former limits are being restored, and no replica was lost. Set higher limits.",
            unready.map(pod -> PodLogs.tail(client, pod)).orElse("context " + context));
      }
    }
  }

  /** A component that a new pod needs and that is not ready. */
  private Optional<FirstCause> needed(PodView fresh) {
    return Optional.of(FirstCause.of(Names.BACKEND, watch))
        .filter(cause -> !cause.part().equals(fresh.part()));
  }

  private String waitingFor(PodView fresh) {
    return needed(fresh)
        .map(cause -> new ReadinessDiagnosis(client).waitingFor(cause, Names.BACKEND))
        .orElseGet(() -> ReadinessDiagnosis.briefly(fresh));
  }

  private boolean everywhere(List<Instance> all, Optional<Limits> wanted) {
    var own = all.stream().filter(each -> each.role() == Role.BACKEND).toList();
    return own.size() == watch.wanted()
        && own.stream().allMatch(each -> each.isReady() && each.limits().equals(wanted))
        && watch.pods().stream()
                .filter(pod -> pod.part().equals(Names.BACKEND) && !pod.ended())
                .count()
            == own.size();
  }

  /**
   * Also when the operator interrupts: a partial change is undone. Returns when no pod has other
   * than the former limits, for until then pods end because they are replaced; but not later than
   * when a roll has taken too long, or the operator interrupts again.
   */
  private void giveBack(ResourceRequirements former, String step, Consumer<Step> progress)
      throws IOException, StepFailed {
    progress.accept(new Step(step, Status.RUNNING, "restoring the former limits"));
    Uninterrupted.run(
        () -> {
          var restored = false;
          try {
            patch(former);
            restored = watch.await(all -> everywhere(all, PodView.limits(former)), ROLL_TIMEOUT);
          } finally {
            var words = restored ? "former limits restored" : "restoring the former limits";
            progress.accept(new Step(step, Status.FAILED, words));
          }
        });
  }
}
