package switchboard.console.experiment;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import switchboard.console.experiment.probe.Claim;
import switchboard.console.experiment.probe.Probe;
import switchboard.console.verdict.Criteria;
import switchboard.console.verdict.Figure;

/**
 * What is done to a system, and what it is judged by.
 *
 * @param name what it is about, in a few words
 * @param hypothesis what is expected of it
 */
public record Experiment(
    String name,
    Optional<String> hypothesis,
    RunPlan plan,
    Criteria criteria,
    List<Probe> probes,
    List<Claim> claims) {
  public Experiment {
    Objects.requireNonNull(name);
    Objects.requireNonNull(hypothesis);
    Objects.requireNonNull(plan);
    Objects.requireNonNull(criteria);
    probes = List.copyOf(probes);
    claims = List.copyOf(claims);
  }

  /** One of a plan alone; what it does is its name: "Kill backend-2 under 300 users". */
  public static Experiment of(RunPlan plan, Criteria criteria) {
    return new Experiment(plan.text(), Optional.empty(), plan, criteria, List.of(), List.of());
  }

  /** What its objectives and claims are about. */
  List<Figure> figures() {
    return Stream.concat(
            criteria.objectives().figures().stream(),
            claims.stream().map(claim -> claim.limit().figure()))
        .toList();
  }
}
