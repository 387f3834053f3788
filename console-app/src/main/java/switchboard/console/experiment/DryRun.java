package switchboard.console.experiment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import switchboard.console.experiment.probe.Probe;
import switchboard.console.experiment.schedule.ScheduledChange;
import switchboard.console.experiment.schedule.ScheduledFault;
import switchboard.console.experiment.schedule.ScheduledStart;
import switchboard.console.experiment.schedule.ScheduledStep;
import switchboard.console.experiment.schedule.ScheduledWait;
import switchboard.console.experiment.schedule.TargetedStep;
import switchboard.console.experiment.schedule.Targets;
import switchboard.console.loadtest.Arrivals;
import switchboard.console.platform.Limits;
import switchboard.console.platform.Role;
import switchboard.console.platform.SystemState;
import switchboard.console.session.OperatedPlatform;
import switchboard.console.text.Durations;
import switchboard.console.text.Format;

/**
 * What an experiment would do on a platform, without doing it.
 *
 * @param platform where, and what becomes of a system that runs there
 * @param system how large
 * @param ends when, at the earliest
 * @param rights what the operator has to be allowed to do
 * @param notUndone what is not as before when the run ends
 * @param notPossible what the platform cannot do, as {@code notAllowed} in sentences
 * @param notAllowed what the operator may not do
 */
