package switchboard.console.verdict;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How an objective was met.
 *
 * @param measured the figure's value; empty when there is none
 * @param samples how many requests, deliveries or faults that is of; empty where it has none
 * @param evidence how many of the samples were over the limit; empty where that does not decide
 * @param sentence the objective's text, a colon and what was measured, without a full stop
 */
public record ObjectiveResult(
    Objective objective,
    State state,
    OptionalDouble measured,
    OptionalLong samples,
    Optional<Proportion> evidence,
    String sentence) {

  /** Whether an objective was met. */
  public enum State {
    MET("met"),
    MISSED("missed"),
    /** The interval crosses the limit. */
    UNDECIDED("undecided"),
    /** It looks met, and there are fewer samples than it takes to say so. */
    TOO_FEW("too few samples"),
    /** The simulator does not report it. */
    UNKNOWN("unknown");

    private final String word;

    State(String word) {
      this.word = word;
    }

    /** In JSON: "met". */
    public String word() {
      return word;
    }
  }

  public ObjectiveResult {
    Objects.requireNonNull(objective);
    Objects.requireNonNull(state);
    Objects.requireNonNull(measured);
    Objects.requireNonNull(samples);
    Objects.requireNonNull(evidence);
    Objects.requireNonNull(sentence);
  }

  /** What was measured, without the objective: "212 ms of 1 049 samples". */
  public String found() {
    return sentence.substring(objective.text().length() + ": ".length());
  }

  /** Adds what prevents a pass. */
  public void judge(Judgement judgement) {
    switch (state) {
      case MET -> judgement.held(Gate.OBJECTIVES, sentence);
      case MISSED -> judgement.notHeld(Gate.OBJECTIVES, Result.FAILED, sentence);
      case UNDECIDED -> judgement.notHeld(Gate.OBJECTIVES, Result.INCONCLUSIVE, sentence);
      case TOO_FEW -> judgement.notHeld(Gate.EVIDENCE, Result.INCONCLUSIVE, sentence);
      case UNKNOWN -> judgement.notHeld(Gate.BOOKS, Result.INVALID, sentence);
    }
  }
}
