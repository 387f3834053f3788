package switchboard.console.ui.command;

import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * How well a title fits what was typed: all typed characters have to be in it, in their order.
 * Those that begin a word count most, then those that stand together.
 */
final class Fuzzy {
  private static final int MATCH = 1;
  private static final int WORD_START = 8;
  private static final int TOGETHER = 5;
  private static final int NONE = Integer.MIN_VALUE / 2;

  private Fuzzy() {}

  /**
   * The best score of any way to find the typed characters; higher is better.
   *
   * @param typed in any case; spaces in it are left out
   * @return empty when they are not all there
   */
  static OptionalInt score(String typed, String title) {
    var wanted = typed.toLowerCase(Locale.ROOT).replace(" ", "");
    var text = title.toLowerCase(Locale.ROOT);
    // The best score with the characters so far, the last of them at each place of the title.
    var best = new int[text.length()];
    for (int i = 0; i < wanted.length(); i++) {
      var next = new int[text.length()];
      var before = i == 0 ? 0 : NONE;
      for (int place = 0; place < text.length(); place++) {
        var together = i > 0 && place > 0 ? best[place - 1] + TOGETHER : NONE;
        next[place] =
            text.charAt(place) == wanted.charAt(i)
                ? Math.max(before, together) + (startsWord(text, place) ? WORD_START : MATCH)
                : NONE;
        before = i == 0 ? 0 : Math.max(before, best[place]);
      }
      best = next;
    }
    var highest = wanted.isEmpty() ? 0 : Arrays.stream(best).max().orElse(NONE);
    return highest < 0 ? OptionalInt.empty() : OptionalInt.of(highest);
  }

  private static boolean startsWord(String text, int place) {
    return place == 0 || !Character.isLetterOrDigit(text.charAt(place - 1));
  }
}
