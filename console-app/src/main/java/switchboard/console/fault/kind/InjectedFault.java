package switchboard.console.fault.kind;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import switchboard.console.Outcome;
import switchboard.console.fault.Fault;
import switchboard.console.fault.Injector;
import switchboard.console.fault.proof.Symptom;
import switchboard.console.platform.Capability;
import switchboard.console.platform.Instance;
import switchboard.console.text.Durations;
import switchboard.console.text.Format;

/** A fault that this console can inject; it is of one of {@link FaultKind#all}. */
public interface InjectedFault extends Fault {
  /** What it is one of. */
  FaultKind type();

  @Override
  default String kind() {
    return type().name();
  }

  /**
   * The same as it is done on a platform.
   *
   * @param can what the platform can
   */
  default InjectedFault where(Predicate<Class<? extends Capability>> can) {
    return this;
  }

  /** What injecting it does, on a button: "Freeze backend-2 for 10 s". */
  default String action() {
    return action(List.of(this));
  }

  /** What injecting several of one kind at once does: "Kill backend-1 and backend-2". */
  static String action(List<? extends InjectedFault> together) {
    var first = together.getFirst();
    var targets = Format.enumeration(together.stream().map(Fault::target).toList());
    return first.type().actionOn(targets)
        + first.duration().map(lasts -> " for " + Durations.words(lasts)).orElse("");
  }

  /** Injects it; answers with its target as it was. */
  Outcome<Instance> inject(Injector on);

  /** How it shows on its target; empty for what the platform's own events show. */
  default Optional<Symptom> symptom() {
    return Optional.empty();
  }

  @Override
  default boolean provesItself() {
    return symptom().isPresent();
  }

  /** Whether its target serves nobody while it is at work. */
  default boolean isOutage() {
    return true;
  }
}
