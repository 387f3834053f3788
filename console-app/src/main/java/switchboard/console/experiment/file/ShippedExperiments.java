package switchboard.console.experiment.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The experiments that come with the product. */
public final class ShippedExperiments {
  private static final List<String> NAMES =
      List.of(
          "system-a",
          "system-b",
          "rolling-limits",
          "store-death",
          "frozen-replica",
          "errors-20",
          "n-minus-1");

  private ShippedExperiments() {}

  /** Their names, in the order in which they are offered. */
  public static List<String> names() {
    return NAMES;
  }

  /** The text of one; empty when there is none of that name. */
  public static Optional<String> text(String name) {
    if (!NAMES.contains(name)) {
      return Optional.empty();
    }
    try (InputStream in = ShippedExperiments.class.getResourceAsStream(name + ".yaml")) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
