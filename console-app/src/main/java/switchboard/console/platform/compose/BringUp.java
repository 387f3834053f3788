package switchboard.console.platform.compose;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Role;
import switchboard.console.platform.Step;
import switchboard.console.platform.Step.Status;
import switchboard.console.platform.base.StartWait;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.compose.engine.Container;

/**
 * Starts containers through Compose and waits until they are ready. A container that keeps crashing
 * is not awaited: Compose itself would, for as long as the engine starts it again.
 */
final class BringUp extends StartWait {
  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
  private static final Duration END_TIMEOUT = Duration.ofSeconds(30);
  private static final long LOOK_MILLIS = 250;

  /** Longer than it takes until the engine looks again at what was paused. */
  private static final Duration AFTER_PAUSE = Duration.ofSeconds(10);

  /** This many restarts without becoming ready are a crash loop. */
  private static final int CRASHES = 3;

  private final ContainerWatcher watch;
  private final ComposeCli compose;
  private final Diagnosis diagnosis;

  /** By container: the starts that it had when this began, or when it was last ready. */
  private final Map<String, Integer> startsBefore = new HashMap<>();

  private String reported = "";

  BringUp(
      ContainerWatcher watch, ComposeCli compose, Diagnosis diagnosis, Consumer<Step> progress) {
    super(progress);
    this.watch = watch;
    this.compose = compose;
    this.diagnosis = diagnosis;
    instances().forEach(each -> startsBefore.put(each.engineId(), each.restarts()));
  }

  private List<Instance> instances() {
    return watch.fleet().instances();
  }

  /**
   * Runs a command of Compose as long as nothing is in a crash loop.
   *
   * @param tried for the message when it fails: "starting the containers"
   * @throws StepFailed about the first component that is not well
   */
  void run(String tried, List<String> arguments)
      throws IOException, InterruptedException, StepFailed {
    watch.await(all -> all.stream().noneMatch(this::isCalledUnhealthy), AFTER_PAUSE);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var running =
          executor.submit(
              () -> {
                compose.run(tried, ComposeOutput.to(progress), arguments);
                return null;
              });
      try {
        while (!isDone(running)) {
          look();
        }
      } finally {
        // Closing waits for it to end.
        running.cancel(true);
      }
    } catch (ExecutionException e) {
      rethrow(e.getCause());
    }
  }

  /** The engine calls what was paused unhealthy until its next check, and Compose gives up then. */
  private boolean isCalledUnhealthy(Instance each) {
    return watch
        .fleet()
        .container(each.name())
        .filter(container -> container.status() == Container.Status.RUNNING)
        .filter(container -> container.health() == Container.Health.UNHEALTHY)
        .isPresent();
  }

  private static boolean isDone(Future<?> running) throws InterruptedException, ExecutionException {
    try {
      running.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  private void rethrow(Throwable cause) throws IOException, InterruptedException, StepFailed {
    switch (cause) {
      case StepFailed failed -> {
        watch.refresh();
        throw explained(failed);
      }
      case IOException e -> throw e;
      case InterruptedException e -> throw e;
      case RuntimeException e -> throw e;
      default -> throw new IllegalStateException(cause);
    }
  }

  /** Compose names the container that it waited for, which need not be the one to blame. */
  private StepFailed explained(StepFailed failed) {
    var first =
        ComposeFailures.isOfAContainer(failed)
            ? Diagnosis.firstUnready(instances())
            : Optional.<Instance>empty();
    return first.map(diagnosis::explain).orElse(failed);
  }

  /** Fails when something is in a crash loop; otherwise reports what is awaited, and why. */
  private void look() throws StepFailed {
    var all = instances();
    all.stream()
        .filter(Instance::isReady)
        .forEach(each -> startsBefore.put(each.engineId(), each.restarts()));
    var first = Diagnosis.firstUnready(all);
    if (all.stream().anyMatch(this::crashes)) {
      throw failed(first.orElseThrow());
    }
    first.filter(each -> each.state() != Instance.State.STOPPED).ifPresent(this::report);
  }

  private boolean crashes(Instance each) {
    return !each.isReady()
        && each.restarts() - startsBefore.getOrDefault(each.engineId(), 0) >= CRASHES;
  }

  private StepFailed failed(Instance unready) {
    return failed(unready.name(), diagnosis.explain(unready));
  }

  private void report(Instance awaited) {
    var reason = diagnosis.reason(awaited);
    if (!reported.equals(awaited.name() + reason)) {
      reported = awaited.name() + reason;
      report(awaited.name(), Status.RUNNING, "waiting: " + reason);
    }
  }

  /**
   * Waits until the components and this number of replicas are ready and no other replica exists.
   */
  void settle(int count, List<String> parts) throws InterruptedException, StepFailed {
    watch.refresh();
    for (var name : wanted(count, parts)) {
      await(name, START_TIMEOUT);
    }
    if (!watch.await(all -> number(all, Role.BACKEND) == count, END_TIMEOUT)) {
      throw otherNumber(instances(), Role.BACKEND, count);
    }
  }

  private Set<String> wanted(int count, List<String> parts) {
    var wanted = new TreeSet<>(parts);
    var names =
        instances().stream()
            .filter(each -> each.role() == Role.BACKEND)
            .map(Instance::name)
            .toList();
    if (names.size() == count) {
      wanted.addAll(names);
    } else {
      IntStream.rangeClosed(1, count).forEach(number -> wanted.add("backend-" + number));
    }
    return wanted;
  }

  @Override
  protected boolean awaitReady(String name) throws InterruptedException {
    return watch.await(all -> isReady(all, name), Duration.ofMillis(LOOK_MILLIS));
  }

  @Override
  protected void look(String name, boolean late) throws StepFailed {
    look();
    if (late) {
      throw Diagnosis.firstUnready(instances())
          .map(this::failed)
          .orElseGet(
              () ->
                  new StepFailed(
                      name + " has not appeared after " + START_TIMEOUT.toMinutes() + " minutes",
                      "Check docker ps --all, then try again.",
                      ""));
    }
  }
}
