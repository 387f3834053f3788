package switchboard.console.platform;

/** When the store has the disk write what it appended; the names are those of its own setting. */
public enum Fsync {
  /** Before it acknowledges: what was acknowledged outlives the machine's loss of power. */
  ALWAYS,
  /** Once a second: what was acknowledged outlives the store's process, and not the machine's. */
  EVERYSEC
}
