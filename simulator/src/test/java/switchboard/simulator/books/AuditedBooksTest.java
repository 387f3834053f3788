package switchboard.simulator.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is given up, and when; and that nothing stays open that is settled. */
class AuditedBooksTest {
  private static final String ROOM = "lobby";
  private static final String FIRST = "e1";
  private static final String SECOND = "e2";

  private long now = 1_000;
  private final DeliveryChecker books = new DeliveryChecker(now);
  private final Member sender = member();
  private final Member other = member();

  private Member member() {
    var member = books.join(ROOM, 2, FIRST, 0);
    books.connected(member, now);
    return member;
  }

  private static Content message(int n) {
    return Content.of("id-" + n, "ada", "text " + n);
  }

  private void acknowledge(String epoch, int... numbers) {
    for (int n : numbers) {
      books.acknowledged(sender, epoch, n, message(n));
    }
  }

  private void deliver(Member member, int... numbers) {
    for (int n : numbers) {
      books.delivered(member, n, message(n));
    }
  }

  private void pass(int seconds) {
    for (int passed = 0; passed < seconds; passed += 10) {
      now += DeliveryChecker.AUDIT_PERIOD.toNanos();
      books.audit(now);
    }
  }

  private void settle() {
    now += Duration.ofSeconds(10).toNanos();
    books.settle(now);
  }

  private void assertEquation(long owed, long lost) {
    assertThat(books.owed()).as("owed").isEqualTo(owed);
    assertThat(books.lost()).as("lost").isEqualTo(lost);
    assertThat(books.undelivered(true)).as("undelivered").isZero();
  }

  private void assertNothingIsOpen() {
    assertThat(sender.room().ledger().oldestOpen()).isNull();
  }

  @Test
  void memberWhoIsBehindForLessThanTheTimeoutLosesNothing() {
    deliver(sender, 1, 2, 3);
    deliver(other, 1);

    pass(50);
    assertThat(books.pending(other)).isEqualTo(2);
    deliver(other, 2, 3);
    settle();

    assertThat(books.lost()).isZero();
    assertThat(books.delivered()).isEqualTo(6);
  }

  @Test
  void memberWhoCameBackSinceTheLastLookIsNotGivenUp() {
    books.disconnected(other);
    deliver(sender, 1, 2);
    pass(100);
    books.connected(other, now);

    pass(20);

    assertThat(books.lost()).isZero();
    assertThat(books.pending(other)).isEqualTo(2);
  }

  @Test
  void memberWhoHearsNothingSinceItCameBackIsFoundOut() {
    books.disconnected(other);
    pass(10);
    books.connected(other, now);
    deliver(sender, 1, 2);

    pass(180);

    assertThat(books.lost()).isEqualTo(2);
  }

  @Test
  void acknowledgedMessageIsNotGivenUpBeforeTheTimeout() {
    pass(60);
    acknowledge(FIRST, 1);

    pass(60);

    assertThat(books.lost()).isZero();
    pass(60);
    assertEquation(2, 2);
  }

  @Test
  void timeoutOfAMessageOfTheNextEpochBeginsWithItsAcknowledgement() {
    pass(50);
    books.reset(sender, SECOND, 0);
    deliver(sender, 1);
    pass(20);
    acknowledge(SECOND, 1);

    pass(50);

    assertThat(books.lost()).as("it was acknowledged 50 seconds ago").isZero();
    pass(60);
    assertEquation(2, 1);
  }

  @Test
  void gapInWhatWasAcknowledgedIsLostOnce() {
    acknowledge(FIRST, 1, 2, 3);
    deliver(sender, 1, 2, 3);
    deliver(other, 1, 3);

    pass(20);
    settle();

    assertEquation(6, 1);
  }

  @Test
  void messageOfALateAcknowledgementIsAccountedFor() {
    pass(50);
    deliver(sender, 1);
    pass(20);

    acknowledge(FIRST, 1);
    deliver(other, 1);
    settle();

    assertEquation(2, 0);
  }

  @Test
  void whatNobodyAcknowledgedIsOpenForThreeAuditsOnly() {
    pass(10);
    deliver(sender, 1);

    pass(20);
    assertThat(sender.room().ledger().oldestOpen()).isNotNull();
    pass(10);

    assertNothingIsOpen();
  }

  @Test
  void whatEverybodyHasIsNotOpen() {
    acknowledge(FIRST, 1);
    deliver(sender, 1, 2);
    deliver(other, 1, 2);
    acknowledge(FIRST, 2);

    assertNothingIsOpen();
  }

  @Test
  void whatALeavingMemberAloneWasOwedIsNotOpen() {
    acknowledge(FIRST, 1);
    deliver(sender, 1);

    books.leave(other);

    assertThat(books.abandoned()).isEqualTo(1);
    assertNothingIsOpen();
  }

  @Test
  void ofTwoContentsThatNobodyAcknowledgedTheOneThatFewerGotIsLostOnce() {
    var third = member();
    deliver(sender, 1);
    deliver(other, 1);
    books.delivered(third, 1, message(7));
    books.leave(third);

    settle();
    settle();
    pass(60);

    assertThat(books.lost()).isEqualTo(1);
  }

  @Test
  void whatComesAfterItWasGivenUpIsNeitherDeliveredNorDuplicated() {
    acknowledge(FIRST, 1);
    settle();

    assertThat(books.delivered(other, 1, message(1))).isFalse();
    assertThat(books.delivered(other, 1, message(1))).isFalse();

    assertThat(books.delivered()).isZero();
    assertThat(books.duplicated()).isZero();
    assertEquation(2, 2);
  }

