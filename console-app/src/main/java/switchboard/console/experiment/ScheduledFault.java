package switchboard.console.experiment;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import switchboard.console.fault.Fault;
import switchboard.console.fault.FaultKind;
import switchboard.console.text.Durations;

/**
 * A fault at a moment of the run.
 *
 * @param target a replica's name, or {@value #RANDOM} for any that is ready then
 * @param after since the load began
 * @param degree how strong; empty for the kind's default
 * @param lasts for how long; empty for the kind's default
 */
public record ScheduledFault(
    FaultKind kind,
    String target,
    Duration after,
    Optional<Duration> degree,
    Optional<Duration> lasts)
    implements Comparable<ScheduledFault> {
  static final String RANDOM = "random";

  private static final Pattern FORM =
      Pattern.compile(
          "(?<kind>[a-z]+)(=(?<degree>[^:@/]*))?:(?<target>[^@]*)@(?<after>[^/]*)(/(?<lasts>.*))?");
  private static final Pattern TARGET = Pattern.compile(RANDOM + "|backend-[1-9]\\d?");

  /**
   * @throws IllegalArgumentException when the kind does not have a degree or a duration that is
   *     given, or it is out of range
   */
  public ScheduledFault {
    kind.on(target, degree, lasts);
  }

  /** A kill at a moment of the run. */
  public static ScheduledFault kill(String target, Duration after) {
    return new ScheduledFault(
        FaultKind.named("kill").orElseThrow(), target, after, Optional.empty(), Optional.empty());
  }

  /**
   * Reads a kill: {@code backend-2@20s} or {@code random@20s}.
   *
   * @throws IllegalArgumentException when it is not of that form
   */
  public static ScheduledFault parseKill(String text) {
    var at = text.indexOf('@');
    if (at < 0 || !TARGET.matcher(text.substring(0, at)).matches()) {
      throw new IllegalArgumentException(
          "Invalid kill '" + text + "'. Use a replica and a time: backend-2@20s or random@20s.");
    }
    return kill(text.substring(0, at), Durations.parse(text.substring(at + 1)));
  }

  /**
   * Reads {@code KIND[=PARAMETER]:TARGET@TIME[/DURATION]}, such as {@code
   * slow=200ms:backend-2@20s/10s}.
   *
   * @throws IllegalArgumentException when it is not of that form, saying what is expected
   */
  public static ScheduledFault parse(String text) {
    var parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "Invalid fault '%s'. Use KIND[=PARAMETER]:TARGET@TIME[/DURATION], such as %s."
              .formatted(text, "slow=200ms:backend-2@20s/10s"));
    }
    var kind =
        FaultKind.named(parts.group("kind"))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Unknown fault '%s'. Use one of %s."
                            .formatted(
                                parts.group("kind"),
                                FaultKind.all().stream()
                                    .map(FaultKind::name)
                                    .collect(Collectors.joining(", ")))));
    if (!TARGET.matcher(parts.group("target")).matches()) {
      throw new IllegalArgumentException(
          "Unknown target '%s' in '%s'. Use a replica, such as backend-2, or random."
              .formatted(parts.group("target"), text));
    }
    return new ScheduledFault(
        kind,
        parts.group("target"),
        Durations.parse(parts.group("after")),
        Optional.ofNullable(parts.group("degree")).map(Durations::parse),
        Optional.ofNullable(parts.group("lasts")).map(Durations::parse));
  }

  /** The fault, once its target is known. */
  Fault.Injected on(String replica) {
    return kind.on(replica, degree, lasts);
  }

  public boolean isRandom() {
    return target.equals(RANDOM);
  }

  /** Counted from 1; of one that is not random. */
  public int replica() {
    return Integer.parseInt(target.substring("backend-".length()));
  }

  @Override
  public int compareTo(ScheduledFault other) {
    return after.compareTo(other.after);
  }
}
