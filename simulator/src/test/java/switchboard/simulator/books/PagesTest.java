package switchboard.simulator.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Pages of history: each shows what had been acknowledged when it was asked for. */
class PagesTest {
  private static final String ROOM = "lobby";
  private static final String FIRST = "e1";
  private static final String SECOND = "e2";
  private static final int LIMIT = 50;

  private final DeliveryChecker books = new DeliveryChecker(1_000);
  private final Member member = books.join(ROOM, 1, FIRST, 0);

  private static Content message(long n) {
    return Content.of("id-" + n, "ada", "text " + n);
  }

  private void acknowledge(String epoch, long from, long to) {
    for (long n = from; n <= to; n++) {
      books.acknowledged(member, epoch, n, message(n));
    }
  }

  /** The page that ends with message n, each under its own number. */
  private static Page upTo(String epoch, long last) {
    return upTo(epoch, last, last);
  }

  private static Page upTo(String epoch, long last, long lastSeq) {
    var seqs = LongStream.rangeClosed(1, last).toArray();
    var ids = LongStream.of(seqs).map(n -> message(n).id()).toArray();
    return new Page(epoch, lastSeq, seqs, ids);
  }

  @Test
  void pageOfAnEarlierEpochIsWrongOnceAMessageOfALaterOneIsAcknowledged() {
    acknowledge(FIRST, 1, 5);
    books.reset(member, SECOND, 5);
    acknowledge(SECOND, 6, 6);
    var asked = books.reading(ROOM);

    var wrong = books.read(asked, upTo(FIRST, 5), LIMIT);

    assertThat(wrong)
        .isEqualTo("it is of epoch \"e1\", after a message of epoch \"e2\" was acknowledged");
    assertThat(books.wrongPages()).isEqualTo(1);
  }

  @Test
  void pageOfAnEarlierEpochThatWasAskedForBeforeIsNot() {
    acknowledge(FIRST, 1, 5);
    var asked = books.reading(ROOM);
    books.reset(member, SECOND, 5);
    acknowledge(SECOND, 6, 6);

    assertThat(books.read(asked, upTo(FIRST, 5), LIMIT)).isNull();
    assertThat(books.wrongPages()).isZero();
  }

  @Test
  void pageThatGoesBackOrShowsANumberTwiceIsWrong() {
    var unknown = new long[2];

    assertThat(
            books.read(books.reading(ROOM), new Page(FIRST, 2, new long[] {2, 1}, unknown), LIMIT))
        .isEqualTo("1 follows 2");
    assertThat(
            books.read(books.reading(ROOM), new Page(FIRST, 2, new long[] {2, 2}, unknown), LIMIT))
        .isEqualTo("2 follows 2");
  }

  @Test
  void pageThatGoesOnBehindTheLastItSpeaksOfIsWrong() {
    acknowledge(FIRST, 1, 2);

    var wrong = books.read(books.reading(ROOM), upTo(FIRST, 3, 2), LIMIT);

    assertThat(wrong).isEqualTo("it shows 3 and says that the last is 2");
    assertThat(books.read(books.reading(ROOM), upTo(FIRST, 3, 4), LIMIT)).isNull();
  }

  @Test
  void pageNeedNotBeginWithWhatWasAcknowledgedAfterItWasAskedFor() {
    acknowledge(FIRST, 3, 3);
    var asked = books.reading(ROOM);
    acknowledge(FIRST, 1, 2);
    var page = new Page(FIRST, 3, new long[] {3}, new long[] {message(3).id()});

    assertThat(books.read(asked, page, LIMIT)).isNull();
    assertThat(books.read(books.reading(ROOM), page, LIMIT))
        .isEqualTo("it begins at 3, after 1 was acknowledged");
  }

  @Test
  void pageOfALaterEpochHasToShowWhatThatEpochHasOfTheEarlierOne() {
    acknowledge(FIRST, 1, 5);
    var asked = books.reading(ROOM);
    books.reset(member, SECOND, 3);

    assertThat(books.read(asked, upTo(SECOND, 3), LIMIT)).isNull();
    assertThat(books.read(asked, upTo(SECOND, 2), LIMIT))
        .isEqualTo("it ends at 2 and says that the last is 2, after 3 was acknowledged");
  }

