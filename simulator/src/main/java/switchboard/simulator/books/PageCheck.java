package switchboard.simulator.books;

import java.util.Locale;
import java.util.function.Consumer;

/** Checks whether a page of a room's newest messages shows those that had been acknowledged. */
final class PageCheck {
  private final Consumer<Entry> renumbered;

  /** {@code renumbered} receives messages that stand elsewhere than they should. */
  PageCheck(Consumer<Entry> renumbered) {
    this.renumbered = renumbered;
  }

  /** Describes what is wrong; null when nothing is. {@code epoch} is the page's. */
  String check(Reading asked, Page page, int epoch, int limit) {
    var wrong = disorder(page);
    if (wrong == null && asked.room() != null) {
      wrong = missing(asked, page, epoch, limit);
      var moved = moved(asked.room(), page, epoch);
      wrong = wrong == null ? moved : wrong;
    }
    return wrong;
  }

  private static String disorder(Page page) {
    for (int i = 1; i < page.messages(); i++) {
      if (page.seq(i) != page.seq(i - 1) + 1) {
        return String.format(Locale.ROOT, "%d follows %d", page.seq(i), page.seq(i - 1));
      }
    }
    if (page.last() > page.lastSeq()) {
      return String.format(
          Locale.ROOT, "it shows %d and says that the last is %d", page.last(), page.lastSeq());
    }
    return null;
  }

  private static String missing(Reading asked, Page page, int epoch, int limit) {
    if (asked.epoch() == null) {
      return null;
    }
    if (asked.epoch().ordinal() > epoch) {
      return "it is of epoch \"%s\", after a message of epoch \"%s\" was acknowledged"
          .formatted(page.epoch(), asked.epoch().name());
    }
    long due = asked.room().inherited(asked.epoch(), epoch, asked.seq());
    if (due > page.last()) {
      return String.format(
          Locale.ROOT,
          "it ends at %d and says that the last is %d, after %d was acknowledged",
          page.last(),
          page.lastSeq(),
          due);
    }
    for (long seq = Math.max(1, page.last() - limit + 1); seq < page.first(); seq++) {
      var entry = asked.room().ledger().at(epoch, seq);
      if (entry != null
          && entry.isAcknowledged()
          && entry.acknowledgement <= asked.acknowledgements()) {
        return String.format(
            Locale.ROOT, "it begins at %d, after %d was acknowledged", page.first(), seq);
      }
    }
    return null;
  }

  private String moved(RoomRecord room, Page page, int epoch) {
    String wrong = null;
    for (int i = 0; i < page.messages(); i++) {
      if (page.id(i) == 0) {
        continue;
      }
      long seq = page.seq(i);
      var there = room.ledger().at(epoch, seq);
      if (there != null && there.isAcknowledged() && there.id != page.id(i)) {
        renumbered.accept(there);
        wrong =
            String.format(
                Locale.ROOT, "under %d it shows another message than was acknowledged", seq);
      }
      var shown = room.ledger().find(page.id(i));
      if (shown != null
          && shown.isAcknowledged()
          && (shown.seq != seq || !room.isSame(shown.epoch, epoch, seq))) {
        renumbered.accept(shown);
        wrong =
            String.format(
                Locale.ROOT,
                "under %d it shows a message that was acknowledged as %d",
                seq,
                shown.seq);
      }
    }
    return wrong;
  }
}
