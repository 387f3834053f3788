package switchboard.console.capacity;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import switchboard.console.verdict.Result;

/**
 * The capacities that were looked for.
 *
 * @param platform the id of the one that the system ran on
 * @param found for each number of replicas, in the order of looking; that of the system itself is
 *     the first
 */
public record CapacityResult(CapacityPlan plan, String platform, List<Found> found) {
  public CapacityResult {
    Objects.requireNonNull(plan);
    Objects.requireNonNull(platform);
    found = List.copyOf(found);
  }

  /** The first that is not passed; see {@link Found#result}. */
  public Result result() {
    return found.stream()
        .map(Found::result)
        .filter(each -> each != Result.PASSED)
        .findFirst()
        .orElse(Result.PASSED);
  }

  /** With one replica fewer; empty when that was not looked for, or not found. */
  Optional<Found> minusOne() {
    return plan.minusOne()
        ? found.stream().filter(each -> each.replicas() == plan.replicas() - 1).findFirst()
        : Optional.empty();
  }

  /** Empty when it was not asked for. */
  Optional<Growth> growth() {
    return plan.growth().isEmpty()
        ? Optional.empty()
        : Optional.of(
            ScalabilityLaw.fit(
                found.stream()
                    .filter(each -> each.bracket().sustained())
                    .map(each -> new GrowthPoint(each.replicas(), each.bracket()))
                    .toList()));
  }

  /** The result in words, a sentence each. */
  public List<String> sentences() {
    return CapacityText.of(this);
  }

  /** The result file. */
  public String toJson() {
    return CapacityJson.of(this);
  }
}
