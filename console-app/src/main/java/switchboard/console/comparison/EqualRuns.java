package switchboard.console.comparison;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.console.Build;
import switchboard.console.bundle.KeptRuns;
import switchboard.console.bundle.Manifest;
import switchboard.console.calibration.Calibration;
import switchboard.console.calibration.Conditions;
import switchboard.console.calibration.RunFigure;
import switchboard.console.experiment.Experiment;
import switchboard.console.report.Machine;

/** Kept runs of one experiment under the same conditions, and the calibration that they make. */
public final class EqualRuns {
  private static final Logger LOG = LoggerFactory.getLogger(EqualRuns.class);

  private final KeptRuns kept;
  private final Experiment experiment;
  private final String platform;

  /**
   * Those of an experiment.
   *
   * @param platform on screen
   */
  public EqualRuns(KeptRuns kept, Experiment experiment, String platform) {
    this.kept = kept;
    this.experiment = experiment;
    this.platform = platform;
  }

  /**
   * The newest that this version made on this machine and that were measured well, the oldest of
   * them first.
   *
   * @param most how many at most
   */
  public List<ComparedRun> newest(int most) throws IOException {
    var version = Build.nameAndNumber();
    var here = Machine.ofThisConsole();
    var found = new ArrayList<ComparedRun>();
    for (var each : kept.all()) {
      if (found.size() < most && each.manifest().filter(of -> isOf(of, version)).isPresent()) {
        read(each)
            .filter(run -> run.whyLeftOut().isEmpty())
            .filter(run -> Conditions.agree(run.conditions(), here, experiment))
            .filter(
                run ->
                    found.isEmpty()
                        || run.conditions().key().equals(found.getFirst().conditions().key()))
            .ifPresent(found::add);
      }
    }
    return found.reversed();
  }

  private boolean isOf(Manifest manifest, String version) {
    return manifest.version().equals(version)
        && manifest.name().equals(experiment.name())
        && manifest.platform().equals(platform);
  }

  /** What cannot be read counts as little as what was deleted meanwhile. */
  private static Optional<ComparedRun> read(KeptRuns.Kept each) {
    try {
      return Optional.of(ComparedRun.of(each.file()));
    } catch (IOException e) {
      LOG.warn("A kept run does not count: {}", each.file(), e);
      return Optional.empty();
    }
  }

  /**
   * Those that a run has its conditions in common with, and itself; of the others nothing is known
   * before it is over, such as whether the system ran already.
   */
  public static List<ComparedRun> joined(List<ComparedRun> earlier, ComparedRun next) {
    var key = next.conditions().key();
    return Stream.concat(
            earlier.stream().filter(run -> run.conditions().key().equals(key)), Stream.of(next))
        .toList();
  }

  /**
   * What equal runs say of the machine; of figures that all of them have.
   *
   * @param runs two at least
   */
  public static Calibration calibration(List<ComparedRun> runs) {
    var values = new EnumMap<RunFigure, List<Double>>(RunFigure.class);
    for (var figure : RunFigure.values()) {
      if (runs.stream().allMatch(run -> run.values().containsKey(figure))) {
        values.put(figure, runs.stream().map(run -> run.values().get(figure)).toList());
      }
    }
    var last = runs.stream().max(Comparator.comparing(ComparedRun::begun)).orElseThrow();
    return new Calibration(
        last.conditions().key(),
        last.name(),
        last.conditions().platform(),
        last.conditions().version(),
        last.begun(),
        values);
  }
}
