package switchboard.simulator.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Acknowledged × audience: what is owed, and that every delivery of it is accounted for. */
class OwedBooksTest {
  private static final String ROOM = "lobby";
  private static final String FIRST = "e1";
  private static final String SECOND = "e2";
  private static final int MORE_THAN_ANY_WINDOW = 10_000;

  private long now = 1_000;
  private final DeliveryChecker books = new DeliveryChecker(now);

  private Member member(String epoch, long lastSeq) {
    var member = books.join(ROOM, 2, epoch, lastSeq);
    books.connected(member, now);
    return member;
  }

  private static Content message(int n) {
    return Content.of("id-" + n, "ada", "text " + n);
  }

  /** Message n is acknowledged under the number n. */
  private void acknowledge(Member sender, String epoch, int from, int to) {
    for (int n = from; n <= to; n++) {
      books.acknowledged(sender, epoch, n, message(n));
    }
  }

  private void deliver(Member member, int from, int to) {
    for (int n = from; n <= to; n++) {
      books.delivered(member, n, message(n));
    }
  }

  private void settle() {
    now += Duration.ofSeconds(10).toNanos();
    books.settle(now);
  }

  private void assertEquation(long owed, long lost, long abandoned) {
    assertThat(books.owed()).as("owed").isEqualTo(owed);
    assertThat(books.lost()).as("lost").isEqualTo(lost);
    assertThat(books.abandoned()).as("abandoned").isEqualTo(abandoned);
    assertThat(books.undelivered(true)).as("undelivered").isZero();
  }

  private void assertNothingElseIsWrong() {
    assertThat(books.duplicated()).as("duplicated").isZero();
    assertThat(books.reordered()).as("reordered").isZero();
    assertThat(books.renumbered()).as("renumbered").isZero();
  }

  @Test
  void acknowledgedMessageIsOwedToEachUserOfTheRoom() {
    var sender = member(FIRST, 0);
    var other = member(FIRST, 0);
    acknowledge(sender, FIRST, 1, 10);
    deliver(sender, 1, 10);
    deliver(other, 1, 10);
    settle();

    assertEquation(20, 0, 0);
    assertThat(books.delivered()).isEqualTo(20);
  }

  @Test
  void acknowledgementAfterTheDeliveryOwesTheSame() {
    var sender = member(FIRST, 0);
    var other = member(FIRST, 0);
    deliver(sender, 1, 10);
    deliver(other, 1, 9);
    acknowledge(sender, FIRST, 1, 10);
    settle();

    assertEquation(20, 1, 0);
  }

  @Test
  void whatNobodyAcknowledgedIsNotOutstanding() {
    deliver(member(FIRST, 0), 1, 3);

    assertThat(books.undelivered(false)).isZero();
  }

  @Test
  void userWhoCameLaterIsNotOwedWhatWasThereBefore() {
    var sender = member(FIRST, 0);
    member(FIRST, 5);
    acknowledge(sender, FIRST, 1, 5);
    deliver(sender, 1, 5);
    settle();

    assertEquation(5, 0, 0);
  }

  @Test
  void windowThatIsPassedForgivesNothing() {
    var sender = member(FIRST, 0);
    var deaf = member(FIRST, 0);
    for (int n = 1; n <= MORE_THAN_ANY_WINDOW; n++) {
      books.acknowledged(sender, FIRST, n, message(n));
      deliver(sender, n, n);
    }
    assertThat(books.pending()).isEqualTo(MORE_THAN_ANY_WINDOW);
    assertThat(books.pending(deaf)).isEqualTo(MORE_THAN_ANY_WINDOW);
    assertThat(books.undelivered(false)).isZero();
    settle();

    assertEquation(2L * MORE_THAN_ANY_WINDOW, MORE_THAN_ANY_WINDOW, 0);
  }

  @Test
  void userWhoWasAwayForLongerThanAnyWindowCatchesUp() {
    var sender = member(FIRST, 0);
    var away = member(FIRST, 0);
    acknowledge(sender, FIRST, 1, MORE_THAN_ANY_WINDOW);
    deliver(sender, 1, MORE_THAN_ANY_WINDOW);
    deliver(away, 1, MORE_THAN_ANY_WINDOW);
    settle();

    assertEquation(2L * MORE_THAN_ANY_WINDOW, 0, 0);
    assertNothingElseIsWrong();
  }

  @Test
  void gapThatWasLostBeforeItsAcknowledgementIsCountedOnce() {
    var sender = member(FIRST, 0);
    var other = member(FIRST, 0);
    deliver(sender, 1, 3);
    deliver(other, 1, 1);
    deliver(other, 3, 3);
    books.audit(now);
    books.audit(now);
    assertThat(books.lost()).isEqualTo(1);

    acknowledge(sender, FIRST, 1, 3);
    settle();

    assertEquation(6, 1, 0);
  }

