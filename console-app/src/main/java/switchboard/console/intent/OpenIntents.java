package switchboard.console.intent;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.ProcessIdentity;
import switchboard.console.fault.Fault;
import switchboard.console.fault.kind.InjectedFault;
import switchboard.console.platform.Incarnation;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Leftover;
import switchboard.console.platform.Platform;
import switchboard.console.platform.PlatformEvent;
import switchboard.console.platform.Remedy;
import switchboard.console.platform.capability.Healing;

/**
 * The faults of this console that have to be undone. The intent of each is written before it is
 * injected, and removed once it is over. Any thread may call.
 */
public final class OpenIntents {
  private static final Logger LOG = LoggerFactory.getLogger(OpenIntents.class);

  private final Platform platform;
  private final Intents intents;
  private final InstantSource clock;
  private final Map<Key, Open> open = new LinkedHashMap<>();

  /** What undoes a fault undoes an earlier one of its kind on the same instance too. */
  private record Key(String target, Remedy remedy) {}

  /**
   * @param replaced the one that it prolongs, if there is one
   * @param acted when it had been injected; empty until then
   */
  private record Open(
      InjectedFault fault,
      Intents.Written written,
      Optional<Open> replaced,
      Optional<Instant> acted) {

    Open acted(Instant at) {
      return new Open(fault, written, Optional.empty(), Optional.of(at));
    }

    void remove() {
      replaced.ifPresent(Open::remove);
      try {
        written.remove();
      } catch (IOException e) {
        // The next console finds that the fault is over.
        LOG.warn("The intent of a fault that is over stays: {}", e.toString());
      }
    }
  }

  public OpenIntents(Platform platform, Intents intents, InstantSource clock) {
    this.platform = platform;
    this.intents = intents;
    this.clock = clock;
  }

  /**
   * Injects a fault whose intent is on the disk by then, if it is one that has to be undone.
   *
   * @param end ends what a replica does to itself: one that did not answer in time may have begun.
   *     Where that fails, too, the intent stays.
   */
  public Outcome<Instance> holding(
      InjectedFault fault,
      Supplier<Outcome<Instance>> injection,
      Function<Remedy.End, Outcome<Instance>> end) {
    var remedy = fault.remedy();
    if (remedy.isEmpty()) {
      return injection.get();
    }
    return switch (incarnation(fault.target())) {
      case Outcome.Failed<Optional<Incarnation>>(Failure failure) -> Outcome.failed(failure);
      // The injection says that there is no such instance.
      case Outcome.Done<Optional<Incarnation>>(var life) when life.isEmpty() -> injection.get();
      case Outcome.Done<Optional<Incarnation>>(var life) ->
          holding(fault, new Leftover(fault.target(), life.get(), remedy.get()), injection, end);
    };
  }

  private Outcome<Instance> holding(
      InjectedFault fault,
      Leftover leftover,
      Supplier<Outcome<Instance>> injection,
      Function<Remedy.End, Outcome<Instance>> end) {
    var key = new Key(leftover.target(), leftover.remedy());
    try {
      write(key, fault, leftover);
    } catch (IOException e) {
      return Outcome.failed(
          new Failure(
              "Writing the intent of " + fault.kind() + " on " + fault.target() + " to the disk",
              Objects.requireNonNullElse(e.getMessage(), e.toString()),
              "Nothing was injected: if the console died, nobody would undo it. Free disk space or"
                  + " make the folder writable, then try again."));
    }
    return switch (injection.get()) {
      case Outcome.Done<Instance> injected -> {
        acted(key);
        yield injected;
      }
      case Outcome.Failed<Instance>(Failure why) when mayGoOn(key, end) ->
          Outcome.failed(
              new Failure(
                  why.tried(),
                  why.happened() + "; it may have begun all the same",
                  "Undo it, or try again.",
                  why.details()));
      case Outcome.Failed<Instance> failed -> {
        takeBack(key);
        yield failed;
      }
    };
  }

