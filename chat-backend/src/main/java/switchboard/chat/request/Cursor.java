package switchboard.chat.request;

import java.util.regex.Pattern;
import switchboard.chat.management.Refusal;

/**
 * The position up to which a client has read a room: {@code <epoch>:<seq>}, or {@code <seq>} alone
 * for the present epoch.
 *
 * @param epoch null for the present one
 * @param seq 0 before the first message
 */
public record Cursor(String epoch, long seq) {
  private static final Pattern FORM = Pattern.compile("(?:([a-z0-9]{1,32}):)?([0-9]{1,19})");

  /**
   * The cursor that a query gives as its parameter {@code after}; null when it gives none. One that
   * is not valid is refused.
   */
  public static Cursor after(QueryParameters query) {
    var given = query.one("after");
    if (given == null) {
      return null;
    }
    var form = FORM.matcher(given);
    if (!form.matches()) {
      throw Refusal.malformed(
          "The after is not valid; expected <epoch>:<seq> or <seq>, a whole number from 0 on.");
    }
    return new Cursor(
        form.group(1), Validation.number("after", form.group(2), 0, Long.MAX_VALUE - 1));
  }

  /** Whether it is of another epoch than the present one. */
  public boolean isOfAnother(String present) {
    return epoch != null && !epoch.equals(present);
  }
}
