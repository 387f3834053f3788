package switchboard.console.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import switchboard.console.calibration.Calibration;
import switchboard.console.calibration.RunFigure;
import switchboard.console.statistics.Noise;
import switchboard.console.text.Format;

/** What a terminal says of a calibration. */
public final class CalibrationText {
  private CalibrationText() {}

  public static List<String> of(Calibration calibration) {
    var lines = new ArrayList<String>();
    lines.add("");
    lines.add(
        Format.count(calibration.runs(), "run")
            + " of \""
            + calibration.name()
            + "\" on "
            + calibration.platform());
    lines.add(
        row(
            Stream.concat(
                Stream.of("", "median", "equal runs"),
                Calibration.RUNS_A_SIDE.stream().map(runs -> "visible by " + runs))));
    calibration.figures().forEach(figure -> lines.add(row(calibration, figure)));
    lines.add(
        "Equal runs: from the smallest to the largest; about "
            + Format.whole(
                calibration.noise(calibration.figures().getFirst()).orElseThrow().coveragePercent())
            + " % of further ones lie there.");
    lines.add(
        "Visible by n: the smallest difference that 'switchboard compare' finds with n runs a side,"
            + " in "
            + Noise.POWER_PERCENT
            + " of 100 cases.");
    return List.copyOf(lines);
  }

  private static String row(Calibration calibration, RunFigure figure) {
    var noise = calibration.noise(figure).orElseThrow();
    return row(
        Stream.concat(
            Stream.of(
                figure.title(),
                figure.text(noise.median()),
                figure.text(noise.low()) + " to " + figure.text(noise.high())),
            Calibration.RUNS_A_SIDE.stream()
                .map(
                    runs ->
                        calibration.visible(figure, runs).stream()
                            .mapToObj(figure::text)
                            .findFirst()
                            .orElse(Format.MISSING.number()))));
  }

  private static String row(Stream<String> cells) {
    return String.format(Locale.ROOT, "%-24s %12s %25s %14s %14s %14s", cells.toArray());
  }
}
