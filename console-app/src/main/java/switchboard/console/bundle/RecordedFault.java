package switchboard.console.bundle;

import java.time.Duration;
import java.util.Optional;
import switchboard.console.fault.Fault;
import switchboard.console.platform.PlatformEvent;

/** A fault as a bundle keeps it: what is said of it and what it is judged by. */
record RecordedFault(
    String target,
    String kind,
    String headline,
    String mark,
    boolean isInjected,
    boolean isDestructive,
    boolean provesItself,
    boolean endsReady,
    String awaited,
    String recovered,
    String recovery,
    Optional<Duration> duration,
    Duration recoveryTimeout,
    Duration surelySeen)
    implements Fault {

  static RecordedFault of(Fault fault) {
    return new RecordedFault(
        fault.target(),
        fault.kind(),
        fault.headline(),
        fault.mark(),
        fault.isInjected(),
        fault.isDestructive(),
        fault.provesItself(),
        fault.endsReady(),
        fault.awaited(),
        fault.recovered(),
        fault.recovery(),
        fault.duration(),
        fault.recoveryTimeout(),
        fault.surelySeen());
  }

  /** What has been recorded does not begin again. */
  @Override
  public boolean beginsWith(PlatformEvent event) {
    return false;
  }
}
