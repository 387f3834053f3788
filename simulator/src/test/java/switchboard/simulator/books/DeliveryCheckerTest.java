package switchboard.simulator.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("locales")
class DeliveryCheckerTest {
  private static final String ROOM = "lobby";
  private static final int ROOM_SIZE = 2;

  private long now = 1_000;
  private final DeliveryChecker books = new DeliveryChecker(now);

  private Member member(long lastSeq) {
    var member = books.join(ROOM, ROOM_SIZE, "", lastSeq);
    books.connected(member, now);
    return member;
  }

  private static Content message(int n) {
    return Content.of("id-" + n, "ada", "text " + n);
  }

  private void deliver(Member member, int... seqs) {
    for (int seq : seqs) {
      books.delivered(member, seq, message(seq));
    }
  }

  private void pass(Duration time) {
    long end = now + time.toNanos();
    while (now < end) {
      now += DeliveryChecker.AUDIT_PERIOD.toNanos();
      books.audit(now);
    }
  }

  private void settle() {
    now += Duration.ofSeconds(10).toNanos();
    books.settle(now);
  }

  private void assertCounts(long delivered, long lost, long duplicated, long reordered) {
    assertThat(books.delivered()).as("delivered").isEqualTo(delivered);
    assertThat(books.lost()).as("lost").isEqualTo(lost);
    assertThat(books.duplicated()).as("duplicated").isEqualTo(duplicated);
    assertThat(books.reordered()).as("reordered").isEqualTo(reordered);
  }

  /** Of the deliveries that are owed, what is not lost or abandoned was delivered. */
  private void assertEquation(long owed, long lost, long abandoned) {
    assertThat(books.owed()).as("owed").isEqualTo(owed);
    assertThat(books.lost()).as("lost").isEqualTo(lost);
    assertThat(books.abandoned()).as("abandoned").isEqualTo(abandoned);
    assertThat(books.undelivered(true)).as("undelivered").isZero();
  }

  @Test
  void messagesInOrderAreDelivered() {
    deliver(member(0), 1, 2, 3);
    settle();

    assertCounts(3, 0, 0, 0);
  }

  @Test
  void messageThatTheNextSocketRepeatsIsNoDeliveryAndNoDuplicate() {
    var member = member(0);
    deliver(member, 1, 2);

    assertThat(books.repeated(member, 2, message(2))).isTrue();

    settle();
    assertCounts(2, 0, 0, 0);
    assertThat(books.renumbered()).isZero();
  }

  @Test
  void messageThatTheMemberDoesNotHaveIsNotRepeated() {
    var member = member(0);
    deliver(member, 1, 3);

    assertThat(books.repeated(member, 2, message(2))).isFalse();
    assertThat(books.repeated(member, 4, message(4))).isFalse();

    settle();
    assertCounts(2, 1, 0, 0);
  }

  @Test
  void anotherMessageThatTheNextSocketBringsUnderTheNumberIsSeen() {
    var member = member(0);
    deliver(member, 1, 2);
    books.acknowledged(member, "", 2, message(2));

    assertThat(books.repeated(member, 2, message(7))).isFalse();
    assertThat(books.delivered(member, 2, message(7))).isFalse();

    assertThat(books.renumbered()).isPositive();
  }

  @Test
  void anotherMessageThatTheNextSocketBringsIsADuplicateAlsoWhereNeitherIsAcknowledged() {
    var member = member(0);
    deliver(member, 1, 2);

    assertThat(books.repeated(member, 2, message(7))).isFalse();
    assertThat(books.delivered(member, 2, message(7))).isFalse();

    settle();
    assertThat(books.duplicated()).isEqualTo(1);
  }

  @Test
  void memberIsOwedOnlyWhatComesAfterItsStart() {
    deliver(member(0), 1, 2, 3);
    deliver(member(3), 4);
    settle();

    assertCounts(4, 1, 0, 0);
  }

  @Test
  void messageThatComesTwiceIsDuplicated() {
    deliver(member(0), 1, 2, 2, 1, 3);
    settle();

    assertCounts(3, 0, 2, 0);
  }

  @Test
  void messageFromBeforeTheStartIsDuplicated() {
    deliver(member(5), 5, 6);

    assertCounts(1, 0, 1, 0);
  }

  @Test
  void messageAfterALaterOneIsReorderedAndDelivered() {
    deliver(member(0), 1, 3, 4, 2, 5);
    settle();

    assertCounts(5, 0, 0, 1);
  }

