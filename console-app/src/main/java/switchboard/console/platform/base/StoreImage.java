package switchboard.console.platform.base;

import java.util.regex.Pattern;

/** Describes an image of the store for the store's card. */
public final class StoreImage {
  private static final Pattern REFERENCE =
      Pattern.compile("(?:.*/)?([^/:@]+)(?::v?(\\d+(?:\\.\\d+)*)?[^@]*)?(?:@.*)?");

  private StoreImage() {}

  /**
   * Calls an image by its name and version, as far as its reference says them: {@code Valkey
   * 9.0.1}.
   *
   * @param image as an engine names it: {@code valkey/valkey:9.0.1-alpine}
   */
  public static String label(String image) {
    var reference = REFERENCE.matcher(image);
    if (!reference.matches()) {
      return image;
    }
    var name = reference.group(1);
    var product = Character.toUpperCase(name.charAt(0)) + name.substring(1);
    return reference.group(2) == null ? product : product + " " + reference.group(2);
  }
}
