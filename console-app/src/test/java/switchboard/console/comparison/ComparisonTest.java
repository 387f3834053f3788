package switchboard.console.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import switchboard.console.calibration.Aspect;
import switchboard.console.calibration.Calibrations;
import switchboard.console.calibration.RunFigure;
import switchboard.console.comparison.Comparison.Question;
import switchboard.console.comparison.Comparison.Standing;
import switchboard.console.verdict.Result;

class ComparisonTest {
  private final SampleRuns runs = new SampleRuns(1);

  private static Comparison compare(List<ComparedRun> a, List<ComparedRun> b) {
    return Comparison.of(a, b, Question.DEFAULT, Optional.empty());
  }

  @Test
  void muchSlowerRequestsAreWorseAndTheRestIsNot() {
    var comparison = compare(runs.take(8), runs.slower(RunFigure.REQUESTS_P99, 0.2).take(8));

    assertThat(comparison.answer()).contains(Answer.WORSE);
    assertThat(comparison.sentence()).startsWith("B is worse in request p99; ");
    assertThat(comparison.figures())
        .filteredOn(each -> each.answer().equals(Optional.of(Answer.WORSE)))
        .extracting(FigureComparison::figure)
        .containsExactly(RunFigure.REQUESTS_P99);
  }

  @Test
  void fasterRequestsAreBetter() {
    var fast = runs.take(8);
    var slow = runs.slower(RunFigure.REQUESTS_P99, 0.2).take(8);

    assertThat(compare(slow, fast).figures().getFirst().answer()).contains(Answer.BETTER);
  }

  @Test
  void calibrationIsThatOfTheRunsThatAreCompared(@TempDir Path folder) throws IOException {
    var good = runs.take(6);
    var calibrations = new Calibrations(folder);
    calibrations.keep(SampleRuns.calibration(good));
    var bad = new SampleRuns(2).with(Aspect.MACHINE, "cores", "4").endingAs(Result.INVALID).take(1);

    var comparison =
        Comparison.of(
            Stream.concat(bad.stream(), good.stream()).toList(),
            runs.take(6),
            Question.DEFAULT,
            calibrations);

    assertThat(comparison.figures()).hasSize(5).allMatch(each -> each.noise().isPresent());
  }

  @Test
  void calibrationThatCannotBeReadIsRemarkedAndDoesNotCount(@TempDir Path folder)
      throws IOException {
    var good = runs.take(6);
    var calibrations = new Calibrations(folder);
    Files.writeString(calibrations.keep(SampleRuns.calibration(good)), "{}");

    var comparison = Comparison.of(good, runs.take(6), Question.DEFAULT, calibrations);

    assertThat(comparison.standing()).isEqualTo(Standing.ANSWERED);
    assertThat(comparison.figures()).allMatch(each -> each.noise().isEmpty());
    assertThat(comparison.remarks())
        .last()
        .asString()
        .startsWith("The machine counts as not calibrated: ")
        .contains("calibrate again");
  }

  @Test
  void fewerRunsWithFailuresAreBetterThoughMostHaveNone() {
    var some = List.of(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.1, 0.2, 0.3, 0.4, 0.5);
    var none = Collections.nCopies(11, 0.0);

    assertThat(failures(some, none)).contains(Answer.BETTER);
    assertThat(failures(none, some)).contains(Answer.WORSE);
  }

  private static Optional<Answer> failures(List<Double> a, List<Double> b) {
    var figure =
        FigureComparison.of(
            RunFigure.REQUESTS_FAILED, a, b, new Margin(0.05, "asked for"), Optional.empty());
    return figure.answered(figure.shift().orElseThrow().chance(), 1).answer();
  }

  @Test
  void fourRunsASideAreNoComparison() {
    var comparison = compare(runs.take(4), runs.take(6));

    assertThat(comparison.standing()).isEqualTo(Standing.TOO_FEW);
    assertThat(comparison.answer()).isEmpty();
    assertThat(comparison.sentence())
        .isEqualTo("4 runs in A and 6 in B: no comparison; it takes 5 a side.");
  }

  @Test
  void oneRunEachIsNoComparisonAndShowsTheNoise() {
    var calibration = SampleRuns.calibration(runs.take(10));
    var comparison =
        Comparison.of(runs.take(1), runs.take(1), Question.DEFAULT, Optional.of(calibration));

    assertThat(comparison.sentence()).isEqualTo("One run each: no comparison.");
    assertThat(comparison.figures()).hasSize(5).allMatch(each -> each.noise().isPresent());
  }

