package switchboard.console.platform.kubernetes.pods;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Instance.State;
import switchboard.console.platform.PlatformEvent;
import switchboard.console.platform.Role;
import switchboard.console.platform.kubernetes.access.Names;

/**
 * The pods of the system as instances. A pod's name is new each time; operators, charts and
 * verdicts need a stable one: so a component has as many slots as pods are wanted, {@code
 * backend-1} to {@code backend-n}, and a pod that replaces another takes its slot. Where the
 * cluster removes pods from the middle, those with the highest numbers move down. The pods of
 * simulators have names that stay, {@code simulator-0} to {@code simulator-n}, and are called by
 * them. A gateway that is the only one has no number.
 *
 * <p>Fed with all there is whenever something has changed. Any thread may look.
 */
final class PodTracker {
  /** How many pods are known by name, for metrics of the past: those that lived last. */
  private static final int KNOWN_PODS = 1_000;

  private final Map<Role, TreeMap<Integer, ReplicaSlot>> parts = new HashMap<>();
  private final Set<String> killed = new HashSet<>();

  /** The names of those that are there, and have been ready. */
  private final Set<String> proven = new HashSet<>();

  private final SequencedMap<String, String> names = ofKnownPods();

  /** What the pod at an address is called, or the last one was. */
  private final SequencedMap<String, String> addresses = ofKnownPods();

  /** Whether everything that goes is wanted to. */
  private boolean ending;

  /** Whether replicas are being replaced on the console's request. */
  private boolean rolling;

  PodTracker() {
    for (var role : Role.values()) {
      parts.put(role, new TreeMap<>());
    }
  }

