package switchboard.console.comparison;

import java.util.Locale;

/** What a comparison says of a figure of B, measured by that of A. */
public enum Answer {
  /** Lower, and by more than chance and the margin explain. */
  BETTER,
  /** Higher, and by more than chance and the margin explain. */
  WORSE,
  /** If they differ, then by less than the margin. */
  SAME,
  /** The runs do not tell. */
  UNDECIDED;

  /** In sentences and in JSON: "better". */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
