package switchboard.console.platform.compose.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import switchboard.console.ManualClock;

class PausedContainersTest {
  private static final String STARTED = "2026-01-01T11:00:00.123456789Z";

  private final ManualClock clock = new ManualClock();
  private final List<String> resumed = new ArrayList<>();
  private boolean engineAnswers = true;
  private final PausedContainers paused =
      new PausedContainers(
          (id, started) -> {
            resumed.add(id + " of " + started);
            return engineAnswers;
          },
          clock);

  private void hold(String id) {
    assertThat(paused.take("hold " + id + " " + STARTED + " 10000"))
        .isEqualTo("hold " + id + " " + STARTED + " 10000");
  }

  private void pass(Duration time) {
    clock.advance(time);
    paused.resumeDue();
  }

  @Test
  void everythingIsResumedAtOnceWhenTheConsoleIsGone() {
    hold("a");
    hold("b");
    pass(Duration.ofSeconds(1));
    assertThat(resumed).isEmpty();

    paused.consoleIsGone();
    assertThat(paused.untilDue()).contains(Duration.ZERO);
    paused.resumeDue();

    assertThat(resumed).containsExactly("a of " + STARTED, "b of " + STARTED);
    assertThat(paused.isEmpty()).isTrue();
  }

  @Test
  void whatTheConsoleResumedItselfIsLeftAlone() {
    hold("a");
    paused.take("release a");

    paused.consoleIsGone();
    paused.resumeDue();

    assertThat(resumed).isEmpty();
    assertThat(paused.untilDue()).isEmpty();
  }

  @Test
  void consoleThatDoesNotResumeInTimeIsNotWaitedFor() {
    hold("a");

    pass(Duration.ofSeconds(10));
    assertThat(resumed).as("the console's own turn").isEmpty();
    pass(PausedContainers.GRACE);

    assertThat(resumed).hasSize(1);
    assertThat(paused.isEmpty()).isTrue();
  }

  @Test
  void prolongedPauseLastsUntilItsOwnEnd() {
    hold("a");
    clock.advance(Duration.ofSeconds(9));
    hold("a");

    pass(Duration.ofSeconds(9));

    assertThat(resumed).isEmpty();
  }

  @Test
  void engineThatDoesNotAnswerIsAskedAgainUntilTheNextConsoleHasToHeal() {
    hold("a");
    engineAnswers = false;
    paused.consoleIsGone();
    paused.resumeDue();
    paused.resumeDue();
    assertThat(resumed).as("not without a break").hasSize(1);

    pass(Duration.ofSeconds(1));
    assertThat(resumed).hasSize(2);
    assertThat(paused.isEmpty()).isFalse();

    pass(PausedContainers.GIVE_UP);
    assertThat(paused.isEmpty()).isTrue();
  }

  @Test
  void engineThatAnswersAgainIsAskedNoMore() {
    hold("a");
    engineAnswers = false;
    paused.consoleIsGone();
    paused.resumeDue();
    engineAnswers = true;

    pass(Duration.ofSeconds(1));

    assertThat(paused.isEmpty()).isTrue();
  }

  static Stream<Arguments> inspected() {
    return Stream.of(
        arguments("true " + STARTED + "\n", true),
        arguments("false " + STARTED + "\n", false),
        arguments("true 2026-01-01T11:00:00Z\n", false),
        arguments("true yesterday\n", false),
        arguments("", false));
  }

  @ParameterizedTest
  @MethodSource
  void inspected(String printed, boolean isPaused) {
    assertThat(DockerCommand.isPaused(printed, Instant.parse(STARTED))).isEqualTo(isPaused);
  }
}
