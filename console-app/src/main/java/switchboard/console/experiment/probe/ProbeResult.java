package switchboard.console.experiment.probe;

import java.util.Locale;
import switchboard.console.experiment.probe.Probe.When;
import switchboard.console.text.Format;
import switchboard.console.verdict.Gate;
import switchboard.console.verdict.Judgement;
import switchboard.console.verdict.Result;

/**
 * What a probe found at one of its moments; its fields are those of the JSON file.
 *
 * @param id of the probe
 * @param asked what was asked
 * @param expected "at most 1.1"
 * @param answers how many there were
 * @param misses how many of them did not hold
 * @param least of the answers; absent without one, as is {@code most}
 * @param failsWithoutData see {@link Probe#failsWithoutData}
 */
public record ProbeResult(
    String id,
    When when,
    String asked,
    String expected,
    State state,
    long answers,
    long misses,
    Double least,
    Double most,
    boolean failsWithoutData,
    String sentence) {

  /** Whether it held. */
  public enum State {
    HELD,
    NOT_HELD,
    NO_DATA;

    /** In JSON: "not held". */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** Counts the answers of a probe at one of its moments. Not safe for use by several threads. */
  static final class Tally {
    private final Probe probe;
    private final When when;
    private long answers;
    private long misses;
    private double least = Double.POSITIVE_INFINITY;
    private double most = Double.NEGATIVE_INFINITY;

    Tally(Probe probe, When when) {
      this.probe = probe;
      this.when = when;
    }

    void add(double value) {
      answers++;
      misses += probe.holds(value) ? 0 : 1;
      least = Math.min(least, value);
      most = Math.max(most, value);
    }

    ProbeResult result() {
      var state = answers == 0 ? State.NO_DATA : misses == 0 ? State.HELD : State.NOT_HELD;
      return new ProbeResult(
          probe.id(),
          when,
          probe.source().text(),
          probe.expected(),
          state,
          answers,
          misses,
          answers == 0 ? null : least,
          answers == 0 ? null : most,
          probe.failsWithoutData(),
          sentence());
    }

    private String sentence() {
      var asked = "Probe " + probe.id() + " " + when.word() + ": ";
      if (answers == 0) {
        return asked + "no answer";
      }
      var found =
          least == most ? Probe.plain(least) : Probe.plain(least) + " to " + Probe.plain(most);
      return asked
          + found
          + (answers == 1 ? "" : " in " + Format.count(answers, "answer"))
          + ", expected "
          + probe.expected();
    }
  }

  /** What it found, without the probe: "1, expected at least 2". */
  public String found() {
    return sentence.substring(sentence.indexOf(": ") + ": ".length());
  }

  /** Adds what prevents a pass. */
  public void judge(Judgement judgement) {
    switch (state) {
      case HELD -> judgement.held(Gate.OBJECTIVES, sentence);
      case NOT_HELD -> judgement.notHeld(Gate.OBJECTIVES, Result.FAILED, sentence);
      case NO_DATA -> {
        if (failsWithoutData) {
          judgement.notHeld(Gate.OBJECTIVES, Result.FAILED, sentence);
        } else {
          judgement.notHeld(Gate.EVIDENCE, Result.INVALID, sentence);
        }
      }
    }
  }
}
