package switchboard.console.verdict;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import switchboard.console.load.LoadStats;
import switchboard.console.text.Format;
import switchboard.console.verdict.GateCheck.State;

/**
 * The rules by which a fault and a whole run are judged, and what they have found so far. The first
 * {@link Gate} that does not hold decides. A gate of which nothing is said holds. Not safe for use
 * by several threads.
 */
public final class Judgement {
  private static final double NANOS_PER_MILLI = 1e6;

  private final Map<Gate, List<Finding>> findings = new EnumMap<>(Gate.class);
  private final Map<Gate, String> held = new EnumMap<>(Gate.class);
  private final Map<Gate, String> remarks = new EnumMap<>(Gate.class);
  private final Map<Gate, String> notApplicable = new EnumMap<>(Gate.class);
  private Optional<String> early = Optional.empty();
  private Result orElse = Result.PASSED;
  private boolean latenessExplains = true;

  /** Messages did not fare as was promised. */
  public void promiseBroken(String reason) {
    notHeld(Gate.PROMISE, Result.FAILED, reason);
  }

  /** A gate does not hold. */
  public void notHeld(Gate gate, Result result, String reason) {
    findings
        .computeIfAbsent(gate, each -> new ArrayList<>())
        .add(new Finding(gate, result, reason));
  }

  /** A gate holds, and this shows it. */
  public void held(Gate gate, String sentence) {
    held.putIfAbsent(gate, sentence);
  }

  /** A gate does not hold, and that changes no result. */
  public void remark(Gate gate, String sentence) {
    remarks.putIfAbsent(gate, sentence);
  }

  /** There is nothing to check a gate by. */
  public void notApplicable(Gate gate, String sentence) {
    notApplicable.putIfAbsent(gate, sentence);
  }

  /** It was ended before its time. */
  public void aborted(String reason) {
    early = Optional.of(reason);
    orElse = Result.ABORTED;
  }

  /** It is not over yet: what is found until now can fail it, and cannot pass it. */
  public void notOver(String reason) {
    early = Optional.of(reason);
    orElse = Result.INCONCLUSIVE;
  }

  /**
   * A simulator that was late itself has measured its own waiting.
   *
   * @param lateness of its timers, 99th percentile
   * @param limit see {@link Objectives#latenessLimit}
   */
  public void generator(Duration lateness, Duration limit) {
    var late =
        "The simulator's timers were up to " + millis(lateness) + " ms late (99th percentile)";
    if (lateness.compareTo(limit) > 0) {
      notHeld(
          Gate.GENERATOR, Result.INVALID, late + ", over the limit of " + millis(limit) + " ms");
    } else {
      held(Gate.GENERATOR, late);
    }
  }

  private static String millis(Duration duration) {
    return Format.whole(Math.ceil(duration.toNanos() / NANOS_PER_MILLI));
  }

  /**
   * A limit on requests that was named was missed by more than the simulator's lateness explains:
   * with timers in time and with what was not sent, it would have been missed as well.
   */
  public void missedBeyondLateness() {
    latenessExplains = false;
  }

  /** What was due and was not sent is a load that was not there. */
  public void nothingDropped(long requests) {
    if (requests > 0) {
      notHeld(
          Gate.GENERATOR,
          Result.INVALID,
          Format.count(requests, "request was", "requests were")
              + " due and not sent, because too many waited for an answer");
    }
  }

  /** What was counted has to be there still. */
  public void countsKept(boolean kept) {
    if (!kept) {
      notHeld(Gate.BOOKS, Result.INVALID, LoadStats.LOST);
    }
  }

  /**
   * Every user has to be there, or the load was not the one that was asked for.
   *
   * @param most that were wanted at any time
   * @param last that were wanted at the end
   */
  public void usersConnected(LoadStats.Users users, int most, int last) {
    if (users.connectedPeak() < most) {
      unclosed(users.connectedPeak() + " of " + most + " users were connected");
    } else if (users.connected() < last) {
      unclosed(users.connected() + " of " + last + " users were connected at the end");
    }
  }

  private void unclosed(String reason) {
    notHeld(Gate.BOOKS, Result.INVALID, reason);
  }

  /** Each request that was issued has succeeded, has failed, or is in flight. */
  public void requestsAccountedFor(boolean always) {
    if (!always) {
      unclosed(
          "The simulator's accounts do not add up: requests are neither answered, nor failed, nor"
              + " in flight");
    }
  }

