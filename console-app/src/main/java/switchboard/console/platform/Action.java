package switchboard.console.platform;

/** An action of the operator that an engine may deny. */
public enum Action {
  /** Starting a system where none runs. */
  LAUNCH,
  /** Watching and loading a system that somebody else has started. */
  TAKE_OVER,
  STOP,
  SCALE,
  SCALE_SIMULATORS,
  AUTOSCALE,
  LIMIT,
  KILL,
  /** Having a replica inject a fault into itself. */
  FAULT,
  LOGS
}