  @Test
  void gapIsPendingUntilTheBooksAreSettled() {
    deliver(member(0), 1, 2, 5);

    assertThat(books.pending()).isEqualTo(2);
    assertThat(books.lost()).isZero();
    settle();
    assertThat(books.pending()).isZero();
    assertCounts(3, 2, 0, 0);
  }

  @Test
  void gapIsLostAfterTwoAudits() {
    deliver(member(0), 1, 3);

    pass(DeliveryChecker.AUDIT_PERIOD);
    assertThat(books.lost()).isZero();
    pass(DeliveryChecker.AUDIT_PERIOD);
    assertThat(books.lost()).isEqualTo(1);
  }

  @Test
  void acknowledgedMessageThatReachesNobodyIsLostForEveryMember() {
    var sender = member(0);
    member(0);

    books.acknowledged(sender, "", 1, message(1));

    assertThat(books.pending()).isEqualTo(2);
    settle();
    assertCounts(0, 2, 0, 0);
  }

  @Test
  void frozenServerThatDeliversLateLosesNothing() {
    var sender = member(0);
    books.acknowledged(sender, "", 1, message(1));

    pass(Duration.ofSeconds(30));
    deliver(sender, 1);
    settle();

    assertCounts(1, 0, 0, 0);
  }

  @Test
  void memberWhoIsNeverGivenTheNewestIsFoundOutWhileTheLoadGoesOn() {
    var hearing = member(0);
    var deaf = member(0);
    deliver(hearing, 1, 2);

    pass(DeliveryChecker.TIMEOUT.multipliedBy(2));

    assertThat(deaf.highest()).isEqualTo(2);
    assertCounts(2, 2, 0, 0);
  }

  @Test
  void messageThatArrivesAfterItWasGivenUpStaysLost() {
    var member = member(0);
    deliver(member, 1, 3);
    settle();

    deliver(member, 2);

    assertCounts(2, 1, 0, 0);
  }

  @Test
  void memberWhoIsAwayStaysOwedAndCatchesUp() {
    var there = member(0);
    var away = member(0);
    books.disconnected(away);
    deliver(there, 1, 2);

    settle();
    assertThat(books.pending()).isEqualTo(2);
    assertThat(books.lost()).isZero();

    books.connected(away, now);
    deliver(away, 1, 2);
    settle();
    assertThat(books.pending()).isZero();
    assertCounts(4, 0, 0, 0);
  }

  @Test
  void memberWhoIsAwayWhileTheLoadGoesOnStaysOwed() {
    var there = member(0);
    books.disconnected(member(0));
    deliver(there, 1, 2);

    pass(DeliveryChecker.TIMEOUT.multipliedBy(2));

    assertThat(books.pending()).isEqualTo(2);
    assertThat(books.lost()).isZero();
  }

  @Test
  void messageThatWasAcknowledgedJustNowIsNotGivenUp() {
    var sender = member(0);
    pass(DeliveryChecker.TIMEOUT.minus(DeliveryChecker.AUDIT_PERIOD));
    books.acknowledged(sender, "", 1, message(1));

    pass(DeliveryChecker.AUDIT_PERIOD);

    assertThat(books.pending()).isEqualTo(1);
    assertThat(books.lost()).isZero();
  }

  @Test
  void reconnectThatSkipsMessagesLosesThem() {
    var there = member(0);
    var away = member(0);
    deliver(away, 1);
    books.disconnected(away);
    deliver(there, 1, 2, 3);
    books.connected(away, now);

    deliver(there, 4);
    deliver(away, 4);
    settle();

    assertCounts(6, 2, 0, 0);
  }

  @Test
  void reconnectThatReplaysTooMuchDuplicates() {
    var member = member(0);
    deliver(member, 1, 2);
    books.disconnected(member);
    books.connected(member, now);

    deliver(member, 2, 3);

    assertCounts(3, 0, 1, 0);
  }

  @Test
  void memberWhoHasOnlyJustConnectedIsNotGivenUp() {
    var there = member(0);
    var back = member(0);
    books.disconnected(back);
    deliver(there, 1);
    now += Duration.ofSeconds(10).toNanos();
    books.connected(back, now);

    books.settle(now + 1);

    assertThat(books.lost()).isZero();
    assertThat(books.pending()).isEqualTo(1);
  }

  @Test
  void memberWhoLeftIsOwedNothing() {
    var sender = member(0);
    var leaving = member(0);
    books.leave(leaving);

    deliver(sender, 1);
    books.acknowledged(sender, "", 1, message(1));
    settle();

    assertCounts(1, 0, 0, 0);
  }

  @Test
  void roomThatEmptiedStartsAfresh() {
    var first = member(0);
    deliver(first, 1, 2);
    books.leave(first);

    var second = member(2);
    deliver(second, 3);
    settle();

    assertCounts(3, 0, 0, 0);
  }