  /** Whether a fault that could not be injected may be at work, and cannot be ended now. */
  private boolean mayGoOn(Key key, Function<Remedy.End, Outcome<Instance>> end) {
    return key.remedy() instanceof Remedy.End remedy
        && !isProlonged(key)
        && end.apply(remedy) instanceof Outcome.Failed<Instance>;
  }

  /** Then the intent of the earlier one is there, and undoes both. */
  private synchronized boolean isProlonged(Key key) {
    return open.containsKey(key) && open.get(key).replaced().isPresent();
  }

  private Outcome<Optional<Incarnation>> incarnation(String target) {
    return platform
        .capability(Healing.class)
        .map(each -> each.incarnation(target))
        .orElseGet(
            () ->
                Outcome.done(
                    platform
                        .state()
                        .instance(target)
                        .map(each -> new Incarnation("", each.engineId(), each.since()))));
  }

  private void write(Key key, InjectedFault fault, Leftover leftover) throws IOException {
    var now = clock.instant();
    var written =
        intents.write(
            new Intent(
                platform.id(),
                fault.kind(),
                leftover,
                now,
                fault.duration().map(now::plus),
                ProcessIdentity.ofThisProcess()));
    synchronized (this) {
      open.put(key, new Open(fault, written, Optional.ofNullable(open.get(key)), Optional.empty()));
    }
  }

  private synchronized void acted(Key key) {
    open.computeIfPresent(
        key,
        (same, each) -> {
          each.replaced().ifPresent(Open::remove);
          return each.acted(clock.instant());
        });
  }

  /** It was not injected: the one that it was to prolong goes on. */
  private synchronized void takeBack(Key key) {
    open.computeIfPresent(
        key,
        (same, each) -> {
          new Open(each.fault(), each.written(), Optional.empty(), Optional.empty()).remove();
          return each.replaced().orElse(null);
        });
  }

  /** The faults that have to be undone, in the order in which they were injected. Never blocks. */
  public synchronized List<InjectedFault> faults() {
    return open.values().stream().map(Open::fault).toList();
  }

  /** A fault is over. */
  public void over(Fault fault) {
    fault.remedy().ifPresent(remedy -> over(fault.target(), remedy));
  }

  /** What that undoes on an instance is over. */
  public void over(String target, Remedy remedy) {
    remove(key -> key.equals(new Key(target, remedy)));
  }

  /** Takes note of what ends faults, whoever caused it. */
  public void notice(PlatformEvent event) {
    var name = event.instance().name();
    switch (event) {
      // What a process does to itself, and what is done to it, ends with it.
      case PlatformEvent.Died died -> remove(key -> isOfLife(key, name));
      case PlatformEvent.Stopped stopped -> remove(key -> isOfLife(key, name));
      case PlatformEvent.Removed removed -> remove(key -> key.target().equals(name));
      case PlatformEvent.Ready ready -> started(name, ready.at());
      case PlatformEvent.NotReady notReady -> {}
      case PlatformEvent.Paused paused -> {}
      case PlatformEvent.Noted noted -> {}
    }
  }

  private static boolean isOfLife(Key key, String target) {
    return key.target().equals(target) && !(key.remedy() instanceof Remedy.Start);
  }

  /** It was ready while it was being stopped, or is again after that. */
  private synchronized void started(String target, Instant at) {
    var stop = open.get(new Key(target, new Remedy.Start()));
    if (stop != null && stop.acted().filter(at::isAfter).isPresent()) {
      over(target, new Remedy.Start());
    }
  }

  /** The system has ended, and every fault with it. */
  public void allOver() {
    remove(key -> true);
  }

  private synchronized void remove(Predicate<Key> isOver) {
    open.entrySet()
        .removeIf(
            each -> {
              var over = isOver.test(each.getKey());
              if (over) {
                each.getValue().remove();
              }
              return over;
            });
  }
}
