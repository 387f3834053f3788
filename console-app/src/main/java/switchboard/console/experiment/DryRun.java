package switchboard.console.experiment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import switchboard.console.experiment.probe.Probe;
import switchboard.console.experiment.schedule.ScheduledFault;
import switchboard.console.experiment.schedule.ScheduledStart;
import switchboard.console.experiment.schedule.ScheduledStep;
import switchboard.console.experiment.schedule.ScheduledWait;
import switchboard.console.experiment.schedule.TargetedStep;
import switchboard.console.experiment.schedule.Targets;
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
        plan.schedule().steps().stream().map(step -> line(step, plan)).toList(),
        actions.stream()
            .map(action -> action.name().toLowerCase(Locale.ROOT).replace('_', ' '))
            .toList(),
        notUndone(plan),
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

  private static String waits(RunPlan plan) {
    return plan.schedule().steps().stream().anyMatch(ScheduledWait.class::isInstance)
        ? ", and later by its waits"
        : "";
  }

  private static StepLine line(ScheduledStep step, RunPlan plan) {
    return new StepLine(step.after(), step.text(), reach(step, plan), end(step));
  }

  private static String reach(ScheduledStep step, RunPlan plan) {
    if (!(step instanceof TargetedStep targeted)) {
      return "";
    }
    return switch (targeted.targets()) {
      case Targets.Component(Role role) ->
          role == Role.GATEWAY ? "reaches all users" : "reaches all replicas";
      case Targets.All all -> reach(plan.replicas(), plan);
      case Targets.Any any -> reach(1, plan);
      case Targets.Named named -> reach(named.names().size(), plan);
    };
  }

  private static String reach(int replicas, RunPlan plan) {
    var all = Math.max(1, plan.replicas());
    return "reaches "
        + replicas
        + " of "
        + Format.replicas(plan.replicas())
        + ", about "
        + Format.count(plan.load().users() * (long) replicas / all, "user");
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
