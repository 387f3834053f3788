package switchboard.console.calibration;

import java.util.Arrays;
import java.util.Optional;

/** In what respect two runs can be unlike. */
public enum Aspect {
  MACHINE("machine", true),
  PLATFORM("platform", true),
  LOAD("load", true),
  EXPERIMENT("experiment", true),
  SETUP("setup", false),
  VERSIONS("versions", false);

  private final String word;
  private final boolean refused;

  Aspect(String word, boolean refused) {
    this.word = word;
    this.refused = refused;
  }

  public String word() {
    return word;
  }

  /**
   * Whether runs that differ in it answer no question together. What else they differ in may be the
   * question.
   */
  public boolean isRefused() {
    return refused;
  }

  /** The one of a word; empty when there is none. */
  public static Optional<Aspect> ofWord(String word) {
    return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
  }
}