  @Test
  void pageOfALaterEpochThatShowsAMessageOfTheEarlierOneAfterTheCutIsWrong() {
    acknowledge(FIRST, 1, 5);
    var asked = books.reading(ROOM);
    books.reset(member, SECOND, 3);

    assertThat(books.read(asked, upTo(SECOND, 5), LIMIT))
        .isEqualTo("under 5 it shows a message that was acknowledged as 5");
    assertThat(books.renumbered()).isEqualTo(2);
  }

  @Test
  void messageWhosePlaceAPageGivesToAnotherIsRenumbered() {
    acknowledge(FIRST, 1, 1);
    var page = new Page(FIRST, 1, new long[] {1}, new long[] {message(7).id()});

    assertThat(books.read(books.reading(ROOM), page, LIMIT))
        .isEqualTo("under 1 it shows another message than was acknowledged");
    assertThat(books.renumbered()).isEqualTo(1);
  }

  @Test
  void pageThatLacksTheOldestOfAsManyAsWereWantedIsWrong() {
    acknowledge(FIRST, 1, 3);
    var whole =
        new Page(FIRST, 3, new long[] {2, 3}, new long[] {message(2).id(), message(3).id()});
    var last = new Page(FIRST, 3, new long[] {3}, new long[] {message(3).id()});

    assertThat(books.read(books.reading(ROOM), whole, 2)).isNull();
    assertThat(books.read(books.reading(ROOM), last, 2))
        .isEqualTo("it begins at 3, after 2 was acknowledged");
  }

  @Test
  void pageOfALaterEpochNeedNotShowWhatNobodyKnowsItToHave() {
    acknowledge(FIRST, 1, 5);
    var asked = books.reading(ROOM);
    books.join(ROOM, 1, SECOND, 2);

    assertThat(books.read(asked, upTo(SECOND, 2), LIMIT)).isNull();
  }

  @Test
  void pageThatShowsAMessageUnderAnotherNumberTooIsWrong() {
    acknowledge(FIRST, 1, 2);
    var page =
        new Page(
            FIRST,
            3,
            new long[] {1, 2, 3},
            new long[] {message(1).id(), message(2).id(), message(2).id()});

    assertThat(books.read(books.reading(ROOM), page, LIMIT))
        .isEqualTo("under 3 it shows a message that was acknowledged as 2");
    assertThat(books.renumbered()).isEqualTo(1);
  }

  @Test
  void ofTwoMessagesUnderOneNumberThePageHasToShowTheAcknowledgedOne() {
    books.delivered(member, 1, message(7));
    acknowledge(FIRST, 1, 1);
    var page = new Page(FIRST, 1, new long[] {1}, new long[] {message(7).id()});

    assertThat(books.read(books.reading(ROOM), page, LIMIT))
        .isEqualTo("under 1 it shows another message than was acknowledged");
  }

  @Test
  void pageThatEndsBeforeWhatWasAcknowledgedIsWrong() {
    acknowledge(FIRST, 3, 3);
    acknowledge(FIRST, 1, 2);

    assertThat(books.read(books.reading(ROOM), upTo(FIRST, 3), LIMIT)).isNull();
    assertThat(books.read(books.reading(ROOM), upTo(FIRST, 2), LIMIT))
        .isEqualTo("it ends at 2 and says that the last is 2, after 3 was acknowledged");
  }

  @Test
  void pageHasToShowTheMessageThatWasAcknowledgedJustBeforeItWasAskedFor() {
    acknowledge(FIRST, 3, 3);
    acknowledge(FIRST, 2, 2);
    var page = new Page(FIRST, 3, new long[] {3}, new long[] {message(3).id()});

    assertThat(books.read(books.reading(ROOM), page, 2))
        .isEqualTo("it begins at 3, after 2 was acknowledged");
  }

  @Test
  void pageOfTheNextEpochNeedNotReachTheNumbersOfTheOneBefore() {
    acknowledge(FIRST, 1, 5);
    books.reset(member, SECOND, 0);
    books.acknowledged(member, SECOND, 1, message(7));
    var page = new Page(SECOND, 1, new long[] {1}, new long[] {message(7).id()});

    assertThat(books.read(books.reading(ROOM), page, LIMIT)).isNull();
  }
}
