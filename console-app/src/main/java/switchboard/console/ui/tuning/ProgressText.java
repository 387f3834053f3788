package switchboard.console.ui.tuning;

import java.util.Optional;
import switchboard.console.experiment.progress.RunProgress;
import switchboard.console.sweep.search.Configuration;
import switchboard.console.text.Format;

/** What a sweep is at, in a line. */
final class ProgressText {
  private ProgressText() {}

  /**
   * "4 of at most 27 configurations measured · 2 replicas × 0.35 cores × 256 MiB · Baseline, 12 s
   * left".
   *
   * @param shown empty before the first measurement
   * @param measured the configuration under way
   * @param run empty while replicas start
   */
  static String of(
      Optional<TuningModel.Shown> shown,
      Optional<Configuration> measured,
      Optional<RunProgress> run) {
    return shown.map(ProgressText::count).orElse("Preparing")
        + measured.map(each -> " · " + each.text() + " · " + at(run)).orElse("");
  }

  private static String count(TuningModel.Shown shown) {
    return shown.state().points().size()
        + " of at most "
        + Format.count(shown.plan().space().size(), "configuration")
        + " measured";
  }

  private static String at(Optional<RunProgress> run) {
    return run.map(
            each ->
                each.phase().title()
                    + each.left().map(left -> ", " + Format.duration(left) + " left").orElse(""))
        .orElse("replicas start");
  }
}
