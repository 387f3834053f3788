package switchboard.console.platform;

/** What an operator does to a system, and an engine may not let everybody do. */
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
  LOGS
}
