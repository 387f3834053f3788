package switchboard.console.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import switchboard.console.load.LoadStats.Messages;
import switchboard.console.load.SampleStats;
import switchboard.console.verdict.Conclusion;
import switchboard.console.verdict.Judgement;
import switchboard.console.verdict.Objectives;
import switchboard.console.verdict.Result;

/** Each kind of user impact fails, with a sentence of its own. */
class UserImpactTest {
  private static final SampleStats UNHARMED = SampleStats.UNHARMED;

  private static Messages messages(
      long lost,
      long duplicated,
      long reordered,
      Long renumbered,
      Long undelivered,
      Long wrongPages) {
    return new Messages(
        500,
        500,
        25_000L,
        25_000,
        lost,
        duplicated,
        reordered,
        renumbered,
        undelivered,
        0L,
        0,
        wrongPages);
  }

  private static Conclusion judge(SampleStats stats) {
    var judgement = new Judgement();
    UserImpact.sinceStart(stats.stats()).judge(judgement, Objectives.DEFAULT);
    return judgement.conclude();
  }

  private static void assertFails(SampleStats stats, String reason) {
    var judgement = judge(stats);
    assertThat(judgement.reasons()).containsExactly(reason);
    assertThat(judgement.result()).isEqualTo(Result.FAILED);
  }

  @Test
  void unharmedUsersAreNoReason() {
    assertThat(judge(UNHARMED).result()).isEqualTo(Result.PASSED);
  }

  @Test
  void lostMessagesFail() {
    assertFails(UNHARMED.withLost(1), "1 message was lost");
    assertFails(UNHARMED.withLost(2_500), "2\u202f500 messages were lost");
  }

  @Test
  void duplicatedMessagesFail() {
    assertFails(
        UNHARMED.withMessages(was -> messages(0, 1, 0, 0L, 0L, 0L)), "1 message was duplicated");
  }

  @Test
  void reorderedMessagesFail() {
    assertFails(
        UNHARMED.withMessages(was -> messages(0, 0, 2, 0L, 0L, 0L)), "2 messages were reordered");
  }

  @Test
  void renumberedMessagesFail() {
    assertFails(
        UNHARMED.withMessages(was -> messages(0, 0, 0, 1L, 0L, 0L)), "1 message was renumbered");
  }

  @Test
  void undeliveredMessagesFail() {
    assertFails(
        UNHARMED.withMessages(was -> messages(0, 0, 0, 0L, 1L, 0L)),
        "1 owed delivery is missing: neither delivered, nor counted as lost or abandoned");
    assertFails(
        UNHARMED.withMessages(was -> messages(0, 0, 0, 0L, 2L, 0L)),
        "2 owed deliveries are missing: neither delivered, nor counted as lost or abandoned");
  }

  @Test
  void wrongPagesOfHistoryFail() {
    assertFails(
        UNHARMED.withMessages(was -> messages(0, 0, 0, 0L, 0L, 1L)),
        "1 page of history was wrong: out of order, with a gap, or without an acknowledged"
            + " message");
    assertThat(
            judge(UNHARMED.withMessages(was -> messages(0, 0, 0, 0L, 0L, 3L))).reasons().getFirst())
        .startsWith("3 pages of history were wrong:");
  }

  @Test
  void clearedHistoryFailsAndIsTheFirstReason() {
    var judgement = judge(UNHARMED.withFailed(3).withLost(800).withHistoryResets(50L));

    assertThat(judgement.result()).isEqualTo(Result.FAILED);
    assertThat(judgement.reasons())
        .containsExactly(
            "The store lost its history: users were notified 50 times",
            "800 messages were lost",
            "3 requests failed");
    assertFails(
        UNHARMED.withHistoryResets(1L), "The store lost its history: users were notified 1 time");
  }

  @Test
  void failedRequestsFail() {
    assertFails(UNHARMED.withFailed(1), "1 request failed");
  }

  @Test
  void whatAnOlderSimulatorDoesNotCountNeverPasses() {
    var judgement =
        judge(
            UNHARMED
                .withHistoryResets(null)
                .withMessages(
                    was ->
                        new Messages(500, 500, null, 25_000, 0, 0, 0, null, null, null, 0, null)));

    assertThat(judgement.result()).isEqualTo(Result.INVALID);
    assertThat(judgement.reasons())
        .containsExactly(
            "The simulator does not count what is owed, renumbered, undelivered, abandoned, wrong"
                + " pages, history resets: use one of this console's version");
  }

  @Test
  void onlyWhatHappenedBetweenTwoFiguresCounts() {
    var before =
        UNHARMED
            .withFailed(10)
            .withHistoryResets(7L)
            .withMessages(was -> messages(1, 2, 3, 4L, 5L, 6L));
    var after =
        UNHARMED
            .withTotal(1_500)
            .withFailed(17)
            .withHistoryResets(9L)
            .withMessages(was -> messages(2, 4, 6, 8L, 10L, 12L));

    var impact = UserImpact.between(before.stats(), after.stats());

    assertThat(impact).isEqualTo(new UserImpact(500, 7, 1, 2, 3, 4, 5, 6, 2, List.of()));
  }

  @Test
  void reasonsAreThoseOfTheJudgement() {
    assertThat(UserImpact.sinceStart(UNHARMED.stats()).reasons()).isEmpty();
    assertThat(UserImpact.sinceStart(UNHARMED.withLost(1).withFailed(2).stats()).reasons())
        .containsExactly("1 message was lost", "2 requests failed");
  }
}
