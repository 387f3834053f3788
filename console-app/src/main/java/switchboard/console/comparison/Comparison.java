package switchboard.console.comparison;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import switchboard.console.calibration.Aspect;
import switchboard.console.calibration.Calibration;
import switchboard.console.calibration.Calibrations;
import switchboard.console.calibration.Conditions;
import switchboard.console.calibration.RunFigure;
import switchboard.console.statistics.Holm;
import switchboard.console.statistics.Samples;

/**
 * Two sides of runs, and what they say together.
 *
 * @param a the runs that B is measured by
 * @param b the runs that are asked about
 * @param leftOut runs of either side whose figures say nothing
 * @param differences what is not the same in all runs
 * @param remarks what else a reader has to know
 * @param figures the primary ones; without answers unless the standing is {@link Standing#ANSWERED}
 */
public record Comparison(
    List<ComparedRun> a,
    List<ComparedRun> b,
    List<LeftOut> leftOut,
    List<Difference> differences,
    List<String> remarks,
    Standing standing,
    List<FigureComparison> figures) {
  /**
   * On each side. With 4 the smallest p value is 2/70, which is too large for five figures together
   * at 5 %; with 5 it is 2/252.
   */
  public static final int MIN_RUNS = 5;

  public Comparison {
    a = List.copyOf(a);
    b = List.copyOf(b);
    leftOut = List.copyOf(leftOut);
    differences = List.copyOf(differences);
    remarks = List.copyOf(remarks);
    Objects.requireNonNull(standing);
    figures = List.copyOf(figures);
  }

  /** How far these runs can be compared. */
  public enum Standing {
    /** Each figure has an answer. */
    ANSWERED,
    /** One run on each side: their values, and no more. */
    ONE_EACH,
    /** Fewer than {@value #MIN_RUNS} on a side. */
    TOO_FEW,
    /** They are unlike. */
    REFUSED;

    /** In JSON: "one each". */
    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /**
   * A run that is not compared.
   *
   * @param side "A" or "B"
   * @param why as a sentence without its end
   */
  public record LeftOut(String side, String file, String why) {
    /** "A: x.swb, invalid: the generator was late". */
    public String sentence() {
      return side + ": " + file + ", " + why;
    }
  }

  /**
   * What is asked.
   *
   * @param figures empty for those that all runs have, the first {@value Calibration#MAX_FIGURES}
   * @param marginPercent empty for what this machine can see or, when that is not known, {@value
   *     Margin#DEFAULT_PERCENT} %
   * @param unlike what the sides may differ in all the same
   */
  public record Question(
      List<RunFigure> figures, OptionalDouble marginPercent, Set<Aspect> unlike) {
    /** Nothing in particular. */
    public static final Question DEFAULT =
        new Question(List.of(), OptionalDouble.empty(), Set.of());

    public Question {
      figures = List.copyOf(figures);
      Objects.requireNonNull(marginPercent);
      unlike = Set.copyOf(unlike);
    }
  }

  /**
   * Compares, by the calibration of the runs of A that are compared. One that cannot be read does
   * not count, and that is remarked.
   */
  public static Comparison of(
      List<ComparedRun> a, List<ComparedRun> b, Question question, Calibrations calibrations) {
    var unreadable = new ArrayList<String>();
    var calibration =
        a.stream()
            .filter(run -> run.whyLeftOut().isEmpty())
            .findFirst()
            .flatMap(run -> calibration(calibrations, run.conditions(), unreadable));
    return of(a, b, question, calibration).remarking(unreadable);
  }

  private static Optional<Calibration> calibration(
      Calibrations calibrations, Conditions conditions, List<String> unreadable) {
    try {
      return calibrations.of(conditions);
    } catch (IOException e) {
      unreadable.add("The machine counts as not calibrated: " + e.getMessage());
      return Optional.empty();
    }
  }

  private Comparison remarking(List<String> more) {
    return new Comparison(
        a,
        b,
        leftOut,
        differences,
        Stream.concat(remarks.stream(), more.stream()).toList(),
        standing,
        figures);
  }

  /**
   * Compares.
   *
   * @param calibration of the machine, the platform and the experiment of A; empty without one
   */
  public static Comparison of(
      List<ComparedRun> a,
      List<ComparedRun> b,
      Question question,
      Optional<Calibration> calibration) {
    var goodA = a.stream().filter(run -> run.whyLeftOut().isEmpty()).toList();
    var goodB = b.stream().filter(run -> run.whyLeftOut().isEmpty()).toList();
    var differences = Difference.between(goodA, goodB, question.unlike());
    var standing = standing(goodA, goodB, differences);
    var remarks = new Remarks(goodA, goodB);
    var figures = figures(goodA, goodB, question, calibration, remarks);
    return new Comparison(
        goodA,
        goodB,
        Stream.concat(leftOut("A", a), leftOut("B", b)).toList(),
        differences,
        remarks.all(),
        figures.isEmpty() && standing == Standing.ANSWERED ? Standing.TOO_FEW : standing,
        standing == Standing.ANSWERED ? answered(figures) : figures);
  }

  private static Stream<LeftOut> leftOut(String side, List<ComparedRun> runs) {
    return runs.stream()
        .flatMap(run -> run.whyLeftOut().stream().map(why -> new LeftOut(side, run.file(), why)));
  }

  private static Standing standing(
      List<ComparedRun> a, List<ComparedRun> b, List<Difference> differences) {
    if (differences.stream().anyMatch(Difference::isRefused)) {
      return Standing.REFUSED;
    }
    if (a.size() == 1 && b.size() == 1) {
      return Standing.ONE_EACH;
    }
    return Math.min(a.size(), b.size()) < MIN_RUNS ? Standing.TOO_FEW : Standing.ANSWERED;
  }

  private static List<FigureComparison> figures(
      List<ComparedRun> a,
      List<ComparedRun> b,
      Question question,
      Optional<Calibration> calibration,
      Remarks remarks) {
    if (a.isEmpty() || b.isEmpty()) {
      return List.of();
    }
    var wanted = question.figures().isEmpty() ? List.of(RunFigure.values()) : question.figures();
    var compared = new ArrayList<FigureComparison>();
    for (var figure : wanted) {
      var having = Stream.concat(a.stream(), b.stream()).filter(run -> has(run, figure)).count();
      if (having < a.size() + b.size()) {
        remarks.missing(figure, having, !question.figures().isEmpty());
      } else if (compared.size() == Calibration.MAX_FIGURES) {
        remarks.tooMany(figure);
      } else {
        compared.add(figure(figure, a, b, question, calibration));
      }
    }
    return compared;
  }

  private static boolean has(ComparedRun run, RunFigure figure) {
    return run.values().containsKey(figure);
  }

  private static FigureComparison figure(
      RunFigure figure,
      List<ComparedRun> a,
      List<ComparedRun> b,
      Question question,
      Optional<Calibration> calibration) {
    var ofA = a.stream().map(run -> run.values().get(figure)).toList();
    var ofB = b.stream().map(run -> run.values().get(figure)).toList();
    var runs = Math.min(a.size(), b.size());
    return FigureComparison.of(
        figure,
        ofA,
        ofB,
        Margin.of(figure, Samples.median(ofA), question.marginPercent(), calibration, runs),
        calibration.flatMap(each -> each.noise(figure)));
  }

  private static List<FigureComparison> answered(List<FigureComparison> figures) {
    var chances =
        Holm.adjusted(figures.stream().map(each -> each.shift().orElseThrow().chance()).toList());
    return IntStream.range(0, figures.size())
        .mapToObj(i -> figures.get(i).answered(chances.get(i), figures.size()))
        .toList();
  }

  /**
   * The answers in one: worse when any figure is; then undecided when any is; then better when any
   * is; else the same. Empty when there are none.
   */
  public Optional<Answer> answer() {
    return Stream.of(Answer.WORSE, Answer.UNDECIDED, Answer.BETTER, Answer.SAME)
        .filter(each -> !of(each).isEmpty())
        .findFirst();
  }

  List<FigureComparison> of(Answer answer) {
    return figures.stream().filter(each -> each.answer().equals(Optional.of(answer))).toList();
  }

  /** What comes out, in a sentence or two. */
  public String sentence() {
    return new Sentences(this).conclusion();
  }
}