public record DryRun(
    Experiment experiment,
    String platform,
    String system,
    String load,
    String ends,
    List<StepLine> steps,
    List<String> rights,
    List<String> notUndone,
    List<String> notPossible,
    List<String> notAllowed) {

  /**
   * What a step would do.
   *
   * @param at when, since the run's times count
   * @param text what is done: "kill backend-2"
   * @param reach whom it reaches; empty for a change
   * @param end how long it lasts and what ends it; empty for what is no fault
   */
  public record StepLine(Duration at, String text, String reach, String end) {
    public StepLine {
      Objects.requireNonNull(at);
      Objects.requireNonNull(text);
      Objects.requireNonNull(reach);
      Objects.requireNonNull(end);
    }

    private String line() {
      return text + prefixed(reach) + prefixed(end);
    }

    private static String prefixed(String words) {
      return words.isEmpty() ? "" : "; " + words;
    }
  }

  public DryRun {
    Objects.requireNonNull(experiment);
    Objects.requireNonNull(platform);
    Objects.requireNonNull(system);
    Objects.requireNonNull(load);
    Objects.requireNonNull(ends);
    steps = List.copyOf(steps);
    rights = List.copyOf(rights);
    notUndone = List.copyOf(notUndone);
    notPossible = List.copyOf(notPossible);
    notAllowed = List.copyOf(notAllowed);
  }

  /** Of this experiment on this platform. May block. */
  public static DryRun of(Experiment experiment, OperatedPlatform on) {
    var plan = experiment.plan();
    var found = found(on);
    var denied = on.deniedActions();
    var actions = plan.actions(found, on::can);
    return new DryRun(
        experiment,
        on.name() + existing(on, found),
        system(plan),
        load(plan),
        "after " + Durations.words(earliestEnd(plan)) + " at the earliest" + waits(plan),
        lines(plan),
        actions.stream()
            .map(action -> action.name().toLowerCase(Locale.ROOT).replace('_', ' '))
            .toList(),
        Stream.concat(
                found.stream()
                    .mapToObj(replicas -> "the system keeps the replicas and limits it has then"),
                notUndone(plan).stream())
            .toList(),
        Suitability.objections(plan, on).stream().map(Suitability.Objection::sentence).toList(),
        actions.stream().filter(denied::containsKey).map(denied::get).distinct().toList());
  }

  /** Why it cannot be run there; empty when it can. */
  public Optional<String> obstacle() {
    return notPossible.stream().findFirst().or(() -> notAllowed.stream().findFirst());
  }

  /** All of it in lines. */
  public List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(experiment.name());
    experiment.hypothesis().ifPresent(text -> lines.add(line("Hypothesis", text)));
    lines.add(line("Platform", platform));
    lines.add(line("System", system));
    lines.add(line("Load", load));
    lines.add(line("Seed", String.valueOf(experiment.plan().schedule().seed())));
    lines.add(line("Ends", ends));
    steps.forEach(step -> lines.add(line("At " + Durations.words(step.at()), step.line())));
    experiment.probes().forEach(probe -> lines.add(line("Probe", text(probe))));
    experiment
        .criteria()
        .objectives()
        .all()
        .forEach(objective -> lines.add(line("Objective", objective.text())));
    experiment
        .plan()
        .schedule()
        .aborts()
        .forEach(each -> lines.add(line("Aborts on", each.text())));
    lines.add(line("Rights", String.join(", ", rights)));
    notUndone.forEach(each -> lines.add(line("Not undone", each)));
    notPossible.forEach(each -> lines.add(line("Not possible", each)));
    notAllowed.forEach(each -> lines.add(line("Not allowed", each)));
    return lines;
  }

  private static String line(String what, String text) {
    return "  %-12s %s".formatted(what, text);
  }

  private static String text(Probe probe) {
    return "%s: %s, %s, %s"
        .formatted(
            probe.id(),
            probe.source().text(),
            probe.expected(),
            probe.moments().stream().map(Probe.When::word).collect(Collectors.joining(", ")));
  }

  /** The replicas of a system that is there already, whoever runs it. */
  private static OptionalInt found(OperatedPlatform on) {
    return isRunning(on) ? OptionalInt.of(on.state().backends().size()) : on.existingReplicas();
  }

  private static boolean isRunning(OperatedPlatform on) {
    return on.state().phase() == SystemState.Phase.RUNNING;
  }

  private static String existing(OperatedPlatform on, OptionalInt found) {
    if (found.isEmpty()) {
      return "";
    }
    return isRunning(on)
        ? "; the system that runs is used, and keeps running"
        : "; a system with " + Format.replicas(found.getAsInt()) + " runs there and is adopted";
  }

  private static String system(RunPlan plan) {
    return Format.replicas(plan.replicas())
        + plan.limits().map(Limits::words).map(words -> " with " + words + " each").orElse("");
  }

  private static String load(RunPlan plan) {
    var load = plan.load();
    return "%s, %s joining a second, rooms of %s"
        .formatted(
            Format.count(load.users(), "user"),
            Format.whole(load.spawnRate()),
            Format.whole(load.roomSize()));
  }

  /** If every user connects at once when it is told to. */
  private static Duration earliestEnd(RunPlan plan) {
    var timing = plan.timing();
    var connecting = Duration.ofSeconds(plan.load().users() / plan.load().spawnRate());
    return switch (timing.since()) {
      case LOAD -> timing.duration();
      case MEASURING -> connecting.plus(timing.warmUp()).plus(timing.duration());
    };
  }

  /** By what it can take longer that nobody knows before. */
  private static String waits(RunPlan plan) {
    var steps = plan.schedule().steps();
    var waits = steps.stream().anyMatch(ScheduledWait.class::isInstance);
    var tests = steps.stream().anyMatch(DryRun::isClosedLoadTest);
    return waits || tests
        ? ", and later by its "
            + (!tests ? "waits" : !waits ? "load tests" : "waits and load tests")
        : "";
  }

  private static boolean isClosedLoadTest(ScheduledStep step) {
    return step instanceof ScheduledChange(ScheduledChange.LoadTest test, var after)
        && test.plan().shape() instanceof Arrivals.Closed;
  }

  /** Whom a step can reach. */
  private record Size(int replicas, int users) {
    Size after(ScheduledStep step) {
      return switch (step) {
        case ScheduledChange(ScheduledChange.Scale(int wanted), var at) -> new Size(wanted, users);
        case ScheduledChange(ScheduledChange.Load(var load), var at) ->
            new Size(replicas, load.users());
        default -> this;
      };
    }
  }

  private static List<StepLine> lines(RunPlan plan) {
    var lines = new ArrayList<StepLine>();
    var size = new Size(plan.replicas(), plan.load().users());
    for (var step : plan.schedule().steps()) {
      lines.add(new StepLine(step.after(), step.text(), reach(step, size), end(step)));
      size = size.after(step);
    }
    return lines;
  }

  private static String reach(ScheduledStep step, Size size) {
    if (!(step instanceof TargetedStep targeted)) {
      return "";
    }
    return switch (targeted.targets()) {
      case Targets.Component(Role role) ->
          role == Role.GATEWAY ? "reaches all users" : "reaches all replicas";
      case Targets.All all -> reach(size.replicas(), size);
      case Targets.Any any -> reach(1, size);
      case Targets.Named named -> reach(named.names().size(), size);
    };
  }

  private static String reach(int reached, Size size) {
    var all = Math.max(1, size.replicas());
    return "reaches %s of %s, about %s"
        .formatted(
            Format.whole(reached),
            Format.replicas(size.replicas()),
            Format.count(size.users() * (long) reached / all, "user"));
  }

  private static String end(ScheduledStep step) {
    return step instanceof ScheduledFault fault
        ? (fault.kind().lasting() ? "lasts " + Durations.words(fault.length()) + "; " : "")
            + lower(fault.kind().undoneBy())
        : "";
  }

  private static String lower(String sentence) {
    return sentence.substring(0, 1).toLowerCase(Locale.ROOT)
        + sentence.substring(1).replaceFirst("\\.$", "");
  }

  private static List<String> notUndone(RunPlan plan) {
    var steps = plan.schedule().steps();
    return steps.stream()
        .filter(ScheduledFault.class::isInstance)
        .map(ScheduledFault.class::cast)
        .filter(fault -> fault.kind().name().equals("stop"))
        .filter(
            fault ->
                steps.stream()
                    .noneMatch(
                        later ->
                            later instanceof ScheduledStart start
                                && start.after().compareTo(fault.after()) >= 0
                                && (start.targets().equals(fault.targets())
                                    || start.targets() instanceof Targets.All)))
        .map(fault -> fault.targets().text() + " stays stopped until the end")
        .toList();
  }
}
