package switchboard.console.ui.cockpit.controls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import switchboard.console.Failure;
import switchboard.console.ManualClock;
import switchboard.console.Outcomes;
import switchboard.console.metrics.FakePrometheus;
import switchboard.console.platform.FakeMonitoring;
import switchboard.console.platform.FakePlatform;
import switchboard.console.platform.LaunchRequest;
import switchboard.console.platform.capability.Monitoring.Origin;
import switchboard.console.session.Session;
import switchboard.console.session.Snapshots;
import switchboard.console.ui.fx.ManualBackground;
import switchboard.console.ui.operation.OperationContext;
import switchboard.console.ui.prompt.PromptsModel;

class ClusterModelTest {
  private static final double MIB = 1 << 20;

  private final ManualClock clock = new ManualClock();
  private final FakePlatform platform = new FakePlatform(clock);
  private final ManualBackground background = new ManualBackground();
  private final FakePrometheus prometheus = new FakePrometheus(0);

  /** Asks nothing of what the operator wants to be asked. */
  private final PromptsModel prompts = new PromptsModel(background, risk -> false);

  private final List<Failure> notices = new ArrayList<>();
  private FakeMonitoring monitoring;
  private Session session;

  private ClusterModel with(Origin origin) {
    monitoring = new FakeMonitoring(origin, prometheus.address());
    platform.monitorBy(monitoring);
    session = new Session(platform, new OkHttpClient(), clock);
    Outcomes.done(platform.launch(LaunchRequest.of(1), step -> {}));
    var model =
        new ClusterModel(
            session.cluster().orElseThrow(),
            new OperationContext(background, clock, prompts, notices::add));
    look(model);
    return model;
  }

  private void look(ClusterModel model) {
    clock.advance(Duration.ofSeconds(10));
    show(model);
  }

  /** What there is at the same time. */
  private void show(ClusterModel model) {
    model.show(Snapshots.of(clock.instant(), platform.state(), List.of(), List.of()));
    background.finish();
  }

  @AfterEach
  void close() {
    session.close();
    prometheus.close();
  }

  @Test
  void nothingIsInstalledBeforeTheQuestionIsAnswered() {
    var model = with(Origin.NONE);
    assertThat(model.description()).contains("Helm would install it into namespace somewhere");

    model.turn();
    background.finish();
    assertThat(monitoring.done()).isEmpty();

    prompts.giveUp();
    background.finish();
    assertThat(monitoring.done()).isEmpty();
  }

  @Test
  void answerInstallsAndTheConsolesOwnIsRemovedAfterAnother() {
    var model = with(Origin.NONE);

    model.turn();
    prompts.answer();
    background.finish();
    assertThat(monitoring.done()).containsExactly("install");
    assertThat(model.isUsed()).isTrue();
    assertThat(model.isOwn()).isTrue();
    assertThat(model.description())
        .isEqualTo("Installed by this console (release stack in namespace somewhere).");

    model.remove();
    background.finish();
    assertThat(monitoring.done()).containsExactly("install");
    prompts.answer();
    background.finish();
    assertThat(monitoring.done()).containsExactly("install", "remove");
    assertThat(model.isUsed()).isFalse();
    assertThat(model.isOwn()).isFalse();
  }

  @Test
  void cancellingGivesUpOnceAndIsNoFailure() {
    var model = with(Origin.NONE);
    model.turn();
    prompts.answer();

    model.operation().cancel();
    model.operation().cancel();
    assertThat(background.cancels()).isEqualTo(1);
    background.finish();

    assertThat(monitoring.done()).isEmpty();
    assertThat(notices).isEmpty();
    assertThat(model.operation().progressProperty().get()).isEmpty();
    assertThat(model.isPossible()).isTrue();
  }

  @Test
  void nextWorkCanBeCancelledToo() {
    var model = with(Origin.FOREIGN);
    model.operation().cancel();
    model.turn();
    model.operation().cancel();
    background.finish();
    model.turn();
    model.operation().cancel();
    background.finish();

    assertThat(background.cancels()).isEqualTo(2);
    assertThat(monitoring.done()).isEmpty();
  }

