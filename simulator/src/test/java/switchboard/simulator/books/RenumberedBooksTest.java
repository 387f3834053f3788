package switchboard.simulator.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A message has one number, and a number one message. */
class RenumberedBooksTest {
  private static final String EPOCH = "e1";
  private static final String NEXT_EPOCH = "e2";

  private long now = 1_000;
  private final DeliveryChecker books = new DeliveryChecker(now);
  private final Member member = books.join("lobby", 2, EPOCH, 0);

  RenumberedBooksTest() {
    books.connected(member, now);
  }

  private static Content message(int n) {
    return Content.of("id-" + n, "ada", "text " + n);
  }

  private void acknowledgeAndDeliver(int from, int to) {
    for (int n = from; n <= to; n++) {
      books.acknowledged(member, EPOCH, n, message(n));
      books.delivered(member, n, message(n));
    }
  }

  private void assertRenumbered(long renumbered) {
    now += Duration.ofSeconds(10).toNanos();
    books.settle(now);
    assertThat(books.renumbered()).as("renumbered").isEqualTo(renumbered);
    assertThat(books.undelivered(true)).as("undelivered").isZero();
  }

  @Test
  void messagesUnderTheirNumbersAreNot() {
    acknowledgeAndDeliver(1, 200);

    assertRenumbered(0);
  }

  @Test
  void messageAcknowledgedUnderOneNumberAndDeliveredUnderAnother() {
    books.acknowledged(member, EPOCH, 5, message(1));

    assertThat(books.delivered(member, 1, message(1))).isTrue();

    assertRenumbered(1);
    assertThat(books.lost()).isZero();
  }

  @Test
  void messageDeliveredUnderOneNumberAndAcknowledgedUnderAnother() {
    books.delivered(member, 1, message(1));

    books.acknowledged(member, EPOCH, 5, message(1));

    assertRenumbered(1);
    assertThat(books.lost()).isZero();
  }

  @Test
  void messageDeliveredUnderTwoNumbersBeforeItIsAcknowledged() {
    books.delivered(member, 1, message(1));
    books.delivered(member, 2, message(1));
    assertThat(books.renumbered()).as("nobody was told a number").isZero();

    books.acknowledged(member, EPOCH, 1, message(1));

    assertRenumbered(1);
    assertThat(books.duplicated()).isEqualTo(1);
  }

  @Test
  void messageThatIsGivenAnotherNumberLater() {
    acknowledgeAndDeliver(1, 10);

    books.delivered(member, 11, message(10));

    assertRenumbered(1);
    assertThat(books.duplicated()).isEqualTo(1);
  }

  @Test
  void messageCountsOnceHoweverOftenItIsRenumbered() {
    acknowledgeAndDeliver(1, 10);

    for (int seq = 11; seq < 15; seq++) {
      books.delivered(member, seq, message(10));
    }

    assertRenumbered(1);
  }

  @Test
  void anotherMessageUnderItsNumber() {
    acknowledgeAndDeliver(1, 10);
    var other = books.join("lobby", 2, EPOCH, 9);
    books.connected(other, now);

    books.delivered(other, 10, message(77));

    assertRenumbered(1);
  }

  @Test
  void numbersThatBeginAnewWithoutASayingSo() {
    acknowledgeAndDeliver(1, 100);

    // As after a store was emptied: what is stored gets numbers that the members have had.
    for (int seq = 1; seq <= 40; seq++) {
      books.acknowledged(member, EPOCH, seq, message(1000 + seq));
    }

    assertRenumbered(40);
    assertThat(books.lost()).isEqualTo(40);
  }

  @Test
  void messageInTheNextEpochUnderANumberAfterTheCut() {
    acknowledgeAndDeliver(1, 5);
    books.reset(member, NEXT_EPOCH, 3);

    books.delivered(member, 4, message(4));

    assertRenumbered(1);
    assertThat(books.duplicated()).isEqualTo(1);
  }

  @Test
  void messageAcknowledgedAgainInTheNextEpochUnderItsNumberAfterTheCut() {
    acknowledgeAndDeliver(1, 5);
    books.reset(member, NEXT_EPOCH, 3);

    books.acknowledged(member, NEXT_EPOCH, 5, message(5));

    assertRenumbered(1);
  }

