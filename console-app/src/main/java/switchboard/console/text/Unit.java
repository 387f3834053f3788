package switchboard.console.text;

/** What a value counts; values are always in these base units, whatever they are shown in. */
public enum Unit {
  COUNT,
  PER_SECOND,
  SECONDS,
  CORES,
  BYTES,
  /** 0 to 100. */
  PERCENT
}
