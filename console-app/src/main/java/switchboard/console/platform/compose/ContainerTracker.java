package switchboard.console.platform.compose;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Instance.State;
import switchboard.console.platform.PlatformEvent;
import switchboard.console.platform.base.Backoff;
import switchboard.console.platform.compose.engine.Container;
import switchboard.console.platform.compose.engine.ContainerEvent;

/**
 * The project's containers as instances. Fed with what the engine reports, in order, and with whole
 * lists of what there is; what it has heard of already, from either, changes nothing a second time.
 * Any thread may look.
 */
final class ContainerTracker {
  /** A memory kill is reported beside the death that it causes. */
  private static final Duration OOM_BEFORE_DEATH = Duration.ofSeconds(5);

  /** The engine does not report its waits, so its rule is repeated: restartmanager.go of Moby. */
  static final Backoff BACKOFF =
      new Backoff(
          Duration.ofMillis(100),
          Duration.ofMillis(200),
          Duration.ofMinutes(1),
          Duration.ofSeconds(10));

  private static final int SHORT_ID = 12;

  private final Map<String, Member> members = new LinkedHashMap<>();
  private final Set<String> ending = new HashSet<>();
  private final Set<String> stopping = new HashSet<>();

  /**
   * One container.
   *
   * @param container as it was when it was last inspected
   * @param oomAt when the kernel last killed something in it for want of memory
   * @param restartWait how long the engine waits, or waited, before it starts it again, if it does
   */
  private record Member(
      Container container, Instance instance, Instant oomAt, Optional<Duration> restartWait) {
    static Member of(Container container, Instance instance) {
      return new Member(container, instance, Instant.EPOCH, Optional.empty());
    }

    Member with(Instance next) {
      return new Member(container, next, oomAt, restartWait);
    }

    /** As inspected again, and so the limits. */
    Member seenAs(Container now) {
      return new Member(now, instance.limitedTo(now.limits()), oomAt, restartWait);
    }
  }

  synchronized List<Instance> instances() {
    return members.values().stream().map(Member::instance).sorted(Instance.BY_DATA_WAY).toList();
  }

  synchronized Optional<Container> container(String name) {
    return members.values().stream()
        .map(Member::container)
        .filter(each -> each.name().equals(name))
        .findFirst();
  }

  /** Those that were started or unpaused and have not been ready since. */
  synchronized List<Container> starting() {
    return members.values().stream()
        .filter(each -> each.instance().state() == State.STARTING)
        .map(Member::container)
        .toList();
  }

  /** From now on the end of one of these is what was asked for, and no death. */
  synchronized void expectEndOf(Set<String> names) {
    ending.clear();
    ending.addAll(names);
  }

  /** The next end of this one is what was asked for; it stays, until it is started. */
  synchronized void expectStopOf(String name) {
    stopping.add(name);
  }

  /** The stop failed. */
  synchronized void expectNoStopOf(String name) {
    stopping.remove(name);
  }

  /** Takes note of everything there is. */
  synchronized List<PlatformEvent> seen(List<Container> all, Instant at) {
    var events = new ArrayList<PlatformEvent>();
    var present = all.stream().map(Container::id).collect(Collectors.toSet());
    for (var id : List.copyOf(members.keySet())) {
      if (!present.contains(id)) {
        remove(id, at, events);
      }
    }
    for (var container : all) {
      var known = Optional.ofNullable(members.get(container.id()));
      if (known.isPresent()) {
        compare(known.get(), container, at, events);
      } else {
        add(container, events);
      }
    }
    return events;
  }

  private void compare(Member known, Container now, Instant at, List<PlatformEvent> events) {
    var before = known.container();
    var sameLife = before.startedAt().equals(now.startedAt());
    if (!ended(known) && (!sameLife || !now.alive())) {
      var code = now.alive() ? Instance.Exit.UNKNOWN : now.exitCode();
      var when = now.finishedAt().isAfter(before.startedAt()) ? now.finishedAt() : at;
      die(known, new Instance.Exit(when, code, now.oomKilled()), Optional.of(now), events);
    }
    if (now.alive() && !sameLife) {
      restart(members.get(now.id()), now, now.startedAt());
    }
    members.put(now.id(), members.get(now.id()).seenAs(now));
    look(now, at, events);
  }

