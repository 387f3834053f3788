package switchboard.console.calibration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import switchboard.console.experiment.Experiment;
import switchboard.console.experiment.RunRemains;
import switchboard.console.report.Machine;
import switchboard.console.report.Report;
import switchboard.console.report.ResolvedExperiment;
import switchboard.console.report.ResolvedExperiment.Step;
import switchboard.console.text.Durations;
import switchboard.console.text.Format;
import switchboard.console.text.Unit;
import switchboard.console.verdict.Figure;

/**
 * Under what a run was measured, in words. Names, hypotheses, seeds and objectives are left out:
 * they change nothing that is measured.
 *
 * @param facts by their names, for each aspect; what is not known is not in it
 */
public record Conditions(Map<Aspect, SortedMap<String, String>> facts) {
  public Conditions {
    facts = Map.copyOf(facts);
  }

  /** Those of a run. */
  public static Conditions of(Report report) {
    var facts = new EnumMap<Aspect, SortedMap<String, String>>(Aspect.class);
    facts.putAll(facts(report.machine(), report.experiment()));
    facts.put(
        Aspect.PLATFORM,
        platform(
            report.platform().name(),
            report.platform().adopted(),
            report.platform().tls() != null));
    facts.put(Aspect.VERSIONS, versions(report));
    return new Conditions(facts);
  }

  /** Those of a run that has no report yet, without the versions. */
  public static Conditions of(Machine machine, RunRemains.Place place, Experiment experiment) {
    var facts =
        new EnumMap<Aspect, SortedMap<String, String>>(
            facts(machine, ResolvedExperiment.of(experiment)));
    facts.put(Aspect.PLATFORM, platform(place.name(), place.adopted(), place.tls()));
    return new Conditions(facts);
  }

  private static Map<Aspect, SortedMap<String, String>> facts(
      Machine machine, ResolvedExperiment experiment) {
    return Map.of(
        Aspect.MACHINE,
        machine(machine),
        Aspect.LOAD,
        load(experiment),
        Aspect.EXPERIMENT,
        experiment(experiment),
        Aspect.SETUP,
        setup(experiment));
  }

  private static SortedMap<String, String> machine(Machine machine) {
    var facts = new TreeMap<String, String>();
    facts.put("cores", Format.whole(machine.cores()));
    Optional.ofNullable(machine.memoryBytes())
        .ifPresent(
            bytes -> facts.put("memory", Format.figure((double) bytes, Unit.BYTES).toString()));
    facts.put("architecture", machine.architecture());
    Optional.ofNullable(machine.processor()).ifPresent(model -> facts.put("processor", model));
    Optional.ofNullable(machine.cgroupVersion())
        .ifPresent(version -> facts.put("control groups", "version " + version));
    return facts;
  }

  private static SortedMap<String, String> platform(String name, boolean adopted, boolean tls) {
    var facts = new TreeMap<String, String>();
    facts.put("platform", name);
    facts.put("system", adopted ? "ran before" : "launched for the run");
    if (tls) {
      facts.put("gateway", "HTTPS");
    }
    return facts;
  }

  private static SortedMap<String, String> load(ResolvedExperiment experiment) {
    var load = experiment.load();
    var facts = new TreeMap<String, String>();
    facts.put("users", Format.whole(load.users()));
    facts.put("users joining", Format.whole(load.spawnRate()) + "/s");
    facts.put("messages per user and minute", number(load.messagesPerUserPerMinute()));
    facts.put("reads per user and minute", number(load.readsPerUserPerMinute()));
    facts.put("users in a room", Format.whole(load.roomSize()));
    return facts;
  }

  private static SortedMap<String, String> experiment(ResolvedExperiment experiment) {
    var facts = new TreeMap<String, String>();
    facts.put("duration", duration(experiment.durationSeconds()));
    facts.put("warm-up", duration(experiment.warmUpSeconds()));
    facts.put(
        "steps",
        experiment.steps().isEmpty()
            ? "none"
            : experiment.steps().stream()
                .map(Conditions::step)
                .collect(Collectors.joining(", ", "", " since the " + experiment.timesSince())));
    return facts;
  }

  private static String step(Step step) {
    return Stream.of(
            Optional.of(step.action()),
            Optional.ofNullable(step.amounts()),
            Optional.ofNullable(step.target()),
            Optional.of("at " + duration(step.atSeconds())),
            Optional.ofNullable(step.lastsSeconds()).map(lasts -> "for " + duration(lasts)))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(" "));
  }

  private static SortedMap<String, String> setup(ResolvedExperiment experiment) {
    var facts = new TreeMap<String, String>();
    facts.put("replicas", Format.whole(experiment.replicas()));
    Optional.ofNullable(experiment.simulators())
        .ifPresent(simulators -> facts.put("simulators", Format.whole(simulators)));
    Optional.ofNullable(experiment.fsync()).ifPresent(fsync -> facts.put("fsync", fsync));
    Optional.ofNullable(experiment.limits()).ifPresent(limits -> facts.put("limits", limits));
    return facts;
  }

  private static SortedMap<String, String> versions(Report report) {
    var facts = new TreeMap<String, String>(report.platform().implementations());
    facts.put("Switchboard", report.version());
    facts.put("Java", report.machine().java());
    facts.put("kernel", report.machine().system());
    return facts;
  }

  private static String duration(double seconds) {
    return Durations.text(Figure.duration(seconds));
  }

  private static String number(double value) {
    return Figure.Measure.NUMBER.limit(value);
  }

  /** Whether a run on this machine, of this experiment, would have the same. */
  public static boolean agree(Conditions conditions, Machine machine, Experiment experiment) {
    return facts(machine, ResolvedExperiment.of(experiment)).entrySet().stream()
        .allMatch(each -> conditions.in(each.getKey()).equals(each.getValue()));
  }

  /** On screen. */
  public String platform() {
    return in(Aspect.PLATFORM).getOrDefault("platform", "");
  }

  /** Of the product. */
  public String version() {
    return in(Aspect.VERSIONS).getOrDefault("Switchboard", "");
  }

  /** What is known in an aspect. */
  public SortedMap<String, String> in(Aspect aspect) {
    return facts.getOrDefault(aspect, new TreeMap<>());
  }

  /**
   * What stands for all conditions under which noise is the same: everything but the versions,
   * which a comparison is often about.
   */
  public String key() {
    var text =
        Stream.of(Aspect.values())
            .filter(aspect -> aspect != Aspect.VERSIONS)
            .map(aspect -> aspect.word() + in(aspect))
            .collect(Collectors.joining("\n"));
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