  @Test
  void messageGivenUpAtTheEndOfTheRoomIsNotCountedAgainByItsNumber() {
    var sender = member(FIRST, 0);
    var other = member(FIRST, 0);
    acknowledge(sender, FIRST, 1, 3);
    settle();
    assertEquation(6, 6, 0);

    // The numbers from 1 to 3 are a gap now; and what comes late stays lost.
    acknowledge(sender, FIRST, 5, 5);
    deliver(other, 5, 5);
    deliver(other, 2, 2);
    deliver(sender, 4, 5);
    settle();

    assertThat(books.owed()).isEqualTo(8);
    assertThat(books.lost()).as("4 was skipped too").isEqualTo(7);
    assertThat(books.undelivered(true)).isZero();
  }

  @Test
  void memberWhoHearsNothingIsFoundOutWhileTheLoadGoesOn() {
    var sender = member(FIRST, 0);
    member(FIRST, 0);
    acknowledge(sender, FIRST, 1, 4);
    for (var passed = Duration.ZERO;
        passed.compareTo(DeliveryChecker.TIMEOUT.multipliedBy(2)) < 0;
        passed = passed.plus(DeliveryChecker.AUDIT_PERIOD)) {
      now += DeliveryChecker.AUDIT_PERIOD.toNanos();
      books.audit(now);
    }

    assertEquation(8, 8, 0);
    assertThat(books.pending()).isZero();
  }

  @Test
  void leavingUserIsOwedWhatThereIsAndNothingLater() {
    var sender = member(FIRST, 0);
    var leaving = member(FIRST, 0);
    acknowledge(sender, FIRST, 1, 2);
    deliver(sender, 1, 3);
    books.leaving(leaving);
    acknowledge(sender, FIRST, 3, 5);
    deliver(sender, 4, 5);
    assertThat(books.pending(leaving)).isEqualTo(3);

    deliver(leaving, 1, 3);

    assertThat(books.pending(leaving)).isZero();
    books.leave(leaving);
    settle();
    assertEquation(8, 0, 0);
  }

  @Test
  void leavingUserIsOwedNothingOfALaterEpoch() {
    var sender = member(FIRST, 0);
    var leaving = member(FIRST, 0);
    acknowledge(sender, FIRST, 1, 2);
    deliver(sender, 1, 2);
    deliver(leaving, 1, 2);
    books.leaving(leaving);
    books.reset(sender, SECOND, 2);
    books.reset(leaving, SECOND, 2);
    acknowledge(sender, SECOND, 3, 4);
    deliver(sender, 3, 4);

    assertThat(books.pending(leaving)).isZero();
    settle();

    assertEquation(6, 0, 0);
  }

  @Test
  void whatALeavingUserWasConnectedForAndNotGivenIsLost() {
    var sender = member(FIRST, 0);
    var leaving = member(FIRST, 0);
    acknowledge(sender, FIRST, 1, 4);
    deliver(sender, 1, 4);
    deliver(leaving, 1, 1);
    books.leaving(leaving);
    now += Duration.ofSeconds(10).toNanos();

    books.giveUp(leaving, now);
    books.leave(leaving);
    settle();

    assertEquation(8, 3, 0);
  }

  @Test
  void whatALeavingUserCouldNotBeConnectedForIsAbandoned() {
    var sender = member(FIRST, 0);
    var away = member(FIRST, 0);
    books.disconnected(away);
    acknowledge(sender, FIRST, 1, 4);
    deliver(sender, 1, 4);
    books.leaving(away);
    now += Duration.ofSeconds(10).toNanos();

    books.giveUp(away, now);
    books.leave(away);
    settle();

    assertEquation(8, 0, 4);
    assertThat(books.pending()).isZero();
  }

  @Test
  void acknowledgementOfAMessageWhoseSenderLeftCountsForThoseWhoAreThere() {
    var sender = member(FIRST, 0);
    books.leave(sender);
    var other = member(FIRST, 0);

    acknowledge(sender, FIRST, 1, 1);
    settle();

    assertEquation(1, 1, 0);
    assertThat(other.highest()).isEqualTo(0);
  }

  @Test
  void userInTheSlotOfOneWhoLeftIsOwedNothingOfTheirs() {
    var sender = member(FIRST, 0);
    var leaving = member(FIRST, 0);
    deliver(leaving, 1, 1);
    acknowledge(sender, FIRST, 2, 2);
    books.leave(leaving);
    var next = member(FIRST, 0);
    acknowledge(sender, FIRST, 1, 1);
    deliver(sender, 1, 2);
    deliver(next, 1, 2);
    settle();

    assertThat(books.owed()).isEqualTo(4);
    assertThat(books.abandoned()).isEqualTo(1);
    assertThat(books.lost()).isZero();
    assertThat(books.undelivered(true)).isZero();
    assertNothingElseIsWrong();
  }