  @Test
  void messageUnderAnotherNumberIsDeliveredToWhoWasNotOwedItUnderItsOwn() {
    acknowledgeAndDeliver(1, 1);
    var late = books.join("lobby", 2, EPOCH, 1);
    books.connected(late, now);

    assertThat(books.delivered(late, 2, message(1))).isTrue();

    assertThat(books.duplicated()).isZero();
    assertThat(books.renumbered()).isEqualTo(1);
  }

  @Test
  void messageInTheNextEpochUnderANumberBeforeTheCutIsNot() {
    acknowledgeAndDeliver(1, 5);
    books.reset(member, NEXT_EPOCH, 5);
    var other = books.join("lobby", 2, NEXT_EPOCH, 4);
    books.connected(other, now);

    books.delivered(other, 5, message(5));

    assertRenumbered(0);
  }

  @Test
  void messageInAnEpochOfWhichNobodyKnowsWhereItBeganIsNot() {
    acknowledgeAndDeliver(1, 5);
    var other = books.join("lobby", 2, NEXT_EPOCH, 4);
    books.connected(other, now);

    books.delivered(other, 5, message(5));

    assertThat(books.renumbered()).isZero();
  }

  @Test
  void messageBeforeTheCutIsNotThoughAUserWasSetBackFurther() {
    var behind = books.join("lobby", 2, EPOCH, 0);
    books.connected(behind, now);
    acknowledgeAndDeliver(1, 5);
    for (int n = 1; n <= 2; n++) {
      books.delivered(behind, n, message(n));
    }
    books.reset(member, NEXT_EPOCH, 4);
    books.reset(behind, NEXT_EPOCH, 2);

    books.delivered(behind, 3, message(3));
    books.delivered(behind, 4, message(4));

    assertThat(books.renumbered()).isZero();
  }

  @Test
  void newestMessagesAreKnownAgainHoweverManyCameBefore() {
    acknowledgeAndDeliver(1, 1_000);

    books.delivered(member, 1_001, message(1_000));

    assertRenumbered(1);
    assertThat(books.duplicated()).isEqualTo(1);
  }

  @Test
  void anotherMessageUnderTheNumberOfOneThatIsStillOwed() {
    var away = books.join("lobby", 2, EPOCH, 0);
    acknowledgeAndDeliver(1, 1_000);

    books.acknowledged(member, EPOCH, 1, message(7_000));

    assertThat(books.pending(away)).isPositive();
    assertThat(books.renumbered()).isEqualTo(1);
  }

  @Test
  void ofTwoMessagesUnderOneNumberTheOneThatIsAcknowledged() {
    var other = books.join("lobby", 2, EPOCH, 0);
    books.delivered(member, 1, message(1));
    books.delivered(other, 1, message(7));
    assertThat(books.renumbered()).as("nobody was told a number").isZero();

    books.acknowledged(member, EPOCH, 1, message(1));

    assertThat(books.renumbered()).isEqualTo(1);
  }

  @Test
  void placeWithinAnEpochSaysNothingOfTheCutBeforeIt() {
    acknowledgeAndDeliver(1, 5);
    books.reset(member, NEXT_EPOCH, 3);
    books.reset(member, NEXT_EPOCH, 5);

    books.acknowledged(member, NEXT_EPOCH, 5, message(5));

    assertRenumbered(1);
  }

  @Test
  void messageOfALargeRoomIsKnownAgainAfterSomeHundredOthers() {
    var member = books.join("hall", 100, EPOCH, 0);
    for (int n = 1; n <= 300; n++) {
      books.acknowledged(member, EPOCH, n, message(n));
      books.delivered(member, n, message(n));
    }

    books.delivered(member, 301, message(1));

    assertThat(books.renumbered()).isEqualTo(1);
  }

  @Test
  void messageOfTheSecondEpochBeforeTheCutToTheThirdIsNot() {
    acknowledgeAndDeliver(1, 5);
    books.reset(member, NEXT_EPOCH, 3);
    for (int seq = 4; seq <= 5; seq++) {
      books.acknowledged(member, NEXT_EPOCH, seq, message(100 + seq));
      books.delivered(member, seq, message(100 + seq));
    }
    books.reset(member, "e3", 5);
    var other = books.join("lobby", 2, "e3", 4);

    books.delivered(other, 5, message(105));

    assertThat(books.renumbered()).isZero();
  }
}
