package switchboard.console.experiment.file;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import switchboard.console.experiment.probe.Probe;
import switchboard.console.experiment.schedule.ScheduledChange;
import switchboard.console.experiment.schedule.ScheduledFault;
import switchboard.console.experiment.schedule.ScheduledStart;
import switchboard.console.experiment.schedule.ScheduledStep;
import switchboard.console.experiment.schedule.ScheduledWait;
import switchboard.console.experiment.schedule.StepCheck;
import switchboard.console.experiment.schedule.TargetedStep;
import switchboard.console.experiment.schedule.Targets;
import switchboard.console.fault.kind.Amounts;
import switchboard.console.fault.kind.FaultKind;
import switchboard.console.fault.kind.Measure;
import switchboard.console.fault.kind.Parameter;
import switchboard.console.load.LoadPlan;
import switchboard.console.loadtest.LoadTestPlan;
import switchboard.console.platform.Limits;
import switchboard.console.platform.SystemState;

/** The shape of a step. */
final class StepShape {
  private static final Duration LATEST = Duration.ofHours(24);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
  private static final Duration DEFAULT_WAIT = Duration.ofMinutes(1);

  /** What a step does, since the steps' own beginning. */
  private sealed interface What {}

  private record Fault(FaultKind kind, Targets targets, Amounts amounts, Optional<Duration> lasts)
      implements What {}

  private record Start(Targets targets) implements What {}

  private record Change(ScheduledChange.Change change) implements What {}

  private record Wait(String probe, Duration atMost) implements What {}

  /** A step as it was found, to be placed into a run. */
  record Found(Duration at, What what, Values values, Key<?> key) {
    /**
     * The step of the run.
     *
     * @param baseline after which steps begin
     * @throws Values.UnfitException when it is not possible
     */
    ScheduledStep step(Duration baseline, List<Probe> probes, StepCheck check) {
      var after = baseline.plus(at);
      return switch (what) {
        case Fault(FaultKind kind, Targets targets, Amounts amounts, Optional<Duration> lasts) ->
            possible(new ScheduledFault(kind, targets, after, amounts, lasts), check);
        case Start(Targets targets) -> possible(new ScheduledStart(targets, after), check);
        case Change(ScheduledChange.Change change) -> {
          check.refusal(change).ifPresent(this::refuse);
          yield new ScheduledChange(change, after);
        }
        case Wait(String id, Duration atMost) ->
            new ScheduledWait(
                probes.stream()
                    .filter(probe -> probe.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> unknown(id, probes)),
                atMost,
                after);
      };
    }

    private ScheduledStep possible(TargetedStep step, StepCheck check) {
      check.refusal(step).ifPresent(this::refuse);
      return step;
    }

    private void refuse(String why) {
      throw values.unfit(key, why);
    }

    private Values.UnfitException unknown(String id, List<Probe> probes) {
      var ids = probes.stream().map(Probe::id).toList();
      return values.unfit(
          key,
          "there is no probe '%s'; expected the id of one of the probes%s"
              .formatted(id, Suggestion.of(id, ids)));
    }
  }

  // A fault: its kind, whom it acts on, and the parameters of all kinds by their names.

  private static final Key<FaultKind> KIND =
      Key.required("kind", Shapes.oneOf(FaultKind.all(), FaultKind::name), "The kind of fault.");
  private static final Key<Targets> TARGET =
      Key.required(
          "target",
          targets(),
          "A replica, several (backend-1+backend-2), all, random, store or gateway.");
  private static final Key<Duration> DURATION =
      Key.optional(
          "duration",
          Shapes.duration(
              Measure.duration(FaultKind.DURATION.least()),
              Measure.duration(FaultKind.DURATION.most())),
          "How long it is at work.");
  private static final Map<String, Key<String>> PARAMETERS = parameters();

  private static Shape<Targets> targets() {
    return Shapes.written("a target, such as backend-2", Targets::parse);
  }

  private static Map<String, Key<String>> parameters() {
    var keys = new LinkedHashMap<String, Key<String>>();
    for (var kind : FaultKind.all()) {
      for (var parameter : kind.parameters()) {
        var example = parameter.measure().example();
        keys.putIfAbsent(
            parameter.key(),
            Key.optional(
                parameter.key(),
                Shapes.amount("an amount, such as " + example),
                "Of %s: the %s."
                    .formatted(
                        FaultKind.all().stream()
                            .filter(each -> each.parameter(parameter.key()).isPresent())
                            .map(FaultKind::name)
                            .collect(Collectors.joining(", ")),
                        parameter.name())));
      }
    }
    return keys;
  }