  @Test
  void userWhoIsAwayLeavesTheEquationOpenOnceSettled() {
    var sender = member(FIRST, 0);
    books.disconnected(member(FIRST, 0));
    acknowledge(sender, FIRST, 1, 3);
    deliver(sender, 1, 3);
    assertThat(books.undelivered(false)).isZero();

    settle();

    assertThat(books.pending()).isEqualTo(3);
    assertThat(books.undelivered(true)).isEqualTo(3);
  }

  @Test
  void acknowledgedMessageOfAnEpochThatEndedIsLostForWhoNeverGotIt() {
    var sender = member(FIRST, 0);
    var other = member(FIRST, 0);
    acknowledge(sender, FIRST, 1, 10);
    deliver(sender, 1, 10);
    deliver(other, 1, 6);

    books.reset(sender, SECOND, 4);
    books.reset(other, SECOND, 4);

    assertEquation(20, 4, 0);
    assertThat(books.pending()).isZero();
    assertThat(other.epoch()).isEqualTo(SECOND);
    assertThat(other.highest()).isEqualTo(4);
  }

  @Test
  void numbersAfterACutAreOtherPlaces() {
    var sender = member(FIRST, 0);
    var other = member(FIRST, 0);
    acknowledge(sender, FIRST, 1, 6);
    deliver(sender, 1, 6);
    deliver(other, 1, 6);
    books.reset(sender, SECOND, 4);
    books.reset(other, SECOND, 4);

    for (int seq = 5; seq <= 6; seq++) {
      books.acknowledged(sender, SECOND, seq, message(100 + seq));
      books.delivered(sender, seq, message(100 + seq));
      books.delivered(other, seq, message(100 + seq));
    }
    settle();

    assertEquation(16, 0, 0);
    assertThat(books.delivered()).isEqualTo(16);
    assertNothingElseIsWrong();
  }

  @Test
  void messageAcknowledgedInTheNextEpochIsPendingUntilItsUsersAreThere() {
    var sender = member(FIRST, 0);
    acknowledge(sender, FIRST, 1, 2);
    deliver(sender, 1, 2);

    books.acknowledged(sender, SECOND, 1, message(7));

    assertThat(books.pending()).isEqualTo(1);
    assertThat(books.lost()).isZero();
    books.reset(sender, SECOND, 0);
    assertThat(books.pending()).isEqualTo(1);
    books.delivered(sender, 1, message(7));
    settle();
    assertEquation(3, 0, 0);
    assertNothingElseIsWrong();
  }

  @Test
  void messageOfTheNextEpochThatAUserIsSetPastIsLostAndNotAbandoned() {
    var sender = member(FIRST, 0);
    deliver(sender, 1, 5);
    books.acknowledged(sender, SECOND, 2, message(7));

    books.reset(sender, SECOND, 3);
    books.leave(sender);

    assertEquation(1, 1, 0);
  }

  @Test
  void acknowledgementThatComesAfterItsEpochEndedIsLost() {
    var sender = member(FIRST, 0);
    var other = member(FIRST, 0);
    deliver(sender, 1, 1);
    books.reset(sender, SECOND, 0);
    books.reset(other, SECOND, 0);
    assertThat(books.lost()).as("nobody was told that it was stored").isZero();

    acknowledge(sender, FIRST, 1, 1);

    assertEquation(2, 1, 0);
  }

  @Test
  void retriedMessageThatSurvivedTheCutStandsWhereItStood() {
    var sender = member(FIRST, 0);
    deliver(sender, 1, 3);
    books.reset(sender, SECOND, 3);

    acknowledge(sender, SECOND, 3, 3);
    settle();

    assertEquation(1, 0, 0);
    assertNothingElseIsWrong();
  }

  @Test
  void userWhoIsNeverToldOfTheCutIsLeftWithAllThatCameAfter() {
    var told = member(FIRST, 0);
    var other = member(FIRST, 0);
    acknowledge(told, FIRST, 1, 5);
    deliver(told, 1, 5);
    deliver(other, 1, 5);
    books.reset(told, SECOND, 0);
    books.acknowledged(told, SECOND, 1, message(7));
    books.delivered(told, 1, message(7));
    settle();

    assertEquation(12, 1, 0);
  }

  @Test
  void whatAUserIsSetPastWithinAnEpochIsLost() {
    var member = member(FIRST, 0);
    deliver(member, 1, 2);

    books.reset(member, FIRST, 5);

    assertThat(books.lost()).isEqualTo(3);
  }

  @Test
  void endThatLiesBeforeTheCursorIsGoneBackTo() {
    var member = member(FIRST, 0);
    deliver(member, 1, 5);

    books.reset(member, FIRST, 3);

    assertThat(member.highest()).isEqualTo(3);
    assertThat(books.lost()).isZero();
    books.delivered(member, 4, message(104));
    assertThat(books.delivered()).isEqualTo(6);
  }
}
