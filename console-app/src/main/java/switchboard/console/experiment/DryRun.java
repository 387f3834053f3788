package switchboard.console.experiment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import switchboard.console.experiment.schedule.ScheduledFault;
import switchboard.console.experiment.schedule.ScheduledStart;
import switchboard.console.experiment.schedule.ScheduledStep;
import switchboard.console.experiment.schedule.ScheduledWait;
import switchboard.console.experiment.schedule.TargetedStep;
import switchboard.console.experiment.schedule.Targets;
import switchboard.console.platform.Limits;
import switchboard.console.platform.Role;
import switchboard.console.session.OperatedPlatform;
import switchboard.console.text.Durations;
import switchboard.console.text.Format;

/** What an experiment would do, line by line, without doing it. */
public final class DryRun {
  private final Experiment experiment;
  private final RunPlan plan;
  private final OperatedPlatform on;
  private final List<String> lines = new ArrayList<>();

  private DryRun(Experiment experiment, OperatedPlatform on) {
    this.experiment = experiment;
    plan = experiment.plan();
    this.on = on;
  }

  /** Of this experiment on this platform. */
  public static List<String> of(Experiment experiment, OperatedPlatform on) {
    var dry = new DryRun(experiment, on);
    dry.write();
    return List.copyOf(dry.lines);
  }

  private void write() {
    lines.add(experiment.name());
    experiment.hypothesis().ifPresent(text -> line("Hypothesis", text));
    line("Platform", on.name() + existing());
    line("System", system());
    line("Load", load());
    line("Seed", String.valueOf(plan.schedule().seed()));
    line("Ends", "after " + Durations.words(earliestEnd()) + " at the earliest" + waits());
    plan.schedule().steps().forEach(this::step);
    experiment
        .probes()
        .forEach(
            probe ->
                line(
                    "Probe",
                    "%s: %s, %s, %s"
                        .formatted(
                            probe.id(),
                            probe.source().text(),
                            probe.expected(),
                            probe.moments().stream()
                                .map(when -> when.word())
                                .collect(Collectors.joining(", ")))));
    experiment
        .criteria()
        .objectives()
        .all()
        .forEach(objective -> line("Objective", objective.text()));
    plan.schedule().aborts().forEach(each -> line("Aborts on", each.text()));
    line("Rights", rights());
    notUndone().forEach(each -> line("Not undone", each));
    Suitability.objections(plan, on).forEach(each -> line("Not possible", each.sentence()));
    var denied = on.deniedActions();
    plan.actions(on.existingReplicas(), on::can).stream()
        .filter(denied::containsKey)
        .forEach(each -> line("Not allowed", denied.get(each)));
  }

  private void line(String what, String text) {
    lines.add("  %-12s %s".formatted(what, text));
  }

  private String existing() {
    var replicas = on.existingReplicas();
    return replicas.isPresent()
        ? "; a system with " + Format.replicas(replicas.getAsInt()) + " runs there and is adopted"
        : "";
  }

  private String system() {
    return Format.replicas(plan.replicas())
        + plan.limits().map(Limits::words).map(words -> " with " + words + " each").orElse("");
  }

  private String load() {
    var load = plan.load();
    return "%s, %s joining a second, rooms of %s"
        .formatted(
            Format.count(load.users(), "user"),
            Format.whole(load.spawnRate()),
            Format.whole(load.roomSize()));
  }

  /** If every user connects at once when it is told to. */
  private Duration earliestEnd() {
    var timing = plan.timing();
    var connecting = Duration.ofSeconds(plan.load().users() / plan.load().spawnRate());
    return switch (timing.since()) {
      case LOAD -> timing.duration();
      case MEASURING -> connecting.plus(timing.warmUp()).plus(timing.duration());
    };
  }

  private String waits() {
    return plan.schedule().steps().stream().anyMatch(ScheduledWait.class::isInstance)
        ? ", and later by its waits"
        : "";
  }

  private void step(ScheduledStep step) {
    line("At " + Durations.words(step.after()), step.text() + reach(step) + end(step));
  }

  private String reach(ScheduledStep step) {
    if (!(step instanceof TargetedStep targeted)) {
      return "";
    }
    return switch (targeted.targets()) {
      case Targets.Component(Role role) ->
          role == Role.GATEWAY ? "; reaches all users" : "; reaches all replicas";
      case Targets.All all -> reach(plan.replicas());
      case Targets.Any any -> reach(1);
      case Targets.Named named -> reach(named.names().size());
    };
  }

  private String reach(int replicas) {
    var all = Math.max(1, plan.replicas());
    return "; reaches %d of %s, about %s"
        .formatted(
            replicas,
            Format.replicas(plan.replicas()),
            Format.count(plan.load().users() * (long) replicas / all, "user"));
  }

  private static String end(ScheduledStep step) {
    return step instanceof ScheduledFault fault
        ? (fault.kind().lasting() ? "; lasts " + Durations.words(fault.length()) : "")
            + "; "
            + lower(fault.kind().undoneBy())
        : "";
  }

  private static String lower(String sentence) {
    return sentence.substring(0, 1).toLowerCase(Locale.ROOT)
        + sentence.substring(1).replaceFirst("\\.$", "");
  }

  private String rights() {
    return plan.actions(on.existingReplicas(), on::can).stream()
        .map(action -> action.name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .collect(Collectors.joining(", "));
  }

  /** What is not as before when the run ends. */
  private List<String> notUndone() {
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