  private static Fault fault(Values values) {
    var kind = values.get(KIND);
    var amounts = Amounts.PRESET;
    for (var key : PARAMETERS.values()) {
      if (values.has(key)) {
        var parameter =
            kind.parameter(key.name())
                .orElseThrow(() -> values.unfit(key, kind.name() + " has no " + key.name()));
        amounts = amounts.with(parameter, amount(values, key, parameter));
      }
    }
    var fault = new Fault(kind, values.get(TARGET), amounts, values.find(DURATION));
    // What does not fit together is said of the fault, not of the whole step.
    new ScheduledFault(kind, fault.targets(), Duration.ZERO, amounts, fault.lasts());
    return fault;
  }

  private static double amount(Values values, Key<String> key, Parameter parameter) {
    var text = values.get(key);
    var measure = parameter.measure();
    // A sign that the key's name has said already need not be written again.
    return Stream.of(text, "±" + text, "+" + text)
        .map(measure::parse)
        .flatMapToDouble(OptionalDouble::stream)
        .findFirst()
        .orElseThrow(
            () ->
                values.unfit(
                    key,
                    "found '%s'; expected the %s, such as %s"
                        .formatted(Shapes.quoted(text), parameter.name(), measure.example())));
  }

  // Something that is done.

  private static final Key<Targets> START =
      Key.optional("start", targets(), "Starts replicas that a fault stopped.");
  private static final Key<Integer> SCALE =
      Key.optional("scale", Shapes.whole(0, SystemState.MAX_REPLICAS), "The number of replicas.");
  private static final Key<Limits> LIMITS =
      Key.optional("limits", LimitsShape.SHAPE, "Limits of each replica, one after the other.");
  private static final Key<LoadPlan> LOAD = Key.optional("load", LoadShape.SHAPE, "Another load.");
  private static final Key<LoadTestPlan> LOAD_TEST =
      Key.optional("loadTest", LoadTestShape.SHAPE, "A load test beside the users.");
  private static final List<Key<?>> DONE = List.of(START, SCALE, LIMITS, LOAD, LOAD_TEST);

  private static final Shape<What> DO = new Fields<>("do", DONE, DONE, StepShape::done);

  private static What done(Values values) {
    if (values.has(START)) {
      var targets = values.get(START);
      new ScheduledStart(targets, Duration.ZERO);
      return new Start(targets);
    }
    return values
        .find(SCALE)
        .<ScheduledChange.Change>map(ScheduledChange.Scale::new)
        .or(() -> values.find(LIMITS).map(ScheduledChange.Limit::new))
        .or(() -> values.find(LOAD).map(ScheduledChange.Load::new))
        .or(() -> values.find(LOAD_TEST).map(ScheduledChange.LoadTest::new))
        .map(Change::new)
        .orElseThrow();
  }

  // A wait.

  private static final Key<String> UNTIL =
      Key.required("until", Shapes.text(), "The id of a probe that has to hold.");
  private static final Key<Duration> TIMEOUT =
      Key.optional(
          "timeout",
          Shapes.duration(Duration.ofSeconds(1), LONGEST_WAIT),
          "How long it may take. Default: 1m.");

  private static final Key<Duration> AT =
      Key.required("at", Shapes.duration(Duration.ZERO, LATEST), "After the end of the baseline.");
  private static final Key<What> FAULT =
      Key.optional(
          "fault", Fields.of("a fault", faultKeys(), StepShape::fault), "Injects a fault.");
  private static final Key<What> DO_KEY = Key.optional("do", DO, "Changes the system or its load.");
  private static final Key<What> WAIT =
      Key.optional(
          "wait",
          Fields.of(
              "a wait",
              List.of(UNTIL, TIMEOUT),
              values -> new Wait(values.get(UNTIL), values.find(TIMEOUT).orElse(DEFAULT_WAIT))),
          "Waits until a probe holds; later steps come later by as much.");

  private static List<Key<?>> faultKeys() {
    var keys = new ArrayList<Key<?>>(List.of(KIND, TARGET, DURATION));
    keys.addAll(PARAMETERS.values());
    return keys;
  }

  static final Shape<Found> SHAPE =
      new Fields<>(
          "a step",
          List.of(AT, FAULT, DO_KEY, WAIT),
          List.of(FAULT, DO_KEY, WAIT),
          values -> {
            for (var key : List.of(FAULT, DO_KEY, WAIT)) {
              if (values.has(key)) {
                return new Found(values.get(AT), values.get(key), values, key);
              }
            }
            throw new IllegalStateException("one of them is there");
          });

  private StepShape() {}
}