  /** What the engine says of a container that lives. */
  private void look(Container now, Instant at, List<PlatformEvent> events) {
    if (now.ready()) {
      ready(now.id(), at, events);
    } else if (now.status() == Container.Status.PAUSED) {
      paused(now.id(), at, events);
    } else if (now.alive() && now.health() == Container.Health.UNHEALTHY) {
      notReady(now.id(), at, events);
    }
  }

  /**
   * Takes note of one report.
   *
   * @param now the container as inspected after it, unless it is gone
   */
  synchronized List<PlatformEvent> changed(ContainerEvent change, Optional<Container> now) {
    var events = new ArrayList<PlatformEvent>();
    var known = Optional.ofNullable(members.get(change.id()));
    if (known.isEmpty()) {
      if (change.kind() == ContainerEvent.Kind.STARTED) {
        now.ifPresent(container -> add(container, events));
      }
      return events;
    }
    var member = known.get();
    if (change.at().isBefore(member.container().startedAt())) {
      // Of an earlier incarnation, and the list has already reported it.
      return events;
    }
    switch (change.kind()) {
      case STARTED ->
          now.filter(each -> !each.startedAt().equals(member.container().startedAt()))
              .ifPresent(each -> restart(member, each, change.at()));
      case DIED -> {
        if (!ended(member)) {
          var oom =
              member.oomAt().plus(OOM_BEFORE_DEATH).isAfter(change.at())
                  || now.filter(each -> !each.alive()).map(Container::oomKilled).orElse(false);
          die(member, new Instance.Exit(change.at(), change.exitCode(), oom), now, events);
        }
      }
      case OUT_OF_MEMORY -> outOfMemory(member, change.at());
      case HEALTHY -> ready(change.id(), change.at(), events);
      case UNHEALTHY -> notReady(change.id(), change.at(), events);
      case PAUSED -> paused(change.id(), change.at(), events);
      case UNPAUSED -> goesOn(change.id(), change.at());
      case UPDATED -> now.ifPresent(each -> compare(member, each, change.at(), events));
      case DESTROYED -> remove(change.id(), change.at(), events);
    }
    return events;
  }

  /**
   * It answered its readiness probe.
   *
   * @param asked the incarnation that was asked
   */
  synchronized List<PlatformEvent> answered(Container asked, Instant at) {
    var events = new ArrayList<PlatformEvent>();
    var known = members.get(asked.id());
    if (known != null
        && known.container().startedAt().equals(asked.startedAt())
        && known.instance().state() == State.STARTING) {
      ready(asked.id(), at, events);
    }
    return events;
  }

  /** The engine no longer answers: nothing is known to be ready. */
  synchronized List<PlatformEvent> lost(Instant at) {
    var events = new ArrayList<PlatformEvent>();
    List.copyOf(members.keySet()).forEach(id -> notReady(id, at, events));
    return events;
  }

  private void add(Container container, List<PlatformEvent> events) {
    if (container.role().isEmpty()) {
      return;
    }
    var at = container.alive() ? container.startedAt() : container.finishedAt();
    var ended = Optional.<Instance.Exit>empty();
    if (!container.alive() && !container.finishedAt().equals(Instant.EPOCH)) {
      ended = Optional.of(new Instance.Exit(at, container.exitCode(), container.oomKilled()));
    }
    var instance =
        new Instance(
            container.name(),
            container.role().get(),
            container.alive() ? State.STARTING : afterDeath(Optional.of(container)),
            shortId(container),
            at,
            container.restarts(),
            ended,
            Optional.empty(),
            Optional.empty(),
            container.limits());
    members.put(container.id(), Member.of(container, instance));
    look(container, at, events);
  }

  private void restart(Member member, Container now, Instant at) {
    var instance =
        member.instance().startedAs(shortId(now), Optional.empty(), at).limitedTo(now.limits());
    members.put(now.id(), new Member(now, instance, Instant.EPOCH, member.restartWait()));
  }

