package switchboard.console.report;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import switchboard.console.experiment.RunPlan;
import switchboard.console.experiment.ScheduledFault;
import switchboard.console.experiment.ScheduledStart;
import switchboard.console.experiment.ScheduledStep;
import switchboard.console.text.Format;

/**
 * What a run was for.
 *
 * @param name the report's title
 * @param hypothesis what was expected; empty when nothing was said
 * @param claims what is said of such systems, and whether it was found here
 */
public record Subject(String name, Optional<String> hypothesis, List<ClaimResult> claims) {
  private static final int MAX_NAMED_STEPS = 3;

  public Subject {
    Objects.requireNonNull(name);
    Objects.requireNonNull(hypothesis);
    claims = List.copyOf(claims);
  }

  /** Of a run that has no name: "Killed backend-2 under 300 users". */
  public static Subject of(RunPlan plan) {
    var users = " under " + Format.count(plan.load().users(), "user");
    var steps = plan.schedule().steps().stream().map(Subject::text).toList();
    if (steps.isEmpty()) {
      return named(Format.replicas(plan.replicas()) + users);
    }
    var named =
        steps.size() <= MAX_NAMED_STEPS
            ? Format.enumeration(steps)
            : steps.getFirst() + " and " + Format.count(steps.size() - 1L, "more step");
    return named(Texts.capitalized(named) + users);
  }

  private static Subject named(String name) {
    return new Subject(name, Optional.empty(), List.of());
  }

  private static String text(ScheduledStep step) {
    var target = step.targets().text();
    return switch (step) {
      case ScheduledStart start -> "started " + target;
      case ScheduledFault fault -> fault.kind().on(target, fault.amounts(), fault.lasts()).mark();
    };
  }
}