  @Test
  void whoHearsOfTheProgressFindsNothingPossibleUntilTheEnd() {
    var model = with(Origin.FOREIGN);
    var heard = new ArrayList<String>();
    model
        .operation()
        .progressProperty()
        .subscribe(words -> heard.add(model.isPossible() ? "possible" : words));

    model.turn();
    background.finish();

    assertThat(heard)
        .containsExactly(
            "possible",
            "Using kube-prometheus-stack",
            "Install kube-prometheus-stack 88.5.3 · 1 of 2 pods are ready",
            "possible");
  }

  @Test
  void othersStackIsUsedWithoutAQuestionAndCannotBeRemoved() {
    var model = with(Origin.FOREIGN);
    assertThat(model.isUsed()).isFalse();
    assertThat(model.lines()).isEmpty();

    model.turn();
    background.finish();
    assertThat(model.isUsed()).isTrue();
    model.remove();
    background.finish();
    model.turn();
    background.finish();

    assertThat(monitoring.done()).containsExactly("use", "leave");
    assertThat(model.isOwn()).isFalse();
  }

  @Test
  void figuresThatAreMissingAreSaidToBe() {
    var model = with(Origin.FOREIGN);

    model.turn();
    background.finish();

    assertThat(model.lines())
        .extracting(ClusterModel.Line::name)
        .containsExactly("Pods' CPU", "Pods' memory", "Chat pods restarted", "Chat pods throttled");
    assertThat(model.lines()).extracting(ClusterModel.Line::value).containsOnly("–");
    assertThat(model.noteProperty().get())
        .isEqualTo("It has no metrics of cAdvisor and kube-state-metrics yet.");
  }

  @Test
  void figuresAreOfWhatTheNodesHave() {
    prometheus.say("container_cpu_usage_seconds_total", 1.5);
    prometheus.say("resource=\"cpu\"", 4);
    prometheus.say("container_memory_working_set_bytes", 3_412 * MIB);
    prometheus.say("resource=\"memory\"", 31.3 * 1024 * MIB);
    prometheus.say("kube_pod_container_status_restarts_total", 2);
    prometheus.say("container_cpu_cfs_throttled_periods_total", 12.3);
    var model = with(Origin.FOREIGN);

    model.turn();
    background.finish();

    assertThat(model.lines())
        .extracting(ClusterModel.Line::value)
        .containsExactly("1.50 of 4.00 cores", "3\u202f412 MiB of 31.3 GiB", "2", "12.3 %");
    assertThat(model.noteProperty().get()).isEmpty();
  }

  @Test
  void figuresWithoutTheNodesStandAlone() {
    prometheus.say("container_cpu_usage_seconds_total", 1.5);
    var model = with(Origin.FOREIGN);

    model.turn();
    background.finish();

    assertThat(model.lines())
        .extracting(ClusterModel.Line::value)
        .containsExactly("1.50 cores", "–", "–", "–");
    assertThat(model.noteProperty().get())
        .isEqualTo("It has no metrics of kube-state-metrics yet.");
  }

  @Test
  void whatIsInTheWayIsSaidAndNothingCanBeSwitched() {
    var model = with(Origin.NONE);
    monitoring.bar("Helm is not installed.");
    look(model);

    assertThat(model.isPossible()).isFalse();
    assertThat(model.noteProperty().get()).isEqualTo("Helm is not installed.");
    model.turn();
    assertThat(prompts.isAnything()).isFalse();
  }

  @Test
  void failureIsANoticeAndTheNextLookTellsWhatThereIs() {
    var model = with(Origin.FOREIGN);
    monitoring.fail(new Failure("Using it", "the cluster is gone", "Wait."));

    model.turn();
    assertThat(model.operation().progressProperty().get()).isEqualTo("Using kube-prometheus-stack");
    assertThat(model.isPossible()).isFalse();
    background.finish();

    assertThat(notices).extracting(Failure::happened).containsExactly("the cluster is gone");
    assertThat(model.operation().progressProperty().get()).isEmpty();
    assertThat(model.isPossible()).isTrue();

    monitoring.bar("Helm is not installed.");
    show(model);
    assertThat(model.noteProperty().get()).isEqualTo("Helm is not installed.");
  }

  @Test
  void looksAreSomeTimeApart() {
    var model = with(Origin.FOREIGN);

    monitoring.bar("Helm is not installed.");
    show(model);
    assertThat(model.noteProperty().get()).isEmpty();

    look(model);
    assertThat(model.noteProperty().get()).isEqualTo("Helm is not installed.");
  }
}
