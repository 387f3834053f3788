package switchboard.console.experiment.schedule;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import switchboard.console.fault.kind.Amounts;
import switchboard.console.fault.kind.FaultKind;
import switchboard.console.text.Durations;

/** What is done at a moment of a run. */
public sealed interface ScheduledStep extends Comparable<ScheduledStep>
    permits TargetedStep, ScheduledChange, ScheduledWait {

  /** Since when the run's times count. */
  Duration after();

  /** What is done, an imperative without a capital: "kill backend-2". */
  String text();

  /** Its end, if it takes no longer than what it is for: a change as such takes no time. */
  default Duration end() {
    return after();
  }

  @Override
  default int compareTo(ScheduledStep other) {
    return after().compareTo(other.after());
  }

  /**
   * Reads {@code KIND[=PARAMETER]:TARGET@TIME[/DURATION]}, such as {@code
   * slow=200ms±50ms:backend-2@20s/10s}, or {@code start:TARGET@TIME}.
   *
   * @throws IllegalArgumentException when it is not of that form, saying what is expected
   */
  static TargetedStep parse(String text) {
    var form =
        Pattern.compile(
            "(?<kind>[a-z]+)(=(?<amounts>[^:@]*))?:(?<target>[^@]*)@(?<after>[^/]*)(/(?<lasts>.*))?");
    var parts = form.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "Invalid fault '%s'. Use KIND[=PARAMETER]:TARGET@TIME[/DURATION], such as %s."
              .formatted(text, "slow=200ms:backend-2@20s/10s"));
    }
    var word = parts.group("kind");
    var amounts = Optional.ofNullable(parts.group("amounts"));
    var lasts = Optional.ofNullable(parts.group("lasts"));
    if (word.equals(ScheduledStart.WORD)) {
      if (amounts.isPresent() || lasts.isPresent()) {
        throw new IllegalArgumentException(
            "start has no parameter and no duration; use start:backend-2@40s");
      }
      return new ScheduledStart(
          Targets.parse(parts.group("target")), Durations.parse(parts.group("after")));
    }
    var kind = FaultKind.named(word).orElseThrow(() -> unknown(word));
    return new ScheduledFault(
        kind,
        Targets.parse(parts.group("target")),
        Durations.parse(parts.group("after")),
        amounts.map(kind::parse).orElse(Amounts.PRESET),
        lasts.map(Durations::parse));
  }

  private static IllegalArgumentException unknown(String word) {
    return new IllegalArgumentException(
        "Unknown fault '%s'. Use one of %s, %s."
            .formatted(word, FaultKind.names(), ScheduledStart.WORD));
  }
}
