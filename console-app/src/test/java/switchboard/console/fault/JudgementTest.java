package switchboard.console.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JudgementTest {
  private final Judgement judgement = new Judgement();

  @Test
  void withoutAnObjectionItPasses() {
    assertThat(judgement.result()).isEqualTo(Verdict.Result.PASSED);
  }

  @Test
  void whatWasNotMeasuredWellHasNoVerdictThoughRequestsFailed() {
    judgement.failed("failed");
    judgement.unmeasured("late");

    assertThat(judgement.result()).isEqualTo(Verdict.Result.NO_VERDICT);
    assertThat(judgement.reasons()).containsExactly("late", "failed");
  }

  @Test
  void harmedMessagesFailHoweverItWasMeasured() {
    judgement.unmeasured("late");
    judgement.promiseBroken("lost");

    assertThat(judgement.result()).isEqualTo(Verdict.Result.FAILED);
    assertThat(judgement.reasons()).containsExactly("lost", "late");
  }
}
