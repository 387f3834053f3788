package switchboard.console.fault.kind;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How strong a fault is: a value for each parameter of its kind that was chosen.
 *
 * @param chosen in the unit of each parameter; those that are left out have their preset
 */
public record Amounts(Map<Parameter, Double> chosen) {
  /** All presets. */
  public static final Amounts PRESET = new Amounts(Map.of());

  public Amounts {
    chosen = Map.copyOf(chosen);
  }

  /** With one more chosen value. */
  public Amounts with(Parameter parameter, double value) {
    var more = new HashMap<>(chosen);
    more.put(parameter, value);
    return new Amounts(more);
  }

  /** The value of a parameter, in its unit. */
  public double of(Parameter parameter) {
    return chosen.getOrDefault(parameter, parameter.preset());
  }

  /** The value of a parameter that is a length of time. */
  public Duration duration(Parameter parameter) {
    return Measure.duration(of(parameter));
  }

  /**
   * Checks that every value belongs to one of these parameters, and is in its range.
   *
   * @throws IllegalArgumentException when one does not, saying what is expected
   */
  void check(List<Parameter> parameters) {
    for (var each : chosen.entrySet()) {
      if (!parameters.contains(each.getKey())) {
        throw new IllegalArgumentException("there is no " + each.getKey().name());
      }
      each.getKey().checked(each.getValue());
    }
  }

  /** As an operator writes them: "200ms,±50ms"; empty when all are presets. */
  String text(List<Parameter> parameters) {
    return parameters.stream()
        .filter(chosen::containsKey)
        .map(each -> each.text(chosen.get(each)))
        .collect(Collectors.joining(","));
  }
}