  private static SequencedMap<String, String> ofKnownPods() {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
        return size() > KNOWN_PODS;
      }
    };
  }

  synchronized List<Instance> instances() {
    return parts.values().stream()
        .flatMap(slots -> slots.values().stream())
        .map(ReplicaSlot::instance)
        .sorted(Instance.BY_DATA_WAY)
        .toList();
  }

  /** The pod that an instance is at present. */
  synchronized Optional<PodView> pod(String instance) {
    return parts.values().stream()
        .flatMap(slots -> slots.values().stream())
        .filter(slot -> slot.instance().name().equals(instance))
        .map(ReplicaSlot::pod)
        .findFirst();
  }

  /** What the pod of that name is, or was, called here. */
  synchronized Optional<String> instanceOf(String pod) {
    return Optional.ofNullable(names.get(pod));
  }

  /** What the pods are, or were, called here, by their addresses in the cluster. */
  synchronized Map<String, String> byAddress() {
    return Map.copyOf(addresses);
  }

  /** Whether an instance has been ready since it is there, whatever became of it after that. */
  synchronized boolean hasBeenReady(String instance) {
    return proven.contains(instance);
  }

  /** From now on, until this is called again, the end of a pod is expected. */
  synchronized void expectEnd(boolean expected) {
    ending = expected;
  }

  /** From now on, until this is called again, replacements of replicas are expected. */
  synchronized void expectRoll(boolean expected) {
    rolling = expected;
  }

  /** The end of this pod will be a sudden one. */
  synchronized void expectKill(String uid) {
    killed.add(uid);
  }

  /** It was not killed. */
  synchronized void expectNoKill(String uid) {
    killed.remove(uid);
  }

  /** The desired number of pods of components that can have several; the others have one. */
  record Wanted(int backends, int gateways, int simulators) {
    private int of(Role role) {
      return switch (role) {
        case BACKEND -> backends;
        case GATEWAY -> gateways;
        case SIMULATOR -> simulators;
        case STORE, PROMETHEUS -> 1;
      };
    }
  }

  /** Takes note of all pods there are. */
  synchronized List<PlatformEvent> seen(Collection<PodView> pods, Wanted wanted, Instant at) {
    var events = new ArrayList<PlatformEvent>();
    for (var role : Role.values()) {
      var own = pods.stream().filter(pod -> pod.part().equals(role.label())).toList();
      new Look(role, own, wanted.of(role), at, events).take();
    }
    var present = pods.stream().map(PodView::uid).collect(Collectors.toSet());
    killed.retainAll(present);
    prove();
    return events;
  }

  private void prove() {
    var all = instances();
    proven.retainAll(all.stream().map(Instance::name).collect(Collectors.toSet()));
    all.stream().filter(Instance::isReady).map(Instance::name).forEach(proven::add);
  }

  /** One look at the pods of one component. */
  private final class Look {
    private final Role role;
    private final Map<String, PodView> pods;
    private final int wanted;
    private final Instant at;
    private final List<PlatformEvent> events;
    private final TreeMap<Integer, ReplicaSlot> slots;

    Look(Role role, List<PodView> pods, int wanted, Instant at, List<PlatformEvent> events) {
      this.role = role;
      this.pods = pods.stream().collect(Collectors.toMap(PodView::uid, Function.identity()));
      this.wanted = wanted;
      this.at = at;
      this.events = events;
      slots = parts.get(role);
    }

    void take() {
      slots.replaceAll((number, slot) -> update(slot));
      var waiting = unplaced();
      for (var number = 1; number <= wanted; number++) {
        var slot = Optional.ofNullable(slots.get(number));
        if (slot.isEmpty() || !slot.get().lives()) {
          fill(number, slot, waiting);
        }
      }
      for (var number : List.copyOf(slots.descendingKeySet())) {
        if (slots.get(number).isGone() && (ending || number > wanted)) {
          remove(number);
        }
      }
      // One is called otherwise than the first of two.
      slots.replaceAll(
          (number, slot) ->
              role == Role.GATEWAY && number <= wanted ? slot.called(name(number)) : slot);
      slots.values().stream().filter(ReplicaSlot::lives).forEach(this::know);
    }

    private void know(ReplicaSlot slot) {
      names.putLast(slot.pod().name(), slot.instance().name());
      if (!slot.pod().address().isEmpty()) {
        addresses.putLast(slot.pod().address(), slot.instance().name());
      }
    }

    /** What became of a slot's own pod. */
    private ReplicaSlot update(ReplicaSlot slot) {
      var now = Optional.ofNullable(pods.get(slot.pod().uid()));
      if (now.isEmpty() || !now.get().stays()) {
        return slot.leaving(now, at);
      }
      return slot.seen(now.get(), at, events);
    }

    /** Pods without a slot: the oldest first, since they were asked for in the order of numbers. */
    private List<PodView> unplaced() {
      var placed =
          slots.values().stream().map(slot -> slot.pod().uid()).collect(Collectors.toSet());
      return new ArrayList<>(
          pods.values().stream()
              .filter(PodView::stays)
              .filter(pod -> !placed.contains(pod.uid()))
              .sorted(Comparator.comparing(PodView::created).thenComparing(PodView::name))
              .toList());
    }

    private void fill(int number, Optional<ReplicaSlot> before, List<PodView> waiting) {
      var surplus = surplus();
      var next = waiting.stream().filter(pod -> isFor(number, pod)).findFirst();
      if (next.isPresent()) {
        waiting.remove(next.get());
        place(number, before, next.get());
      } else if (surplus.isPresent()) {
        // The cluster chose to end another than the highest: what is left moves down.
        var moved = slots.remove(surplus.get());
        before.ifPresent(slot -> slots.put(surplus.get(), slot.called(moved.instance().name())));
        slots.put(number, moved.called(name(number)));
        if (before.isEmpty()) {
          events.add(new PlatformEvent.Removed(at, moved.instance().entering(State.STOPPED, at)));
        }
      } else if (before.isPresent() && before.get().isGone() && !ending) {
        // Nothing has replaced it yet.
        slots.put(number, before.get().died(killed, at, events));
      }
    }

    private boolean isFor(int number, PodView pod) {
      return role != Role.SIMULATOR || pod.name().equals(name(number));
    }

    /** The highest slot that lives and is not wanted, where a pod can have another number. */
    private Optional<Integer> surplus() {
      if (role == Role.SIMULATOR) {
        return Optional.empty();
      }
      return slots.tailMap(wanted, false).descendingMap().entrySet().stream()
          .filter(each -> each.getValue().lives())
          .map(Map.Entry::getKey)
          .findFirst();
    }

    private void place(int number, Optional<ReplicaSlot> before, PodView pod) {
      var replaced = role == Role.BACKEND && rolling;
      var former = before.map(slot -> replaced || ending ? slot : slot.died(killed, at, events));
      var fresh = ReplicaSlot.of(name(number), role, pod, former, at);
      slots.put(number, fresh.seen(pod, at, events));
    }

    private void remove(int number) {
      var gone = slots.remove(number).instance().entering(State.STOPPED, at);
      events.add(new PlatformEvent.Removed(at, gone));
    }

    private String name(int number) {
      return switch (role) {
        case BACKEND -> role.label() + "-" + number;
        case SIMULATOR -> Names.simulator(number - 1);
        case GATEWAY -> Names.gateway(number, wanted);
        case STORE, PROMETHEUS -> role.label();
      };
    }
  }
}
