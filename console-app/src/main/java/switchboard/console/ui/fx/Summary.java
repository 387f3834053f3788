package switchboard.console.ui.fx;

import java.util.Objects;
import org.kordamp.ikonli.feather.Feather;

/**
 * One of a list in a few words.
 *
 * @param styleClass gives it its colour
 * @param word beside the headline: its result, or where it is from
 * @param note beneath the sentence; empty for none
 * @param accessibleText all of it, to be heard
 */
public record Summary(
    Feather icon,
    String styleClass,
    String headline,
    String word,
    String sentence,
    String note,
    String accessibleText) {
  public Summary {
    Objects.requireNonNull(icon);
    Objects.requireNonNull(styleClass);
    Objects.requireNonNull(headline);
    Objects.requireNonNull(word);
    Objects.requireNonNull(sentence);
    Objects.requireNonNull(note);
    Objects.requireNonNull(accessibleText);
  }
}
