package switchboard.console.ui.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import switchboard.console.Failure;
import switchboard.console.bundle.KeptRuns;
import switchboard.console.sweep.SweepFolder;
import switchboard.console.sweep.search.Weights;
import switchboard.console.ui.cockpit.Models;
import switchboard.console.ui.command.Command;
import switchboard.console.verdict.Objective;

@Timeout(60)
class TuningModelTest {
  @TempDir private Path path;
  private final Models models = new Models();
  private final AtomicInteger fronts = new AtomicInteger();
  private TuningModel model;

  @BeforeEach
  void open() {
    model =
        new TuningModel(
            models.workspace,
            new KeptRuns(path.resolve("runs"), KeptRuns.MAX_BYTES),
            new SweepFolder(path.resolve("sweeps")),
            new Random(1),
            fronts::incrementAndGet);
  }

  @AfterEach
  void close() {
    models.close();
  }

  @Test
  void nothingCanBeSweptBeforeTheSystemRuns() {
    assertThat(model.obstacleProperty().get()).isEqualTo("Launch the system first.");
    model.start();
    models.background.finish();
    assertThat(model.runningProperty().get()).isFalse();

    models.launched(2);
    assertThat(model.obstacleProperty().get()).isEmpty();
  }

  @Test
  void formIsAPlan() {
    var form = model.form();
    form.replicasProperty().set("2, 1");
    form.cpusProperty().set("0.5");
    form.memoryProperty().set("256, 192");
    form.usersProperty().set("1000");
    form.objectivesProperty().set("deliveries.p99<=100ms; recovery<=5s");
    form.memoryWeightProperty().set("0.5");
    form.durationProperty().set("30s");

    var plan = form.plan(42);

    assertThat(plan.space().all()).hasSize(4);
    assertThat(plan.space().replicas()).containsExactly(1, 2);
    assertThat(plan.weights()).isEqualTo(new Weights(1, 0.5));
    assertThat(plan.load().users()).isEqualTo(1_000);
    assertThat(plan.kill()).isTrue();
    assertThat(plan.criteria().objectives().all())
        .filteredOn(Objective::named)
        .extracting(Objective::condition)
        .containsExactly("deliveries.p99<=100ms", "recovery<=5s");
    assertThat(plan.seed()).isEqualTo(42);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "replicas | 0 | Replicas is 0; expected 1 to 10.",
        "replicas | two | Replicas is “two”; expected a number.",
        "replicas | , | No replicas. Name at least one.",
        "users | 0 | Users is 0; expected 1 to 10000.",
        "memory | -5 | Memory is “-5”; expected a positive number.",
        "objectives | fast | Invalid objective",
        "cpu | 0, 0.5 | CPU limit of 0.0; expected a number of cores, such as 0.5.",
        "cpu | Infinity | CPU limit of Infinity; expected a number of cores",
        "memory | 0, 256 | Memory limit of 0 bytes; expected more than 0.",
        "memory | 9223372036854775807 | Memory is 9223372036854775807 MiB; expected less.",
        "duration | 0s | Duration is 0s; expected 1s to 1h.",
        "duration | 1000h | Duration is 1000h; expected 1s to 1h.",
        "duration | soon | Invalid duration 'soon'."
      })
  void mistakeIsSaidBesideTheButton(String field, String typed, String sentence) {
    models.launched(1);
    var form = model.form();
    switch (field) {
      case "replicas" -> form.replicasProperty().set(typed);
      case "users" -> form.usersProperty().set(typed);
      case "memory" -> form.memoryProperty().set(typed);
      case "cpu" -> form.cpusProperty().set(typed);
      case "objectives" -> form.objectivesProperty().set(typed);
      default -> form.durationProperty().set(typed);
    }

    assertThat(model.obstacleProperty().get()).startsWith(sentence);
  }

  @Test
  void moreThanFiveHundredConfigurationsAreAMistake() {
    models.launched(1);

    model
        .form()
        .cpusProperty()
        .set(
            IntStream.rangeClosed(1, 60)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(",")));

    assertThat(model.obstacleProperty().get())
        .isEqualTo("540 configurations of replicas, CPU and memory; expected 500 at most.");
  }

  @Test
  void thereIsNothingToResumeBeforeASweepWasInterrupted() {
    models.launched(2);

    model.resume();
    models.background.finish();

    assertThat(model.runningProperty().get()).isFalse();
    assertThat(models.notices)
        .extracting(each -> each.happened())
        .containsExactly("no sweep of what is typed was interrupted");
  }

  @Test
  void sweepHasTheSystemForItself() {
    models.launched(2);

    model.resume();
    assertThat(models.workspace.usedAloneProperty().get()).isEqualTo("A sweep is running.");
    models.background.finish();

    assertThat(models.workspace.usedAloneProperty().get()).isEmpty();
    assertThat(model.obstacleProperty().get()).isEmpty();
  }

  @Test
  void nothingIsSweptOrAppliedWhileSomethingElseMeasures() {
    models.launched(2);
    models.workspace.useAlone("An experiment is running.");

    model.start();
    model.apply().apply(model.form().plan(1), model.form().plan(1).space().largest());

    assertThat(model.obstacleProperty().get()).isEqualTo("An experiment is running.");
    assertThat(model.runningProperty().get()).isFalse();
    assertThat(model.apply().busyProperty().get()).isFalse();
  }

  @Test
  void applyingHasTheSystemForItself() {
    models.launched(2);
    models.platform.failChanges(new Failure("Limiting", "it cannot", "Leave it."));

    model.apply().apply(model.form().plan(1), model.form().plan(1).space().largest());
    assertThat(model.obstacleProperty().get()).isEqualTo("A configuration is being applied.");
    models.background.finish();

    assertThat(model.obstacleProperty().get()).isEmpty();
  }

  @Test
  void whatThePlatformCannotSetIsSaidAndNothingBegins() {
    models.launched(2);
    model.form().cpusProperty().set("64");

    model.start();

    assertThat(model.runningProperty().get()).isFalse();
    assertThat(models.notices.getFirst().happened()).contains("is out of range on memory");
  }

  @Test
  void paletteOffersTheSweepWithItsObstacle() {
    assertThat(model.commands(OptionalInt.empty()))
        .extracting(Command::title)
        .isEqualTo(List.of("Find the cheapest configuration"));
  }
}
