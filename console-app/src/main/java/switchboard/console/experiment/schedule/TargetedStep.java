package switchboard.console.experiment.schedule;

/** A step that acts on components of the system. */
public sealed interface TargetedStep extends ScheduledStep permits ScheduledFault, ScheduledStart {
  /** Whom it acts on. */
  Targets targets();

  /** What it is, in one word: {@code kill}. */
  String word();

  @Override
  default String text() {
    return word() + " " + targets().text();
  }
}
