package switchboard.console.experiment.journal;

/** Keeps the notes of a run, in the order in which they come. */
@FunctionalInterface
public interface Journal {
  /** Of a run of which nothing is kept. */
  Journal NONE = note -> {};

  /** Keeps one more; never fails, and blocks for a moment at most. */
  void keep(RunNote note);
}
