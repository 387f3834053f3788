package switchboard.console.platform.kubernetes.pods;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Instance.Exit;
import switchboard.console.platform.Instance.State;
import switchboard.console.platform.PlatformEvent;
import switchboard.console.platform.Role;
import switchboard.console.platform.base.Backoff;

/**
 * A place in the system and the pod that fills it, or did last.
 *
 * @param pod as it was last seen
 * @param earlier how often the pods before it were started again, and were replaced themselves
 * @param told how many ends of the pod's container have been reported
 * @param gone whether the pod is not there any more
 */
record ReplicaSlot(Instance instance, PodView pod, int earlier, int told, boolean gone) {
  private static final int SIGKILL = 137;
  private static final int SIGTERM = 143;

  /** The kubelet's own: twice as long each time, reset after ten minutes of running. */
  private static final Backoff BACKOFF =
      new Backoff(
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10));

  /** Enough for the longest. */
  private static final int DOUBLINGS = 5;

  /**
   * A slot with a pod that is new to it.
   *
   * @param former the slot with the pod that this one replaces
   */
  static ReplicaSlot of(
      String name, Role role, PodView pod, Optional<ReplicaSlot> former, Instant at) {
    var earlier = former.map(slot -> slot.instance().restarts() + (slot.diedOnItsOwn() ? 1 : 0));
    var restarts = earlier.orElse(0) + pod.restarts();
    var instance =
        new Instance(
            name,
            role,
            State.STARTING,
            pod.name(),
            pod.running().orElse(pod.created().isAfter(at) ? at : pod.created()),
            restarts,
            former.flatMap(slot -> slot.instance().lastExit()).or(pod::exit),
            Optional.empty(),
            Optional.empty(),
            pod.limits());
    return new ReplicaSlot(instance, pod, earlier.orElse(0), pod.restarts(), false);
  }

  private boolean diedOnItsOwn() {
    return instance.state() == State.RESTARTING;
  }

  /** Whether its pod is there to stay. */
  boolean lives() {
    return !gone && pod.stays();
  }

  boolean isGone() {
    return gone;
  }

  ReplicaSlot called(String name) {
    return with(
        new Instance(
            name,
            instance.role(),
            instance.state(),
            instance.engineId(),
            instance.since(),
            instance.restarts(),
            instance.lastExit(),
            instance.metrics(),
            instance.nextStart(),
            instance.limits()));
  }

  /** Its pod is on its way out. */
  ReplicaSlot leaving(Optional<PodView> now, Instant at) {
    var entered =
        instance.state() == State.RESTARTING || instance.state() == State.STOPPING
            ? instance
            : instance.entering(State.STOPPING, at);
    var left = now.isEmpty() || now.get().ended();
    return new ReplicaSlot(entered, now.orElse(pod), earlier, told, gone || left);
  }

  /** Its pod is lost to the system, and another will take its place. */
  ReplicaSlot died(Set<String> killed, Instant at, List<PlatformEvent> events) {
    if (diedOnItsOwn()) {
      return this;
    }
    var sudden = killed.contains(pod.uid()) || !pod.leaving() || pod.suddenly();
    var exit = pod.ended() ? pod.exit() : Optional.<Exit>empty();
    var end = exit.orElse(new Exit(at, sudden ? SIGKILL : SIGTERM));
    var dead = instance.endedWith(end, Optional.empty());
    events.add(new PlatformEvent.Died(at, dead, end));
    return with(dead);
  }

  /** Takes note of how its pod is now. */
  ReplicaSlot seen(PodView now, Instant at, List<PlatformEvent> events) {
    var ends = now.restarts() + (now.waiting().equals("Terminated") ? 1 : 0);
    var next = new ReplicaSlot(instance.limitedTo(now.limits()), now, earlier, told, false);
    if (ends > told) {
      next = next.ended(ends, at, events);
    }
    return next.alive(at, events);
  }

  /** Its container's life has ended, and the kubelet starts it again. */
  private ReplicaSlot ended(int ends, Instant at, List<PlatformEvent> events) {
    var exit = pod.exit().orElse(new Exit(at, Exit.UNKNOWN));
    var dead = instance.endedWith(exit, Optional.empty());
    events.add(new PlatformEvent.Died(at, dead, exit));
    return new ReplicaSlot(dead, pod, earlier, ends, false);
  }

  private ReplicaSlot alive(Instant at, List<PlatformEvent> events) {
    if (pod.waiting().equals("CrashLoopBackOff") || pod.waiting().equals("Terminated")) {
      return with(waiting());
    }
    var started = pod.running().isPresent() && instance.state() == State.RESTARTING;
    if (started) {
      return with(instance.startedAs(pod.name(), Optional.empty(), at).counted(restarts()))
          .readiness(at, events);
    }
    return with(instance.counted(restarts())).readiness(at, events);
  }

  private ReplicaSlot readiness(Instant at, List<PlatformEvent> events) {
    if (pod.ready() && instance.state() != State.READY) {
      var ready = instance.entering(State.READY, at);
      events.add(new PlatformEvent.Ready(at, ready));
      return with(ready);
    }
    if (!pod.ready() && instance.state() == State.READY) {
      var unready = instance.entering(State.NOT_READY, at);
      events.add(new PlatformEvent.NotReady(at, unready));
      return with(unready);
    }
    return this;
  }

  /** Dead, with the time of the next start as far as the kubelet's rule predicts it. */
  private Instance waiting() {
    var exit = instance.lastExit().or(pod::exit);
    if (exit.isEmpty() || !pod.waiting().equals("CrashLoopBackOff")) {
      return instance.state() == State.RESTARTING
          ? instance
          : instance.entering(State.RESTARTING, instance.since());
    }
    return instance
        .endedWith(exit.get(), Optional.of(exit.get().at().plus(backoff())))
        .counted(restarts());
  }

  private Duration backoff() {
    return Stream.iterate(BACKOFF.first(), wait -> BACKOFF.after(Optional.of(wait), Duration.ZERO))
        .skip(Math.clamp(pod.restarts() - 1L, 0, DOUBLINGS))
        .findFirst()
        .orElseThrow();
  }

  private int restarts() {
    return earlier + pod.restarts();
  }

  private ReplicaSlot with(Instance next) {
    return new ReplicaSlot(next, pod, earlier, told, gone);
  }
}
