package switchboard.console.fault.proof;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import switchboard.console.fault.Evidence;
import switchboard.console.platform.Instance;

/**
 * The proof of one fault, as it comes about: fed with what is seen of its target and of the
 * replicas beside it, in order of time. Not safe for use by several threads.
 */
public final class Proof {
  private final String target;
  private final Symptom symptom;
  private final Optional<String> listedAs;
  private final Evidence injected;
  private final List<Vitals> before;

  /** The last moment at which it was seen not to act yet. */
  private Instant lastWithout;

  /** The last moment at which it was seen not to be over yet. */
  private Instant lastWith;

  private Map<String, Vitals> first = Map.of();
  private Map<String, Vitals> firstAfterEnd = Map.of();
  private Optional<Evidence> proven = Optional.empty();
  private Optional<Evidence> undone = Optional.empty();

  /**
   * A proof to come.
   *
   * @param listedAs as what the target lists it while it is active; empty for what is done to it
   *     from outside
   * @param injected when that was done
   * @param before what was seen of the target before that, the oldest first
   */
  public Proof(
      String target,
      Symptom symptom,
      Optional<String> listedAs,
      Evidence injected,
      List<Vitals> before) {
    this.target = Objects.requireNonNull(target);
    this.symptom = Objects.requireNonNull(symptom);
    this.listedAs = Objects.requireNonNull(listedAs);
    this.injected = Objects.requireNonNull(injected);
    this.before = List.copyOf(before);
    lastWithout = injected.notBefore();
    lastWith = injected.notBefore();
  }

  /** What shows that it acted; empty while nothing does. */
  public Optional<Evidence> proven() {
    return proven;
  }

  /** What shows that it is over; empty while nothing does. */
  public Optional<Evidence> undone() {
    return undone;
  }

  /** Takes what was seen, by name; what was asked before the injection was done does not count. */
  public void look(Map<String, Vitals> seen) {
    var now = seen.get(target);
    if (now == null || now.asked().isBefore(injected.notAfter()) || undone.isPresent()) {
      return;
    }
    if (first.isEmpty()) {
      first = Map.copyOf(seen);
    }
    if (proven.isEmpty() && firstAfterEnd.isEmpty()) {
      var finding = find(first, seen, now);
      if (finding.isPresent()) {
        proven = Optional.of(new Evidence(lastWithout, now.answered(), finding.words()));
      } else if (finding.isAbsent()) {
        lastWithout = now.asked();
      }
    }
    if (isListed(now)) {
      firstAfterEnd = Map.of();
      lastWith = now.asked();
    } else if (listedAs.isEmpty() || now.answers()) {
      lookForEnd(seen, now);
    }
  }

  private void lookForEnd(Map<String, Vitals> seen, Vitals now) {
    if (firstAfterEnd.isEmpty()) {
      firstAfterEnd = Map.copyOf(seen);
    }
    var finding = find(firstAfterEnd, seen, now);
    if (finding.isAbsent()) {
      undone = Optional.of(new Evidence(lastWith, now.answered(), finding.words()));
    } else if (finding.isPresent()) {
      lastWith = now.asked();
    }
  }

  /** Whether target or platform say that it is at work. */
  private boolean isListed(Vitals now) {
    return listedAs
        .map(kind -> now.faults().filter(active -> active.contains(kind)).isPresent())
        .orElse(now.state() == Instance.State.PAUSED);
  }

  private ProofFinding find(Map<String, Vitals> from, Map<String, Vitals> until, Vitals now) {
    var start = from.get(target);
    if (start == null) {
      return ProofFinding.UNKNOWN;
    }
    var others =
        until.entrySet().stream()
            .filter(each -> !each.getKey().equals(target) && from.containsKey(each.getKey()))
            .map(each -> new Window(from.get(each.getKey()), each.getValue()))
            .toList();
    return symptom.in(baseline(start), new Window(start, now), others);
  }

  /** What the target's present process did before; without that, nothing. */
  private Window baseline(Vitals otherwise) {
    if (before.isEmpty()) {
      return new Window(otherwise, otherwise);
    }
    var until = before.getLast();
    return before.stream()
        .map(from -> new Window(from, until))
        .filter(Window::isOfOneProcess)
        .findFirst()
        .orElse(new Window(until, until));
  }
}
