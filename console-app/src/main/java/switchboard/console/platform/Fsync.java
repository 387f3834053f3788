package switchboard.console.platform;

/** When the store has the disk write what it appended; the names are those of its own setting. */
public enum Fsync {
  /** Before it acknowledges: what was acknowledged outlives the store's process and the machine. */
  ALWAYS,
  /**
   * Once a second. Up to 2 s of acknowledged messages are lost when the store's process or machine
   * dies while a flush is slow, because what comes meanwhile is kept in the process; 1 s of them,
   * when the machine dies at another time.
   */
  EVERYSEC
}
