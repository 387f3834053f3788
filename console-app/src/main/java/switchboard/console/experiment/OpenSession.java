package switchboard.console.experiment;

import switchboard.console.text.Format;
import switchboard.console.verdict.Gate;
import switchboard.console.verdict.Judgement;

/**
 * A session that is judged while it goes on: by what was seen of it it can fail, and it cannot
 * pass, because what is under way can still get lost.
 *
 * @param unjudged how many of its faults have no verdict
 */
record OpenSession(int unjudged) {

  /** Adds what cannot be judged of it, and why. */
  void judge(Judgement judgement) {
    judgement.notApplicable(
        Gate.BOOKS, "The load still ran: what was under way can still come, or get lost");
    judgement.notApplicable(
        Gate.STEADY, "A session has no baseline: its load and its system are changed by hand");
    judgement.notApplicable(
        Gate.MACHINE, "The machine is looked at before and after an experiment only");
    judgement.notOver(
        "A session is judged while its load runs, so it can fail and cannot pass: what was under"
            + " way can still get lost"
            + (unjudged == 0 ? "" : ", and " + Format.count(unjudged, "fault") + " had no verdict")
            + ". Run an experiment for a verdict that can");
  }
}
