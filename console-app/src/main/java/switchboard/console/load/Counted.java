package switchboard.console.load;

import java.util.Locale;

/** Numbers of things in sentences, the same in every locale. */
public final class Counted {
  private static final char NARROW_SPACE = '\u202f';

  private Counted() {}

  /** "1 message", "18 204 messages", digits grouped by a narrow space. */
  public static String of(long count, String thing) {
    return of(count, thing, thing + "s");
  }

  /** "1 delivery is", "2 deliveries are". */
  public static String of(long count, String one, String several) {
    return number(count) + " " + (count == 1 ? one : several);
  }

  /** "18 204", grouped by a narrow space. */
  public static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count).replace(',', NARROW_SPACE);
  }
}