  private void die(
      Member member, Instance.Exit exit, Optional<Container> now, List<PlatformEvent> events) {
    var id = member.container().id();
    var instance = member.instance();
    if (ending.contains(instance.name())) {
      members.put(id, member.with(instance.entering(State.STOPPING, exit.at())));
      return;
    }
    if (stopping.remove(instance.name())) {
      var stopped = instance.stoppedWith(exit);
      members.put(id, member.with(stopped));
      events.add(new PlatformEvent.Stopped(exit.at(), stopped));
      return;
    }
    var lived = Duration.between(member.container().startedAt(), exit.at());
    var wait = BACKOFF.after(member.restartWait(), lived);
    var dead =
        afterDeath(now) == State.RESTARTING
            ? instance.endedWith(exit, Optional.of(exit.at().plus(wait)))
            : instance.stoppedWith(exit);
    members.put(id, new Member(member.container(), dead, member.oomAt(), Optional.of(wait)));
    events.add(new PlatformEvent.Died(exit.at(), dead, exit));
  }

  /** The engine restarts what died by itself, and leaves alone what an operator ended. */
  private static State afterDeath(Optional<Container> now) {
    return now.map(Container::status)
        .map(
            status ->
                switch (status) {
                  case RESTARTING, RUNNING, PAUSED -> State.RESTARTING;
                  case CREATED, REMOVING, EXITED, DEAD -> State.STOPPED;
                })
        .orElse(State.STOPPED);
  }

  private void outOfMemory(Member member, Instant at) {
    var instance = member.instance();
    var exit = instance.lastExit();
    var killed =
        ended(member) && exit.isPresent() && exit.get().at().plus(OOM_BEFORE_DEATH).isAfter(at);
    var told = killed ? killedForMemory(instance, exit.get()) : instance;
    members.put(
        member.container().id(), new Member(member.container(), told, at, member.restartWait()));
  }

  private static Instance killedForMemory(Instance dead, Instance.Exit exit) {
    var known = new Instance.Exit(exit.at(), exit.code(), true);
    return dead.state() == State.STOPPED
        ? dead.stoppedWith(known)
        : dead.endedWith(known, dead.nextStart());
  }

  private void ready(String id, Instant at, List<PlatformEvent> events) {
    var before = EnumSet.of(State.STARTING, State.NOT_READY, State.PAUSED);
    enter(State.READY, before, id, at, PlatformEvent.Ready::new, events);
  }

  private void notReady(String id, Instant at, List<PlatformEvent> events) {
    var before = EnumSet.of(State.STARTING, State.READY);
    enter(State.NOT_READY, before, id, at, PlatformEvent.NotReady::new, events);
  }

  private void paused(String id, Instant at, List<PlatformEvent> events) {
    var before = EnumSet.of(State.STARTING, State.READY, State.NOT_READY);
    enter(State.PAUSED, before, id, at, PlatformEvent.Paused::new, events);
  }

  /**
   * To be reported, unless it comes from a state in which it is known, or cannot be true any more.
   */
  private void enter(
      State next,
      Set<State> before,
      String id,
      Instant at,
      BiFunction<Instant, Instance, PlatformEvent> event,
      List<PlatformEvent> events) {
    var member = members.get(id);
    if (before.contains(member.instance().state())) {
      var entered = member.instance().entering(next, at);
      members.put(id, member.with(entered));
      events.add(event.apply(at, entered));
    }
  }

  /**
   * After a pause it is looked at as after a start: the engine calls all that was held unhealthy,
   * until the next check.
   */
  private void goesOn(String id, Instant at) {
    var member = members.get(id);
    if (member.instance().state() == State.PAUSED) {
      members.put(id, member.with(member.instance().entering(State.STARTING, at)));
    }
  }

  private void remove(String id, Instant at, List<PlatformEvent> events) {
    var gone = members.remove(id).instance().entering(State.STOPPED, at);
    ending.remove(gone.name());
    events.add(new PlatformEvent.Removed(at, gone));
  }

  private static boolean ended(Member member) {
    return switch (member.instance().state()) {
      case RESTARTING, STOPPING, STOPPED -> true;
      case STARTING, READY, NOT_READY, PAUSED -> false;
    };
  }

  private static String shortId(Container container) {
    return container.id().substring(0, Math.min(SHORT_ID, container.id().length()));
  }
}