  @Test
  void otherContentThanAcknowledgedIsLost() {
    var sender = member(0);
    books.acknowledged(sender, "", 1, message(1));

    books.delivered(sender, 1, Content.of("id-1", "ada", "something else"));
    settle();

    assertCounts(1, 1, 0, 0);
    assertEquation(1, 1, 0);
  }

  @Test
  void acknowledgementAfterTheDeliveryOfOtherContentIsLostForEveryoneWhoGotIt() {
    var sender = member(0);
    deliver(sender, 1);
    deliver(member(0), 1);

    books.acknowledged(sender, "", 1, message(7));
    settle();

    assertThat(books.lost()).isEqualTo(2);
    assertThat(books.renumbered()).isEqualTo(1);
  }

  @Test
  void ofTwoContentsTheAcknowledgedOneIsRight() {
    var sender = member(0);
    deliver(sender, 1);
    books.delivered(member(0), 1, message(7));
    assertThat(books.lost()).isZero();

    books.acknowledged(sender, "", 1, message(1));
    settle();

    assertThat(books.lost()).isEqualTo(1);
  }

  @Test
  void twoMessagesAcknowledgedUnderOneNumberAreNoticed() {
    var sender = member(0);
    books.acknowledged(sender, "", 1, message(1));
    deliver(sender, 1);

    books.acknowledged(sender, "", 1, message(2));
    settle();

    assertThat(books.lost()).isEqualTo(1);
    assertThat(books.renumbered()).isEqualTo(1);
    assertEquation(2, 1, 0);
  }

  @Test
  void differentContentsThatNobodyAcknowledgedAreNoticedInTheEnd() {
    deliver(member(0), 1);
    deliver(member(0), 1);
    books.delivered(member(0), 1, message(7));

    settle();

    assertThat(books.lost()).isEqualTo(1);
  }

  @Test
  void differentContentsThatNobodyAcknowledgedAreNoticedWhileTheLoadGoesOn() {
    deliver(member(0), 1);
    books.delivered(member(0), 1, message(7));

    pass(DeliveryChecker.TIMEOUT);

    assertThat(books.lost()).isEqualTo(1);
  }

  @Test
  void differentContentsThatNobodyAcknowledgedAreNoticedWhenTheLastUserLeaves() {
    var first = member(0);
    var other = member(0);
    deliver(first, 1);
    books.delivered(other, 1, message(7));

    books.leave(first);
    books.leave(other);

    assertThat(books.lost()).isEqualTo(1);
  }

  @Test
  void whereAUserEntersShowsWhatTheOthersHaveToGet() {
    deliver(member(0), 1);
    member(3);
    settle();

    assertCounts(1, 2, 0, 0);
  }

  @Test
  void sameMessageUnderTwoNumbersIsDuplicated() {
    var member = member(0);
    books.delivered(member, 1, message(1));
    books.delivered(member, 2, message(1));
    settle();

    assertCounts(1, 0, 1, 0);
  }

  @Test
  void sameMessageUnderTwoNumbersIsNoDuplicateForWhoCameBetween() {
    deliver(member(0), 1);

    books.delivered(member(1), 2, message(1));

    assertThat(books.duplicated()).isZero();
  }

  @Test
  void acknowledgementOfARetryChangesNothing() {
    var sender = member(0);
    books.acknowledged(sender, "", 1, message(1));
    deliver(sender, 1);
    books.acknowledged(sender, "", 1, message(1));
    settle();

    assertCounts(1, 0, 0, 0);
    assertEquation(1, 0, 0);
  }

  @Test
  void hugeGapCostsNoMemoryAndIsCountedExactly() {
    deliver(member(0), 1, 1_000_000_001);
    settle();

    assertCounts(2, 999_999_999, 0, 0);
  }

  @Test
  void manyGapsBeyondTheBoundAreGivenUpEarlyAndCountedExactly() {
    var member = member(0);
    for (int seq = 2; seq <= 2000; seq += 2) {
      deliver(member, seq);
    }

    assertThat(books.lost()).isEqualTo(1000 - Member.RANGES);
    settle();
    assertCounts(1000, 1000, 0, 0);
  }

  @Test
  void catchUpBeyondTheWindowIsJudgedByNumber() {
    var ahead = member(0);
    var behind = member(0);
    for (int seq = 1; seq <= 500; seq++) {
      deliver(ahead, seq);
    }
    for (int seq = 1; seq <= 500; seq++) {
      deliver(behind, seq);
    }
    settle();

    assertCounts(1000, 0, 0, 0);
  }
}
