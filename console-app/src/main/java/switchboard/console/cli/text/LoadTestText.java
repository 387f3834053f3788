package switchboard.console.cli.text;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import switchboard.console.loadtest.LoadTestReport.Generator;
import switchboard.console.loadtest.LoadTestReport.Times;
import switchboard.console.loadtest.LoadTestResult;
import switchboard.console.text.Format;
import switchboard.console.text.Unit;

/** What a terminal says of a load test, in the order in which ab does. */
public final class LoadTestText {
  private LoadTestText() {}

  public static List<String> of(LoadTestResult result) {
    var report = result.report();
    var outcomes = report.result();
    return Stream.of(
            Optional.of(row("Requests", Format.whole(outcomes.completed()))),
            Optional.of(row("Failed", failed(result))),
            Optional.of(row("Requests/s", Format.figure(outcomes.requestsPerSecond(), Unit.COUNT))),
            Optional.of(
                row(
                    "Time",
                    Format.duration(Duration.ofMillis((long) (1_000 * report.elapsedSeconds()))))),
            Optional.of(row("Bodies", Format.figure((double) outcomes.bytes(), Unit.BYTES))),
            latency(outcomes.latencyMillis()),
            Optional.ofNullable(report.generator()).map(LoadTestText::generator),
            Optional.of(capitalized(result.result().word()) + ": " + result.sentence()))
        .flatMap(Optional::stream)
        .toList();
  }

  private static String row(String name, Object value) {
    return String.format(Locale.ROOT, "%-12s %s", name, value);
  }

  private static String failed(LoadTestResult result) {
    var count = Format.whole(result.report().result().failed());
    return result.failures().isEmpty()
        ? count
        : count
            + result.failures().stream()
                .map(each -> Format.whole(each.getValue()) + " × " + each.getKey())
                .collect(Collectors.joining(", ", " (", ")"));
  }

  private static Optional<String> latency(Times times) {
    return times.count() == 0
        ? Optional.empty()
        : Optional.of(
            row(
                "Latency",
                Stream.of(
                        "mean " + time(times.mean()),
                        "p50 " + time(times.p50()),
                        "p90 " + time(times.p90()),
                        "p95 " + time(times.p95()),
                        "p99 " + time(times.p99()),
                        "max " + time(times.max()))
                    .collect(Collectors.joining(" · "))));
  }

  private static String time(Double millis) {
    return millis == null
        ? Format.MISSING.toString()
        : Format.figure(millis / 1_000, Unit.SECONDS).toString();
  }

  private static String generator(Generator generator) {
    var used = Format.figure(known(generator.cpuCores()), Unit.CORES);
    var late =
        generator.latenessMillis() == null
            ? ""
            : ", late by "
                + time(generator.latenessMillis().mean())
                + " (p99 "
                + time(generator.latenessMillis().p99())
                + ")";
    var waited =
        generator.waitingForCpuCores() == null
            ? ""
            : ", waited for one "
                + Format.figure(100 * generator.waitingForCpuCores(), Unit.PERCENT)
                + " of the time";
    return row("Simulator", used.number() + " of 1 core" + waited + late);
  }

  private static double known(Double value) {
    return value == null ? Double.NaN : value;
  }

  private static String capitalized(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
