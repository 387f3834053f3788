package switchboard.console.ui.fx;

import java.util.Optional;
import java.util.OptionalDouble;
import switchboard.console.text.Format;

/** Describes how much replicas are throttled by their CPU limit. */
public final class Throttling {
  /** In per cent of the CPU periods; less is not worth a word. */
  private static final double MIN = 1;

  private Throttling() {}

  /** Whether a share in per cent is worth a word; a gap, NaN, is not. */
  public static boolean isNotable(double share) {
    return share >= MIN;
  }

  /**
   * "throttled 43 %"; empty when it is not notable, or not known.
   *
   * @param share in per cent
   */
  public static Optional<String> words(OptionalDouble share) {
    return share.isPresent() && isNotable(share.getAsDouble())
        ? Optional.of("throttled " + share(share.getAsDouble()))
        : Optional.empty();
  }

  /** "43 %". */
  public static String share(double share) {
    return new Format.Figure(Format.whole(share), "%").toString();
  }
}
