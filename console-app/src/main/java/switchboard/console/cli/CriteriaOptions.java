package switchboard.console.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import switchboard.console.verdict.Criteria;
import switchboard.console.verdict.Objective;
import switchboard.console.verdict.Objectives;

/** The options of the command line that say what a run is judged by. */
final class CriteriaOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--objective",
      paramLabel = "OBJECTIVE",
      description = {
        "What must hold for a pass: FIGURE<=LIMIT [during PHASE], such as"
            + " 'requests.p99<=250ms during fault'; may be repeated. Figures: requests.p99,"
            + " deliveries.p99 or another percentile, requests.failed, users.disconnectedSeconds,"
            + " recovery, spread, users.spread, promql(\"QUERY\"). Phases: baseline, fault,"
            + " recovery, run. It replaces the limit that every run has for the same figure."
      })
  private List<String> objectives = List.of();

  @Option(
      names = "--quiet-machine",
      description = "A disturbed machine makes the run invalid; without it, it is a remark.")
  private boolean quietMachine;

  /**
   * What they ask for.
   *
   * @throws ParameterException when an objective is not of that form
   */
  Criteria criteria() {
    try {
      var named = objectives.stream().map(Objective::parse).toList();
      return new Criteria(Objectives.DEFAULT.with(named), quietMachine);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--objective: " + e.getMessage());
    }
  }
}
