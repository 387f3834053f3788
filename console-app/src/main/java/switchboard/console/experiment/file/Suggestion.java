package switchboard.console.experiment.file;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What was meant, perhaps, by a word that is not known. */
final class Suggestion {
  /** Every third letter may be wrong; two that are exchanged are two. */
  private static final int LETTERS_TO_A_MISTAKE = 3;

  private Suggestion() {}

  /** "; did you mean 'users'?", or nothing when no word is like it. */
  static String of(String word, Collection<String> known) {
    var tolerated = Math.max(1, (word.length() + 1) / LETTERS_TO_A_MISTAKE);
    return known.stream()
        .filter(each -> distance(word, each) <= tolerated)
        .min(Comparator.comparingInt(each -> distance(word, each)))
        .map(each -> "; did you mean '" + each + "'?")
        .orElse("");
  }

  private static int distance(String one, String other) {
    return LevenshteinDistance.getDefaultInstance()
        .apply(one.toLowerCase(Locale.ROOT), other.toLowerCase(Locale.ROOT));
  }
}
