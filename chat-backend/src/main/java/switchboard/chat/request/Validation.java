package switchboard.chat.request;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import switchboard.chat.management.Problem;
import switchboard.chat.management.ProblemCode;
import switchboard.chat.management.Refusal;

/**
 * Checks of names, ids and texts. Every check returns the value, or throws a {@link
 * switchboard.chat.management.Refusal}: 413 for a text that is too long, 400 otherwise.
 */
public final class Validation {
  static final int MAX_TEXT_BYTES = 4 * 1024;
  private static final Pattern ROOM = Pattern.compile("(?!\\.+$)[A-Za-z0-9._-]{1,64}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,19}");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

  private Validation() {}

  public static String room(String room) {
    if (room == null || !ROOM.matcher(room).matches()) {
      throw malformed(
          "room", "1 to 64 letters, digits, dots, underscores or hyphens, not only dots");
    }
    return room;
  }

  public static String id(String id) {
    if (id == null || !ID.matcher(id).matches()) {
      throw malformed("id", "1 to 64 letters, digits or hyphens");
    }
    return id;
  }

  /** The form of a name that is stored and shown; see {@link UserNames}. */
  public static String userName(String name) {
    return UserNames.form(name)
        .orElseThrow(
            () ->
                malformed(
                    "name",
                    String.format(
                            Locale.ROOT,
                            "1 to %d visible characters of at most %d bytes of UTF-8, without"
                                + " control,",
                            UserNames.MAX_GRAPHEMES,
                            UserNames.MAX_BYTES)
                        + " format and invisible characters, and with few marks on each letter"));
  }

  public static String text(String text) {
    if (text == null || text.isEmpty()) {
      throw malformed("text", "at least one character");
    }
    if (text.codePoints().anyMatch(Validation::isHalfACharacter)) {
      throw malformed("text", "whole characters, without half of a surrogate pair");
    }
    if (text.length() > MAX_TEXT_BYTES
        || text.getBytes(StandardCharsets.UTF_8).length > MAX_TEXT_BYTES) {
      throw Problem.of(
              ProblemCode.TEXT_TOO_LONG,
              String.format(
                  Locale.ROOT, "The text is longer than %d bytes of UTF-8.", MAX_TEXT_BYTES))
          .refusal();
    }
    return text;
  }

  /** A whole number in a query, both ends of its range included. */
  public static long number(String name, String value, long lowest, long highest) {
    if (NUMBER.matcher(value).matches()) {
      try {
        long number = Long.parseLong(value);
        if (number >= lowest && number <= highest) {
          return number;
        }
      } catch (NumberFormatException beyondLong) {
        // Said below, as for another number out of range.
      }
    }
    throw malformed(
        name, String.format(Locale.ROOT, "a whole number from %d to %d", lowest, highest));
  }

  /** A surrogate without its other half has no UTF-8: it would be stored as a question mark. */
  private static boolean isHalfACharacter(int character) {
    return Character.getType(character) == Character.SURROGATE;
  }

  private static RuntimeException malformed(String what, String expected) {
    return Refusal.malformed("The %s is not valid; expected %s.".formatted(what, expected));
  }
}