  @Test
  void whatTheServerSaysThatThereIsIsOwed() {
    books.reached(sender, FIRST, 3);

    assertThat(books.pending(other)).isEqualTo(3);
    settle();
    assertThat(books.lost()).isEqualTo(6);
  }

  @Test
  void whatOneMemberIsSetPastIsOwedToAnotherWhoIsSetBackFurther() {
    books.reset(sender, SECOND, 5);
    books.reset(other, SECOND, 3);

    assertThat(books.pending(other)).isEqualTo(2);
  }

  @Test
  void messageOfTheNextEpochThatAMemberIsSetExactlyToIsLost() {
    deliver(sender, 1, 2);
    deliver(other, 1, 2);
    books.acknowledged(sender, SECOND, 2, message(7));

    books.reset(sender, SECOND, 2);
    books.reset(other, SECOND, 2);

    assertEquation(2, 2);
  }

  @Test
  void leavingMemberIsOwedWhatCameBeforeTheNewestAcknowledgement() {
    acknowledge(FIRST, 5);
    books.leaving(other);

    acknowledge(FIRST, 4);
    assertThat(books.owed()).isEqualTo(4);
    acknowledge(FIRST, 6);

    assertThat(books.owed()).isEqualTo(5);
  }

  @Test
  void leavingMemberIsOwedTheEpochThatItWasNotToldOfYet() {
    acknowledge(SECOND, 4);
    books.leaving(other);

    acknowledge(SECOND, 3);
    assertThat(books.owed()).isEqualTo(4);
    acknowledge(SECOND, 5);

    assertThat(books.owed()).isEqualTo(5);
    assertThat(books.pending(other)).isEqualTo(2);
    assertThat(books.pending(sender)).isEqualTo(3);
  }

  @Test
  void leavingMemberIsOwedWhatOthersHaveThoughNobodyAcknowledgedIt() {
    deliver(sender, 1, 2, 3);
    books.leaving(other);
    deliver(sender, 4);

    assertThat(books.pending(other)).isEqualTo(3);
  }

  @Test
  void leavingMemberIsOwedNoNumbersOfALaterEpoch() {
    deliver(sender, 1, 2, 3, 4, 5);
    books.leaving(other);
    books.reset(sender, SECOND, 2);
    books.reset(other, SECOND, 2);

    deliver(sender, 3, 4);

    assertThat(books.pending(other)).isZero();
  }

  @Test
  void roomWithoutMembersIsForgotten() {
    books.leave(sender);
    assertThat(books.reading(ROOM).room()).isNotNull();

    books.leave(other);

    assertThat(books.reading(ROOM).room()).isNull();
  }

  @Test
  void messageGivenUpAmongOthersThatMayComeIsTheOnlyOneThatStaysLost() {
    acknowledge(FIRST, 3);
    settle();
    books.reached(sender, FIRST, 5);
    assertThat(books.pending(other)).isEqualTo(4);

    deliver(other, 5);
    assertThat(books.pending(other)).isEqualTo(3);
    deliver(other, 1, 2, 3, 3);

    assertThat(books.delivered()).isEqualTo(3);
    assertThat(books.reordered()).isEqualTo(2);
    assertThat(books.duplicated()).isZero();
    settle();
    assertThat(books.lost()).as("3 twice, 4 twice, and 1, 2 and 5 for the sender").isEqualTo(7);
  }

  @Test
  void acknowledgementOfTheLastNumberThatWasGivenUpIsAccountedFor() {
    deliver(sender, 1, 2);
    settle();
    assertThat(books.lost()).isEqualTo(2);

    acknowledge(FIRST, 1, 2);

    assertEquation(4, 2);
  }

  @Test
  void messageWhoseTimeIsOverWhenALaterOneComesStaysLost() {
    acknowledge(FIRST, 1);
    pass(110);
    deliver(other, 2);

    pass(10);

    assertThat(books.lost()).isEqualTo(2);
    assertThat(books.pending(other)).isZero();
    assertThat(books.delivered(other, 1, message(1))).isFalse();
    assertThat(books.duplicated()).isZero();
    settle();
    assertThat(books.lost()).as("and 2 for the sender").isEqualTo(3);
  }

  @Test
  void gapsAfterTheNumberThatAMemberIsSetBackToAreNone() {
    deliver(other, 1, 4);

    books.reset(other, FIRST, 1);

    assertThat(books.pending(other)).isEqualTo(3);
    deliver(other, 2, 3);
    assertThat(books.reordered()).isZero();
  }

  @Test
  void whatWasGivenUpInAnEpochMayComeInTheNext() {
    acknowledge(FIRST, 1);
    settle();
    books.reset(other, SECOND, 0);

    assertThat(books.delivered(other, 1, message(7))).isTrue();
  }

  @Test
  void gapOfTheNextEpochIsLostAfterTwoAuditsToo() {
    deliver(other, 1, 2, 3);
    pass(10);
    books.reset(other, SECOND, 0);
    books.delivered(other, 1, message(7));
    books.delivered(other, 3, message(8));

    pass(10);
    assertThat(books.lost()).isZero();
    pass(10);
    assertThat(books.lost()).isEqualTo(1);
  }

  @Test
  void memberInTheSlotOfOneWhoLeftHasNothingOfTheirs() {
    books.reset(other, SECOND, 0);
    deliver(other, 1);
    books.leave(other);
    var next = member();

    acknowledge(SECOND, 1);

    assertThat(books.pending(next)).isEqualTo(1);
  }

  @Test
  void messageCountsAsDeliveredTheFirstTimeOnly() {
    assertThat(books.delivered(other, 1, message(1))).isTrue();
    assertThat(books.delivered(other, 1, message(1))).isFalse();
  }
}
