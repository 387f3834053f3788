package switchboard.console.experiment;

import java.util.List;

/** What a terminal shows at the end of a run. */
public final class SampleTerminal {
  private SampleTerminal() {}

  /** Line by line. */
  public static List<String> of(RunRecord record) {
    return RunReport.of(record.result(), record.verdicts());
  }
}
