package switchboard.console.platform;

/** A feature that not every platform has. */
public enum Feature {
  /** {@link Platform#pause} and {@link Platform#unpause}. */
  PAUSE,
  /** {@link Platform#stopReplica} and {@link Platform#startReplica}. */
  STOP_REPLICA,
  /** A new limit of CPU comes to replicas while they run; otherwise it replaces them. */
  LIVE_CPU,
  /** {@link Platform#autoscale}. */
  AUTOSCALE,
  /** Messages outlive a stop, unless {@link Platform#stop} is asked to delete them. */
  DATA,
  /** {@link Platform#scaleSimulators}. */
  SIMULATORS,
  /** {@link Platform#launch(int, Fsync, java.util.function.Consumer)}. */
  FSYNC
}
