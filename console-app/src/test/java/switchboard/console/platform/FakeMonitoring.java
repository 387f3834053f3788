package switchboard.console.platform;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import switchboard.console.Failure;
import switchboard.console.Outcome;

/** A cluster's monitoring in memory. */
public final class FakeMonitoring implements Monitoring {
  private final URI prometheus;
  private final List<String> done = new ArrayList<>();
  private Origin origin;
  private boolean used;
  private String obstacle = "";
  private Optional<Failure> failure = Optional.empty();

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
            "namespace somewhere",
            used,
            used ? Optional.of(prometheus) : Optional.empty(),
            obstacle,
            obstacle.isEmpty()));
  }

  @Override
  public Outcome<Stack> use(Consumer<Step> progress) {
    if (failure.isPresent()) {
      return Outcome.failed(failure.get());
    }
    done.add(origin == Origin.NONE ? "install" : "use");
    progress.accept(new Step("Install it", Step.Status.RUNNING, "1 of 2 pods are ready"));
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
    done.add("remove");
    used = false;
    origin = Origin.NONE;
    return look();
  }
}
