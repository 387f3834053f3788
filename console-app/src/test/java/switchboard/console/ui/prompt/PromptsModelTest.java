package switchboard.console.ui.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import switchboard.console.settings.ConfirmableAction;
import switchboard.console.ui.fx.ManualBackground;

class PromptsModelTest {
  private final ManualBackground background = new ManualBackground();
  private final Set<ConfirmableAction> asked = EnumSet.noneOf(ConfirmableAction.class);
  private final PromptsModel prompts = new PromptsModel(background, asked::contains);
  private final List<String> done = new ArrayList<>();

  private void kill(String replica) {
    prompts.confirm(
        Set.of(ConfirmableAction.KILL), "Kill " + replica + "?", "Kill", () -> done.add(replica));
  }

  @Test
  void withoutAWishToBeAskedItHappensAtOnce() {
    asked.add(ConfirmableAction.STOP);
    kill("backend-1");

    assertThat(done).containsExactly("backend-1");
    assertThat(prompts.isAnything()).isFalse();
  }

  @Test
  void questionIsAnsweredOnceAndTheNewestCounts() {
    asked.add(ConfirmableAction.KILL);
    kill("backend-1");
    kill("backend-2");
    assertThat(done).isEmpty();

    prompts.answer();
    prompts.answer();

    assertThat(done).containsExactly("backend-2");
  }

  @Test
  void questionThatIsLeftIsForgotten() {
    asked.add(ConfirmableAction.KILL);
    kill("backend-1");

    prompts.giveUp();
    prompts.answer();

    assertThat(done).isEmpty();
  }

  @Test
  void delayedActionHappensAfterItsSeconds() {
    prompts.delay("Deletes", () -> done.add("deleted"));
    assertThat(prompts.secondsLeft()).contains(PromptsModel.SECONDS);
    background.pass(Duration.ofSeconds(2));
    assertThat(prompts.countdownProperty().get().orElseThrow().sentence())
        .isEqualTo("Deletes in 3 s.");
    background.pass(Duration.ofSeconds(2));
    assertThat(done).isEmpty();

    background.pass(Duration.ofSeconds(1));

    assertThat(done).containsExactly("deleted");
    assertThat(prompts.secondsLeft()).isEmpty();
  }

  @Test
  void delayedActionThatIsGivenUpNeverHappensAndTheNextHasItsFullTime() {
    prompts.delay("Deletes", () -> done.add("first"));
    background.pass(Duration.ofSeconds(3));
    prompts.giveUp();
    prompts.delay("Deletes", () -> done.add("second"));

    background.pass(Duration.ofSeconds(4));
    assertThat(done).isEmpty();
    background.pass(Duration.ofSeconds(1));
    assertThat(done).containsExactly("second");
  }

  @Test
  void sentenceGoesAfterAWhileAndItsUndoStays() {
    prompts.tell("Scaled.", new Undo("back to 2", () -> done.add("undone")));
    background.pass(PromptsModel.SHOWN);
    assertThat(prompts.isAnything()).isFalse();

    prompts.undo();
    prompts.undo();

    assertThat(done).containsExactly("undone");
  }

  @Test
  void newerSentenceStaysForItsWholeTime() {
    prompts.tell("First.");
    background.pass(Duration.ofSeconds(6));
    prompts.tell("Second.");
    background.pass(Duration.ofSeconds(6));

    assertThat(prompts.toldProperty().get()).map(Prompt.Told::sentence).contains("Second.");
  }

  @Test
  void withTheSystemGoesAllThatWasAboutIt() {
    asked.add(ConfirmableAction.KILL);
    kill("backend-1");
    prompts.delay("Deletes", () -> done.add("deleted"));
    prompts.tell("Scaled.", new Undo("back to 2", () -> done.add("undone")));

    prompts.clear();
    background.pass(Duration.ofSeconds(10));
    prompts.answer();
    prompts.undo();

    assertThat(done).isEmpty();
    assertThat(prompts.isAnything()).isFalse();
  }
}
