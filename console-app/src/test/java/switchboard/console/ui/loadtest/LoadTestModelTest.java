package switchboard.console.ui.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import switchboard.console.loadtest.LoadTestPlan;
import switchboard.console.loadtest.Preset;
import switchboard.console.ui.cockpit.Models;
import switchboard.console.ui.command.Command;
import switchboard.console.verdict.Result;

@Timeout(60)
class LoadTestModelTest {
  private final Models models = new Models();
  private final AtomicInteger fronts = new AtomicInteger();
  private final LoadTestModel model = new LoadTestModel(models.workspace, fronts::incrementAndGet);

  @AfterEach
  void close() {
    models.close();
  }

  private void run(String name) {
    model.form().nameProperty().set(name);
    model.start();
    models.background.finish();
  }

  private static List<String> names(List<PastLoadTest> tests) {
    return tests.stream().map(PastLoadTest::name).toList();
  }

  @Test
  void nothingCanBeRunBeforeTheSystemRuns() {
    assertThat(model.obstacleProperty().get()).isEqualTo("Launch the system first.");
    model.start();
    models.background.finish();
    assertThat(model.past()).isEmpty();

    models.launched(2);
    assertThat(model.obstacleProperty().get()).isEmpty();
  }

  @Test
  void formBeginsWithWhatAbDoesAndTakesPresets() {
    assertThat(model.form().plan()).isEqualTo(Preset.AB.plan());

    for (var preset : Preset.values()) {
      model.form().choose(preset);
      assertThat(model.form().plan()).isEqualTo(preset.plan());
    }
  }

  @Test
  void mistakeIsSaidAndKeepsItFromRunning() {
    models.launched(2);

    model.form().requestsProperty().set("many");
    assertThat(model.obstacleProperty().get())
        .isEqualTo("Requests is “many”; expected a whole number.");

    model.form().requestsProperty().set("0");
    assertThat(model.obstacleProperty().get()).isEqualTo("Requests is 0; expected 1 to 1000000.");

    model.form().openProperty().set(true);
    model.form().durationProperty().set("30");
    assertThat(model.obstacleProperty().get())
        .isEqualTo("Invalid duration '30'. Use a number and a unit: 500ms, 60s, 5m, 1h.");

    model.form().durationProperty().set("30s");
    model.form().pathProperty().set("http://example.org/");
    assertThat(model.obstacleProperty().get()).startsWith("Path is 'http://example.org/'");
  }

  @Test
  void bodyCountsForPostOnly() {
    model.form().bodyProperty().set("{}");
    assertThat(model.form().plan().body()).isEmpty();

    model.form().methodProperty().set("POST");
    assertThat(model.form().plan().body()).hasValue("{}");
  }

  @Test
  void finishedTestIsKeptUnderItsNameAndShown() {
    models.launched(2);

    run("before");

    assertThat(model.runningProperty().get()).isFalse();
    assertThat(names(model.past())).containsExactly("before");
    assertThat(model.shownProperty().get()).hasValue(model.past().getFirst());
    assertThat(model.past().getFirst().result().result()).isEqualTo(Result.PASSED);
    assertThat(models.notices).isEmpty();
  }

  @Test
  void testsWithoutANameAreCalledByWhatTheyDoAndNoTwoAlike() {
    models.launched(2);

    run("");
    run("");
    model.form().requestsProperty().set("10");
    run("");

    assertThat(names(model.past()))
        .containsExactly("10 requests, 50 at a time", "ab -n 20000 -c 50 (2)", "ab -n 20000 -c 50");
  }

  @Test
  void anotherOneIsShownBesideAndNeverItself() {
    models.launched(2);
    run("before");
    run("after");
    var before = model.past().getLast();
    var after = model.past().getFirst();

    model.compare(Optional.of(after));
    assertThat(model.comparedProperty().get()).isEmpty();

    model.compare(Optional.of(before));
    assertThat(model.comparedProperty().get()).hasValue(before);

    model.show(before);
    assertThat(model.comparedProperty().get()).isEmpty();
  }

  @Test
  void stoppedTestIsKeptAsAborted() {
    models.launched(2);
    models.simulator.loadTests().last();
    model.form().pathProperty().set("/");

    model.start();
    assertThat(model.runningProperty().get()).isTrue();
    assertThat(model.obstacleProperty().get()).isEqualTo("A load test is running.");
    model.stop();
    models.background.finish();

    assertThat(model.past().getFirst().result().result()).isEqualTo(Result.ABORTED);
    assertThat(models.simulator.loadTests().isCancelled()).isTrue();
  }

  @Test
  void testThatCannotBeCarriedOutIsANoticeAndNotKept() {
    models.launched(2);
    models.simulator.loadTests().refuse(409, "another load test is running");

    run("");

    assertThat(model.past()).isEmpty();
    assertThat(model.runningProperty().get()).isFalse();
    assertThat(models.notices)
        .singleElement()
        .satisfies(
            notice -> assertThat(notice.happened()).isEqualTo("another load test is running"));
  }

  @Test
  void paletteRunsAPresetOnTheScreenAndStopsIt() {
    models.launched(2);
    models.simulator.loadTests().last();

    command("Load test: Send messages").action().run();
    assertThat(fronts).hasValue(1);
    assertThat(model.form().plan()).isEqualTo(Preset.MESSAGES.plan());
    assertThat(model.runningProperty().get()).isTrue();

    command("Stop the load test").action().run();
    models.background.finish();
    assertThat(names(model.past())).containsExactly("Send messages");
  }

  private Command command(String title) {
    return model.commands(OptionalInt.empty()).stream()
        .filter(each -> each.title().equals(title))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void sessionsOfTheFormAreThoseOfThePlan() {
    model.form().sessionsProperty().set("7");

    assertThat(model.form().plan()).extracting(LoadTestPlan::sessions).isEqualTo(7);
  }
}
