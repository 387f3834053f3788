package switchboard.console.fault.kind;

import java.util.function.Predicate;
import switchboard.console.Outcome;
import switchboard.console.fault.Fault;
import switchboard.console.fault.Injector;
import switchboard.console.platform.Capability;
import switchboard.console.platform.Instance;

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

  /** Injects it; answers with its target as it was. */
  Outcome<Instance> inject(Injector on);

  /** Whether its target serves nobody while it is at work. */
  default boolean isOutage() {
    return true;
  }
}
