package switchboard.console.experiment.file;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import switchboard.console.experiment.probe.Probe;
import switchboard.console.experiment.probe.Probe.When;
import switchboard.console.verdict.Figure;

/** The shape of a probe. */
final class ProbeShape {
  private static final double FAR = 1e15;

  /** Each takes up to two seconds, and the end of a run awaits them. */
  private static final int MAX_REQUESTS = 20;

  private static final Pattern ID = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,39}");

  private static final Key<String> PATH =
      Key.required("path", Shapes.text(), "Of the gateway, such as /healthz.");
  private static final Key<Integer> REQUESTS =
      Key.optional("requests", Shapes.whole(1, MAX_REQUESTS), "How many, one after the other.");

  private static final Key<String> ID_KEY =
      Key.required(
          "id",
          Shapes.written("a word, such as even", ProbeShape::id),
          "Unique in the file; waits and results name it.");
  private static final Key<Probe.Source> SIM =
      Key.optional(
          "sim",
          Shapes.written(
              "a figure of the users, such as requests.p99",
              text -> new Probe.Users(Figure.parse(text))),
          "A figure of the users in the last 10 s, in seconds or percent.");
  private static final Key<Probe.Source> PROMQL =
      Key.optional(
          "promql",
          Shapes.written("a query", Probe.Query::new),
          "A query; its largest value counts.");
  private static final Key<Probe.Source> HTTP =
      Key.optional(
          "http",
          Fields.<Probe.Source>of(
              "http",
              List.of(PATH, REQUESTS),
              values -> new Probe.Http(values.get(PATH), values.find(REQUESTS).orElse(1))),
          "Requests to the gateway; how many fail counts.");
  private static final Key<Probe.Source> ENGINE =
      Key.optional(
          "engine",
          Shapes.<Probe.Source>oneOf(List.of(Probe.Engine.values()), Probe.Source::text),
          "What the engine knows.");
  private static final Key<Double> MIN =
      Key.optional("min", Shapes.number(-FAR, FAR), "The least that holds.");
  private static final Key<Double> MAX =
      Key.optional("max", Shapes.number(-FAR, FAR), "The most that holds.");
  private static final Key<List<When>> WHEN =
      Key.optional(
          "when",
          Shapes.list(Shapes.oneOf(List.of(When.values()), When::word), "moments"),
          "When it is asked; each has a result of its own. Default: before and after.");
  private static final Key<Boolean> ON_NO_DATA =
      Key.optional(
          "onNoData",
          Shapes.oneOf(List.of(false, true), fails -> fails ? "fail" : "invalid"),
          "What no answer makes of the run. Default: invalid.");

  private static final List<Key<Probe.Source>> SOURCES = List.of(SIM, PROMQL, HTTP, ENGINE);

  static final Shape<Probe> SHAPE =
      new Fields<>(
          "a probe",
          List.of(ID_KEY, SIM, PROMQL, HTTP, ENGINE, MIN, MAX, WHEN, ON_NO_DATA),
          List.copyOf(SOURCES),
          ProbeShape::probe);

  private ProbeShape() {}

  private static Probe probe(Values values) {
    var source = SOURCES.stream().map(values::find).flatMap(Optional::stream).findFirst();
    return new Probe(
        values.get(ID_KEY),
        source.orElseThrow(),
        number(values.find(MIN)),
        number(values.find(MAX)),
        values
            .find(WHEN)
            .<Set<When>>map(EnumSet::copyOf)
            .orElse(EnumSet.of(When.BEFORE, When.AFTER)),
        values.find(ON_NO_DATA).orElse(false));
  }

  private static OptionalDouble number(Optional<Double> value) {
    return value.map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
  }

  private static String id(String text) {
    if (!ID.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "found '%s'; expected a word of letters, digits, - and _ with a letter first"
              .formatted(Shapes.quoted(text)));
    }
    return text;
  }
}
