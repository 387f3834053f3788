package switchboard.console.fault.kind;

import java.time.Duration;
import java.util.Optional;
import switchboard.console.Outcome;
import switchboard.console.fault.Injector;
import switchboard.console.fault.proof.Symptom;
import switchboard.console.platform.BackendFault;
import switchboard.console.platform.Instance;
import switchboard.console.platform.PlatformEvent;

/** What a replica injects into itself, and ends by itself; it says whether it is active. */
interface ReplicaFault extends InjectedFault, Symptom {
  Duration lasts();

  @Override
  default Optional<Duration> duration() {
    return Optional.of(lasts());
  }

  /** As the replica takes it. */
  BackendFault asked();

  @Override
  default Optional<BackendFault> backendFault() {
    return Optional.of(asked());
  }

  @Override
  default Optional<Symptom> symptom() {
    return Optional.of(this);
  }

  @Override
  default Outcome<Instance> inject(Injector on) {
    return on.begin(target(), asked());
  }

  @Override
  default boolean isOutage() {
    return false;
  }

  @Override
  default boolean beginsWith(PlatformEvent event) {
    return false;
  }

  @Override
  default boolean endsReady() {
    return false;
  }

  @Override
  default String awaited() {
    return target() + " to end it";
  }

  @Override
  default String recovered() {
    return target() + " has ended it";
  }

  @Override
  default String recovery() {
    return "over after";
  }

  @Override
  default Duration recoveryTimeout() {
    return lasts().plus(RECOVERY_TIMEOUT);
  }
}
