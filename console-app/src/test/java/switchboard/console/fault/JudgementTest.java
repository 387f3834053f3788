package switchboard.console.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import switchboard.console.load.LoadStats;
import switchboard.console.load.SampleStats;

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

  @Test
  void simulatorThatIsAsLateAsItMayBeIsNoObjection() {
    judgement.generator(LoadStats.LATE);
    assertThat(judgement.result()).isEqualTo(Verdict.Result.PASSED);

    judgement.generator(LoadStats.LATE.plus(Duration.ofMillis(1)));

    assertThat(judgement.result()).isEqualTo(Verdict.Result.NO_VERDICT);
    assertThat(judgement.reasons().getFirst())
        .startsWith("The simulator's timers were up to 101 ms late");
  }

  @Test
  void lostMessagesAreInTheBooks() {
    var lost =
        SampleStats.UNHARMED.withMessages(
            was -> new LoadStats.Messages(500, 500, 25_002L, 25_000, 2, 0, 0, 0L, 0L, 0L, 0, 0L));

    judgement.booksClosed(lost.stats());

    assertThat(judgement.reasons()).isEmpty();
  }
}
