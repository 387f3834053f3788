package switchboard.chat.request;

import java.lang.Character.UnicodeScript;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Normalizes and checks user names. Names that look the same have to be the same, and a name has to
 * be visible and stay on its line: so it is normalized along the lines of RFC 8266 (nicknames), and
 * refused when it has characters that cannot be.
 *
 * <ul>
 *   <li>Compatibility variants become what they stand for (NFKC), every run of spaces one space,
 *       and those at the ends go.
 *   <li>Format characters are refused: those that turn the direction of writing, and those of no
 *       width. Only a joiner stays where it changes what is read: between two emoji, of which it
 *       makes one, and between two letters of a script that joins its letters.
 *   <li>Refused as well are control and private characters, those that Unicode does not define,
 *       letters without a glyph, halves of surrogate pairs, and marks with nothing to stand on.
 *   <li>A name has at most 32 graphemes, which is what a reader counts as characters, 256 bytes of
 *       UTF-8, and six marks on a letter.
 * </ul>
 */
final class UserNames {
  static final int MAX_GRAPHEMES = 32;
  static final int MAX_BYTES = 256;
  private static final int MAX_MARKS = 6;

  /** Checked first: normalizing a longer one would take too long. */
  private static final int MAX_GIVEN_LENGTH = 512;

  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;
  private static final int EMOJI_PRESENTATION = 0xFE0F;

  /** Letters and marks that are invisible: fillers, blanks, and those that only steer others. */
  private static final Set<Integer> BLANKS =
      Set.of(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0);

  private static final Set<UnicodeScript> JOINING =
      EnumSet.of(
          UnicodeScript.ARABIC,
          UnicodeScript.BENGALI,
          UnicodeScript.DEVANAGARI,
          UnicodeScript.GUJARATI,
          UnicodeScript.GURMUKHI,
          UnicodeScript.KANNADA,
          UnicodeScript.KHMER,
          UnicodeScript.MALAYALAM,
          UnicodeScript.MONGOLIAN,
          UnicodeScript.ORIYA,
          UnicodeScript.SINHALA,
          UnicodeScript.SYRIAC,
          UnicodeScript.TAMIL,
          UnicodeScript.TELUGU);

  private static final Pattern SPACES = Pattern.compile("\\p{Zs}+");
  private static final Pattern GRAPHEME = Pattern.compile("\\X");

  private UserNames() {}

  /** The form of a name that is stored and shown; empty when it is none. */
  static Optional<String> form(String given) {
    if (given.length() > MAX_GIVEN_LENGTH) {
      return Optional.empty();
    }
    var normal = Normalizer.normalize(given, Normalizer.Form.NFKC);
    var name = SPACES.matcher(normal).replaceAll(" ").strip();
    var fits =
        !name.isEmpty()
            && name.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES
            && GRAPHEME.matcher(name).results().count() <= MAX_GRAPHEMES;
    return fits && isShown(name.codePoints().toArray()) ? Optional.of(name) : Optional.empty();
  }

  private static boolean isShown(int[] name) {
    int marks = MAX_MARKS;
    for (int i = 0; i < name.length; i++) {
      int before = i == 0 ? ' ' : name[i - 1];
      int after = i == name.length - 1 ? ' ' : name[i + 1];
      if (isMark(name[i])) {
        // With nothing to stand on, it would stand on what is shown before the name.
        if (++marks > MAX_MARKS || before == ' ') {
          return false;
        }
      } else {
        marks = 0;
      }
      if (hasNoForm(name[i]) && !joins(name[i], before, after)) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasNoForm(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          true;
      default -> BLANKS.contains(character);
    };
  }

  private static boolean joins(int character, int before, int after) {
    return switch (character) {
      case ZERO_WIDTH_JOINER ->
          (isEmojiPart(before) && isEmojiPart(after)) || inWord(before, after);
      case ZERO_WIDTH_NON_JOINER -> inWord(before, after);
      default -> false;
    };
  }

  private static boolean isEmojiPart(int character) {
    return Character.isExtendedPictographic(character)
        || Character.isEmojiModifier(character)
        || character == EMOJI_PRESENTATION;
  }

  private static boolean inWord(int before, int after) {
    return JOINING.contains(UnicodeScript.of(before)) && JOINING.contains(UnicodeScript.of(after));
  }

  private static boolean isMark(int character) {
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> false;
    };
  }
}
