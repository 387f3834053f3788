package switchboard.console.platform;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.platform.capability.Monitoring;

/** A cluster's monitoring in memory. */
public final class FakeMonitoring implements Monitoring {
  /** As long as the longest there is, so that it shows whether there is room. */
  private static final String CHART = "kube-prometheus-stack 88.5.3";

  private final URI prometheus;
  private final List<String> done = new CopyOnWriteArrayList<>();
  private volatile Origin origin;
  private volatile boolean used;
  private volatile String obstacle = "";
  private volatile Optional<Failure> failure = Optional.empty();
  private volatile Optional<CountDownLatch> held = Optional.empty();

  /**
   * @param origin of the stack at first
   * @param prometheus where its figures are
   */
  public FakeMonitoring(Origin origin, URI prometheus) {
    this.origin = origin;
    this.prometheus = prometheus;
  }

  /** From now on nothing can be switched, for this reason. */
  public void bar(String reason) {
    obstacle = reason;
  }

  /** From now on what is tried fails like this. */
  public void fail(Failure why) {
    failure = Optional.of(why);
  }

  /** From now on nothing fails. */
  public void succeed() {
    failure = Optional.empty();
  }

  /** From now on what is used or removed waits for this, unless it is cancelled. */
  public void hold(CountDownLatch until) {
    held = Optional.of(until);
  }

  /** What was done, in order. */
  public List<String> done() {
    return done;
  }

  @Override
  public String namespace() {
    return "chat-app";
  }

  @Override
  public Outcome<Stack> look() {
    return Outcome.done(
        new Stack(
            origin,
            (origin == Origin.NONE ? "" : "release stack in ") + "namespace somewhere",
            used,
            used ? Optional.of(prometheus) : Optional.empty(),
            obstacle,
            obstacle.isEmpty()));
  }

  @Override
  public Outcome<Stack> use(Consumer<Step> progress) {
    progress.accept(new Step("Install " + CHART, Step.Status.RUNNING, "1 of 2 pods are ready"));
    var obstructed = obstructed();
    if (obstructed.isPresent()) {
      return Outcome.failed(obstructed.get());
    }
    done.add(origin == Origin.NONE ? "install" : "use");
    origin = origin == Origin.NONE ? Origin.OWN : origin;
    used = true;
    return look();
  }

  @Override
  public Outcome<Stack> leave() {
    done.add("leave");
    used = false;
    return look();
  }

  @Override
  public Outcome<Stack> remove(Consumer<Step> progress) {
    progress.accept(new Step("Uninstall " + CHART, Step.Status.RUNNING, ""));
    var obstructed = obstructed();
    if (obstructed.isPresent()) {
      return Outcome.failed(obstructed.get());
    }
    done.add("remove");
    used = false;
    origin = Origin.NONE;
    return look();
  }

  /** Why it fails, after its delay. */
  private Optional<Failure> obstructed() {
    try {
      if (held.isPresent()) {
        held.get().await();
      }
      return failure;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of(new Failure("Switching it", "it was cancelled", "Try again."));
    }
  }
}