  /** Once the load has come to rest, each delivery that is owed is made or accounted for. */
  public void booksClosed(LoadStats stats) {
    if (!stats.settled()) {
      unclosed("The messages in flight at the end did not settle");
    }
    var inFlight = stats.requests().inFlight();
    if (inFlight > 0) {
      unclosed(
          Format.count(inFlight, "request was", "requests were") + " still in flight at the end");
    }
    var messages = stats.messages();
    if (messages.pending() > 0) {
      unclosed(
          Format.count(messages.pending(), "owed delivery was", "owed deliveries were")
              + " still pending at the end");
    }
    unaccounted(messages)
        .filter(missing -> missing > 0)
        .ifPresent(
            missing ->
                unclosed(
                    "The simulator's accounts do not add up: "
                        + Format.count(missing, "owed delivery is", "owed deliveries are")
                        + " unaccounted for"));
  }

  /** The simulator says itself what is undelivered; its sums are not taken on trust. */
  private static Optional<Long> unaccounted(LoadStats.Messages messages) {
    return messages.owed() == null || messages.undelivered() == null || messages.abandoned() == null
        ? Optional.empty()
        : Optional.of(
            messages.owed()
                - messages.delivered()
                - messages.lost()
                - messages.abandoned()
                - messages.undelivered()
                - messages.pending());
  }

  /**
   * Takes over what another judgement found.
   *
   * @param of whose it is, before each sentence
   */
  public void include(Conclusion other, String of) {
    for (var check : other.gates()) {
      check.sentence().ifPresent(words -> include(check, of + ": " + words));
    }
    other
        .findings()
        .forEach(each -> notHeld(each.gate(), each.result(), of + ": " + each.sentence()));
  }

  private void include(GateCheck check, String sentence) {
    switch (check.state()) {
      case HELD -> held(check.gate(), sentence);
      case NOT_APPLICABLE -> notApplicable(check.gate(), sentence);
      case NOT_HELD -> {
        // What decides is among the findings; a lack of evidence is, too, where it decides nothing.
        if (check.isRemark() && check.gate() != Gate.EVIDENCE) {
          remark(check.gate(), sentence);
        }
      }
    }
  }

  /** The result and how it came about. */
  public Conclusion conclude() {
    var gates = Stream.of(Gate.values()).map(this::check).toList();
    var deciding =
        gates.stream()
            .filter(check -> check.result().isPresent())
            .findFirst()
            .filter(check -> orElse != Result.ABORTED || check.gate() == Gate.PROMISE);
    var result = deciding.flatMap(GateCheck::result).orElse(orElse);
    var gate = deciding.map(GateCheck::gate);
    return new Conclusion(result, gate, early, ordered(gate), gates);
  }

  private GateCheck check(Gate gate) {
    var worst = of(gate).findFirst();
    if (worst.isPresent()) {
      return new GateCheck(
          gate,
          State.NOT_HELD,
          decides(gate) ? worst.map(Finding::result) : Optional.empty(),
          worst.map(Finding::sentence));
    }
    if (remarks.containsKey(gate)) {
      return noted(gate, State.NOT_HELD, remarks);
    }
    return notApplicable.containsKey(gate) && !held.containsKey(gate)
        ? noted(gate, State.NOT_APPLICABLE, notApplicable)
        : noted(gate, State.HELD, held);
  }

  private static GateCheck noted(Gate gate, State state, Map<Gate, String> sentences) {
    return new GateCheck(gate, state, Optional.empty(), Optional.ofNullable(sentences.get(gate)));
  }

  /** An objective that was missed for certain needs no more evidence, nor a better generator. */
  private boolean decides(Gate gate) {
    return switch (gate) {
      case EVIDENCE -> of(Gate.OBJECTIVES).noneMatch(finding -> finding.result() == Result.FAILED);
      case GENERATOR -> latenessExplains;
      default -> true;
    };
  }

  /** The worst first. */
  private Stream<Finding> of(Gate gate) {
    return findings.getOrDefault(gate, List.of()).stream()
        .sorted(Comparator.comparing(Finding::result));
  }

  private List<Finding> ordered(Optional<Gate> first) {
    var others = Stream.of(Gate.values()).filter(gate -> !Optional.of(gate).equals(first));
    return Stream.concat(first.stream(), others).flatMap(this::of).toList();
  }
}
