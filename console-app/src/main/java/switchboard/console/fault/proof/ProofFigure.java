package switchboard.console.fault.proof;

/** What a replica's own metrics say, as far as a fault can show in it. */
public enum ProofFigure {
  /** When its process was started, in seconds since 1970: it tells one process from the next. */
  PROCESS_START,
  /** CPU time that the process has used, in seconds. */
  CPU_SECONDS,
  /** Cores that it may use; absent without a limit. */
  CPU_LIMIT,
  /** Memory in use, in bytes. */
  MEMORY,
  /** Requests to the Chat API that it has answered, but the gateways' probes. */
  REQUESTS,
  /** How long these took in all, in seconds. */
  REQUEST_SECONDS,
  /** Those that it has refused with 503. */
  REFUSED,
  /** Requests and messages that the fault {@code slow} says it has slowed. */
  SLOWED,
  /** Requests and messages that the fault {@code errors} says it has refused. */
  STRUCK,
  /** Messages that the store has confirmed. */
  APPENDS,
  /** Messages that the store was not reached with. */
  APPEND_ERRORS
}
