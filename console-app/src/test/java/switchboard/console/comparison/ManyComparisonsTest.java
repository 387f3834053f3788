package switchboard.console.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.console.calibration.RunFigure;
import switchboard.console.comparison.Comparison.Question;

/** How often comparisons are right, over many of them. Every one is the same in every test run. */
class ManyComparisonsTest {
  private static final int COMPARISONS = 200;

  private static List<Optional<Answer>> equal(int runs, Question question) {
    return IntStream.range(0, COMPARISONS)
        .mapToObj(
            seed -> {
              var all = new SampleRuns(seed);
              return Comparison.of(all.take(runs), all.take(runs), question, Optional.empty())
                  .answer();
            })
        .toList();
  }

  private static long wrong(List<Optional<Answer>> answers) {
    return answers.stream()
        .map(Optional::orElseThrow)
        .filter(each -> each == Answer.BETTER || each == Answer.WORSE)
        .count();
  }

  /** 8 of 100, over all figures together. */
  @ParameterizedTest
  @ValueSource(doubles = {Margin.DEFAULT_PERCENT, 0.001})
  void equalRunsAreSeldomBetterOrWorse(double marginPercent) {
    var question = new Question(List.of(), OptionalDouble.of(marginPercent), Set.of());

    assertThat(wrong(equal(5, question))).isLessThanOrEqualTo(16);
    assertThat(wrong(equal(10, question))).isLessThanOrEqualTo(16);
  }

  /** Each comparison has a calibration of its own, of ten runs. */
  @ParameterizedTest
  @CsvSource({"REQUESTS_P99, 5", "DELIVERIES_P99, 10", "DISCONNECTED, 5", "CPU, 10"})
  void slownessOfTheCalibratedSizeIsFoundAndNeverTheWrongWayRound(RunFigure figure, int runs) {
    var found = 0;
    for (var seed = 0; seed < COMPARISONS; seed++) {
      var all = new SampleRuns(seed);
      var calibration = SampleRuns.calibration(all.take(10));
      var a = all.take(runs);
      var b = all.slower(figure, calibration.visible(figure, runs).orElseThrow()).take(runs);
      var answer = answer(Comparison.of(a, b, Question.DEFAULT, Optional.of(calibration)), figure);
      assertThat(answer).isNotEqualTo(Answer.BETTER);
      found += answer == Answer.WORSE ? 1 : 0;
    }

    assertThat(found).isGreaterThanOrEqualTo(150);
  }

  @Test
  void equalRunsAreTheSameWithinAMarginThatTheMachineCanSee() {
    var same = new ArrayList<Answer>();
    for (var seed = 0; seed < 50; seed++) {
      var all = new SampleRuns(seed);
      var calibration = SampleRuns.calibration(all.take(10));
      var comparison =
          Comparison.of(all.take(10), all.take(10), Question.DEFAULT, Optional.of(calibration));
      same.add(answer(comparison, RunFigure.CPU));
    }

    assertThat(same).filteredOn(each -> each == Answer.SAME).hasSizeGreaterThan(40);
  }

  private static Answer answer(Comparison comparison, RunFigure figure) {
    return comparison.figures().stream()
        .filter(each -> each.figure() == figure)
        .findFirst()
        .flatMap(FigureComparison::answer)
        .orElseThrow();
  }
}
