package switchboard.console.report.calibrated;

import java.util.List;
import switchboard.console.text.Unit;

/**
 * What equal runs on this machine, on this platform and of this experiment gave before.
 *
 * @param at when the last of them began, ISO 8601, UTC
 * @param version of the product that they were of
 * @param runs how many
 * @param foundPercent in how many of 100 comparisons a difference that is called visible is found
 * @param bandPercent how many of 100 further runs lie from {@code low} to {@code high}
 */
public record Calibrated(
    String at,
    String version,
    int runs,
    int foundPercent,
    double bandPercent,
    List<CalibratedFigure> figures) {

  /**
   * One figure.
   *
   * @param figure its name: "requests.p99"
   * @param low the smallest value of the runs
   * @param high the largest
   * @param visible the smallest difference that can be seen
   */
  public record CalibratedFigure(
      String figure,
      String title,
      Unit unit,
      double median,
      double low,
      double high,
      List<Visible> visible) {}

  /**
   * What a comparison finds.
   *
   * @param runs on each side
   * @param difference in the figure's unit
   */
  public record Visible(int runs, double difference) {}
}
