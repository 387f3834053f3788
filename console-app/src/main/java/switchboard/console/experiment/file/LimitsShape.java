package switchboard.console.experiment.file;

import java.util.List;
import switchboard.console.fault.kind.Measure;
import switchboard.console.platform.Limits;

/** The shape of a replica's limits. */
final class LimitsShape {
  private static final double MIN_CORES = 0.01;
  private static final double MAX_CORES = 64;

  private static final Key<Double> CPU =
      Key.required("cpu", Shapes.number(MIN_CORES, MAX_CORES), "Cores.");
  private static final Key<Double> MEMORY =
      Key.required(
          "memory",
          Shapes.written("an amount of memory, such as 384MiB", LimitsShape::bytes),
          "Of everything in it.");

  static final Shape<Limits> SHAPE =
      Fields.of(
          "limits",
          List.of(CPU, MEMORY),
          values -> new Limits(values.get(CPU), Math.round(values.get(MEMORY))));

  private LimitsShape() {}

  private static double bytes(String text) {
    return Measure.MEMORY
        .parse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "found '%s'; expected an amount of memory, such as 384MiB"
                        .formatted(Shapes.quoted(text))));
  }
}