  @ParameterizedTest
  @EnumSource(
      value = Result.class,
      names = {"INVALID", "ABORTED"})
  void runThatWasNotMeasuredWellIsLeftOutAndNamed(Result result) {
    var good = runs.take(5);
    var bad = runs.endingAs(result).take(1);
    var comparison = compare(Stream.concat(good.stream(), bad.stream()).toList(), good);

    assertThat(comparison.a()).isEqualTo(good);
    assertThat(comparison.leftOut())
        .singleElement()
        .returns("A", Comparison.LeftOut::side)
        .satisfies(each -> assertThat(each.why()).startsWith(result.word()));
  }

  @ParameterizedTest
  @CsvSource({"MACHINE, cores", "PLATFORM, platform", "LOAD, users", "EXPERIMENT, steps"})
  void unlikeRunsAreRefused(Aspect aspect, String fact) {
    var comparison = compare(runs.take(5), runs.with(aspect, fact, "4").take(5));

    assertThat(comparison.standing()).isEqualTo(Standing.REFUSED);
    assertThat(comparison.answer()).isEmpty();
    assertThat(comparison.sentence())
        .startsWith("Not compared, because the runs are unlike: " + fact)
        .endsWith(" in A, 4 in B.");
  }

  @Test
  void runsThatDoNotTellTheirProcessorAreComparedAndThatIsNamed() {
    var older = runs.take(5);
    var newer = new SampleRuns(2).with(Aspect.MACHINE, "cores", "2", "processor", "EPYC").take(5);
    var others = new SampleRuns(3).with(Aspect.MACHINE, "cores", "2", "processor", "Xeon").take(5);

    var comparison = compare(older, newer);

    assertThat(comparison.standing()).isEqualTo(Standing.ANSWERED);
    assertThat(comparison.differences())
        .extracting(Difference::sentence)
        .containsExactly("processor: unknown in A, EPYC in B");
    assertThat(compare(others, newer).standing()).isEqualTo(Standing.REFUSED);
  }

  @Test
  void unlikeRunsAreComparedWhenThatIsAskedForAndSaySo() {
    var question = new Question(List.of(), OptionalDouble.empty(), Set.of(Aspect.MACHINE));
    var comparison =
        Comparison.of(
            runs.take(5),
            runs.with(Aspect.MACHINE, "cores", "4").take(5),
            question,
            Optional.empty());

    assertThat(comparison.standing()).isEqualTo(Standing.ANSWERED);
    assertThat(comparison.differences())
        .extracting(Difference::sentence)
        .containsExactly("cores: 2 in A, 4 in B");
  }

  @ParameterizedTest
  @CsvSource({"SETUP, replicas", "VERSIONS, Switchboard"})
  void whatSidesDifferInOnPurposeIsComparedAndNamed(Aspect aspect, String fact) {
    var comparison = compare(runs.take(5), runs.with(aspect, fact, "4").take(5));

    assertThat(comparison.standing()).isEqualTo(Standing.ANSWERED);
    assertThat(comparison.differences()).extracting(Difference::fact).containsExactly(fact);
  }

  @Test
  void sideOfMixedSetupsIsRefused() {
    var a = runs.take(5);
    var mixed =
        Stream.concat(
                runs.take(4).stream(), runs.with(Aspect.SETUP, "replicas", "4").take(1).stream())
            .toList();

    assertThat(compare(a, mixed).sentence()).contains("replicas: 3 in A, 3 or 4 in B");
  }

  @Test
  void valuesThatAreEqualInEveryRunAreTheSame() {
    var some = runs.take(5);

    assertThat(compare(some, some).figures())
        .filteredOn(each -> each.figure() == RunFigure.REQUESTS_FAILED)
        .allSatisfy(each -> assertThat(each.answer()).isNotEmpty());
  }

  @Test
  void undecidedFigureSaysHowManyMoreRunsWouldDecide() {
    var comparison = compare(runs.take(5), runs.slower(RunFigure.REQUESTS_P99, 0.008).take(5));
    var first = comparison.figures().getFirst();

    assertThat(first.answer()).contains(Answer.UNDECIDED);
    assertThat(first.moreRuns().orElseThrow()).isBetween(1, 100);
    assertThat(comparison.sentence()).contains("more run").contains("a side would decide");
  }

  @Test
  void runsOneAfterTheOtherAreRemarked() {
    var a = runs.take(5);
    var b = runs.take(5);

    assertThat(compare(a, b).remarks()).singleElement().asString().contains("not interleaved");
    var all = Stream.concat(a.stream(), b.stream()).toList();
    assertThat(
            compare(
                    List.of(all.get(0), all.get(2), all.get(4), all.get(6), all.get(8)),
                    List.of(all.get(1), all.get(3), all.get(5), all.get(7), all.get(9)))
                .remarks())
        .isEmpty();
  }
}
