package switchboard.console.ui.runs;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import switchboard.console.bundle.Recording;
import switchboard.console.calibration.Calibrations;
import switchboard.console.comparison.ComparedRun;
import switchboard.console.comparison.Comparison;
import switchboard.console.comparison.Comparison.Question;
import switchboard.console.comparison.Comparison.Standing;
import switchboard.console.comparison.Difference;
import switchboard.console.comparison.FigureComparison;
import switchboard.console.fault.Milestone;
import switchboard.console.fault.Verdict;
import switchboard.console.metrics.panel.PanelData;
import switchboard.console.session.timeline.TimelineEvent;
import switchboard.console.statistics.Noise;
import switchboard.console.text.Format;

/** Two runs beside one another. Immutable. */
final class SideBySideModel {
  private final Side a;
  private final Side b;
  private final Comparison comparison;
  private final boolean onFault;
  private final Duration before;
  private final Duration after;

  /**
   * One of them.
   *
   * @param at the instant that both are aligned on
   */
  record Side(
      ComparedRun run, String platform, Recording recording, Instant at, List<PanelData> panels) {

    /** What was done and happened. */
    List<TimelineEvent> timeline() {
      return recording.at(recording.ended()).timeline();
    }
  }

  /**
   * A figure of both.
   *
   * @param noise how far equal runs lie apart; empty when this machine is not calibrated for them
   */
  record Row(String title, String a, String b, String noise) {}

  /**
   * What one chart shows of each, over equal times.
   *
   * @param title of the panel
   */
  record Charts(String title, PanelData a, PanelData b) {}

  private SideBySideModel(
      ComparedRun a, Recording ofA, ComparedRun b, Recording ofB, Comparison comparison) {
    this.comparison = comparison;
    var provenOfA = proven(ofA);
    var provenOfB = proven(ofB);
    onFault = provenOfA.isPresent() && provenOfB.isPresent();
    this.a = side(a, ofA, onFault ? provenOfA.get() : ofA.begun());
    this.b = side(b, ofB, onFault ? provenOfB.get() : ofB.begun());
    before =
        longer(this.a.recording().begun(), this.a.at(), this.b.recording().begun(), this.b.at());
    after =
        longer(this.a.at(), this.a.recording().ended(), this.b.at(), this.b.recording().ended());
  }

  /**
   * Reads both.
   *
   * @throws IOException when one cannot be read, or ended early
   */
  static SideBySideModel of(Path fileOfA, Path fileOfB, Calibrations calibrations)
      throws IOException {
    var a = ComparedRun.of(fileOfA);
    var b = ComparedRun.of(fileOfB);
    var comparison = Comparison.of(List.of(a), List.of(b), Question.DEFAULT, calibrations);
    return new SideBySideModel(a, Recording.of(fileOfA), b, Recording.of(fileOfB), comparison);
  }

  private static Side side(ComparedRun run, Recording recording, Instant at) {
    return new Side(
        run,
        run.conditions().platform(),
        recording,
        at,
        recording.at(recording.ended()).measured().panels());
  }

  /** When the first fault was seen to act, at the latest. */
  private static Optional<Instant> proven(Recording recording) {
    return recording.at(recording.ended()).verdicts().stream()
        .map(Verdict::ledger)
        .flatMap(ledger -> ledger.of(Milestone.PROVEN).stream())
        .flatMap(entry -> entry.evidence().stream())
        .map(evidence -> evidence.notAfter())
        .min(Instant::compareTo);
  }

  private static Duration longer(Instant fromA, Instant toA, Instant fromB, Instant toB) {
    var one = Duration.between(fromA, toA);
    var other = Duration.between(fromB, toB);
    return one.compareTo(other) > 0 ? one : other;
  }

  Side a() {
    return a;
  }

  Side b() {
    return b;
  }

  /** What may not be compared, or may be the reason of a difference, a sentence each. */
  List<String> unlike() {
    var sentences = new ArrayList<String>();
    comparison.leftOut().stream()
        .map(each -> "The figures of " + each.side() + " say nothing: it was " + each.why())
        .forEach(sentences::add);
    var differences = Difference.between(List.of(a.run()), List.of(b.run()));
    Stream.of(true, false)
        .flatMap(refused -> differences.stream().filter(each -> each.isRefused() == refused))
        .map(
            each ->
                each.isRefused()
                    ? "Not to be compared, another " + each.aspect().word() + ": " + each.sentence()
                    : each.sentence())
        .forEach(sentences::add);
    return sentences;
  }

  /** What they say together. */
  String sentence() {
    return comparison.standing() == Standing.ONE_EACH
        ? comparison.sentence()
        : "One run each: no comparison.";
  }

  /** The primary figures beside one another; empty when those of one say nothing. */
  List<Row> figures() {
    return comparison.figures().stream().map(SideBySideModel::row).toList();
  }

  private static Row row(FigureComparison each) {
    var figure = each.figure();
    return new Row(
        figure.title(),
        figure.text(each.medianOfA()),
        figure.text(each.medianOfB()),
        each.noise().map(noise -> words(each, noise)).orElse("not calibrated"));
  }

  private static String words(FigureComparison each, Noise noise) {
    return each.figure().text(noise.low())
        + " to "
        + each.figure().text(noise.high())
        + " (about "
        + Format.whole(noise.coveragePercent())
        + " %)";
  }

  /** What the charts of both are aligned on, to follow a comma. */
  String alignedOn() {
    return onFault ? "aligned on the proven fault" : "aligned on the start";
  }

  /** Those that both have. */
  List<Charts> charts() {
    var span = before.plus(after);
    return a.panels().stream()
        .flatMap(
            ofA ->
                b.panels().stream()
                    .filter(ofB -> ofB.panel().id().equals(ofA.panel().id()))
                    .map(
                        ofB ->
                            new Charts(
                                ofA.panel().title(),
                                ofA.asOf(a.at().plus(after), span),
                                ofB.asOf(b.at().plus(after), span))))
        .toList();
  }

  /** The moment of B that belongs to one of A. */
  Instant inB(Instant momentOfA) {
    return b.at().plus(Duration.between(a.at(), momentOfA));
  }

  /** The moment of A that belongs to one of B. */
  Instant inA(Instant momentOfB) {
    return a.at().plus(Duration.between(b.at(), momentOfB));
  }
}
