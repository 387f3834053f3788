package switchboard.console.comparison;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import switchboard.console.calibration.RunFigure;
import switchboard.console.statistics.Shift;
import switchboard.console.text.Unit;

/** A comparison as a file. What is not known is absent. */
public final class ComparisonJson {
  private static final String SCHEMA = "switchboard.comparison/v1";
  private static final Gson JSON = new GsonBuilder().setPrettyPrinting().create();

  private ComparisonJson() {}

  private record Document(
      String schema,
      String standing,
      String answer,
      String sentence,
      Side a,
      Side b,
      List<LeftOut> leftOut,
      List<Unlike> unlike,
      List<String> remarks,
      List<Figure> figures) {}

  private record Side(List<Run> runs) {
    static Side of(List<ComparedRun> runs) {
      return new Side(runs.stream().map(Run::of).toList());
    }
  }

  private record Run(
      String file, String name, String result, String begunAt, Map<String, Double> values) {
    static Run of(ComparedRun run) {
      var values = new LinkedHashMap<String, Double>();
      for (var figure : RunFigure.values()) {
        if (run.values().containsKey(figure)) {
          values.put(figure.word(), run.values().get(figure));
        }
      }
      return new Run(run.file(), run.name(), run.result().word(), run.begun().toString(), values);
    }
  }

  private record LeftOut(String side, String file, String why) {}

  private record Unlike(
      String aspect, String fact, List<String> a, List<String> b, boolean refused) {
    static Unlike of(Difference each) {
      return new Unlike(each.aspect().word(), each.fact(), each.a(), each.b(), each.isRefused());
    }
  }

  private record Figure(
      String figure,
      String title,
      String unit,
      double medianA,
      double medianB,
      Double shift,
      Double low,
      Double high,
      Double confidence,
      Double p,
      Double adjustedP,
      double margin,
      String marginSource,
      Double noiseLow,
      Double noiseHigh,
      String answer,
      Integer moreRuns) {
    static Figure of(FigureComparison each) {
      return new Figure(
          each.figure().word(),
          each.figure().title(),
          unit(each.figure().unit()),
          each.medianOfA(),
          each.medianOfB(),
          each.shift().map(Shift::estimate).orElse(null),
          each.shift().map(Shift::low).orElse(null),
          each.shift().map(Shift::high).orElse(null),
          each.shift().map(Shift::confidence).orElse(null),
          each.shift().map(Shift::chance).orElse(null),
          orNull(each.adjusted()),
          each.margin().value(),
          each.margin().source(),
          each.noise().map(noise -> noise.low()).orElse(null),
          each.noise().map(noise -> noise.high()).orElse(null),
          each.answer().map(Answer::word).orElse(null),
          each.moreRuns().isPresent() ? each.moreRuns().getAsInt() : null);
    }

    private static Double orNull(OptionalDouble value) {
      return value.isPresent() ? value.getAsDouble() : null;
    }

    private static String unit(Unit unit) {
      return switch (unit) {
        case SECONDS -> "s";
        case PERCENT -> "%";
        case CORES -> "cores";
        case BYTES -> "bytes";
        case PER_SECOND -> "1/s";
        case COUNT -> "";
      };
    }
  }

  /** The file's text. */
  public static String of(Comparison comparison) {
    return JSON.toJson(
        new Document(
            SCHEMA,
            comparison.standing().word(),
            comparison.answer().map(Answer::word).orElse(null),
            comparison.sentence(),
            Side.of(comparison.a()),
            Side.of(comparison.b()),
            comparison.leftOut().stream()
                .map(each -> new LeftOut(each.side(), each.file(), each.why()))
                .toList(),
            comparison.differences().stream().map(Unlike::of).toList(),
            comparison.remarks(),
            comparison.figures().stream().map(Figure::of).toList()));
  }
}
