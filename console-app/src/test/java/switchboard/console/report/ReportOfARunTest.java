package switchboard.console.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static switchboard.console.Outcomes.done;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import switchboard.console.Outcome;
import switchboard.console.experiment.Experiment;
import switchboard.console.experiment.Run;
import switchboard.console.experiment.RunPlan;
import switchboard.console.experiment.RunRecord;
import switchboard.console.experiment.SessionRecorder;
import switchboard.console.experiment.schedule.Schedule;
import switchboard.console.experiment.schedule.Timing;
import switchboard.console.load.FakeSimulator;
import switchboard.console.load.LoadPlan;
import switchboard.console.platform.FakePlatform;
import switchboard.console.session.FakeSessions;
import switchboard.console.session.Session;
import switchboard.console.verdict.Criteria;

/** A whole run, of a platform in memory, and its report. */
class ReportOfARunTest {
  private static final RunPlan PLAN =
      new RunPlan(
          2,
          OptionalInt.empty(),
          Optional.empty(),
          false,
          Optional.empty(),
          LoadPlan.DEFAULT.withUsers(100),
          new Timing(Timing.Start.LOAD, Duration.ZERO, Duration.ofMillis(1_500)),
          Schedule.of());

  @Test
  void reportOfARealSessionIsAsItsSchemaSaysAndHasItsCharts() throws Exception {
    var clock = Clock.systemUTC();
    try (var simulator = new FakeSimulator();
        var session =
            new Session(new FakePlatform(clock, simulator.address()), new OkHttpClient(), clock)) {
      var recorder = new SessionRecorder(session);
      recorder.start();
      FakeSessions.start(session);
      done(session.launch(2, LoadPlan.DEFAULT.withUsers(100), step -> {}));
      done(session.replicas().scale(3, step -> {}));
      await().until(() -> session.snapshot().measured().panels().size() == 6);
      await().until(() -> recorder.record() instanceof Outcome.Done<RunRecord>);

      var report = Report.of(done(recorder.record()), "Switchboard 0.1.0");

      assertThat(ReportTest.schemaErrors(report)).isEmpty();
      assertThat(report.charts()).hasSize(6);
      assertThat(report.experiment().steps())
          .extracting(ResolvedExperiment.Step::action)
          .contains("scaled 2 → 3");
      assertThat(report.toHtml()).contains("Session on Memory", "so it can fail and cannot pass");
    }
  }

  @Test
  void reportOfARealRunIsAsItsSchemaSaysAndHasItsMoments() throws Exception {
    var clock = Clock.systemUTC();
    try (var simulator = new FakeSimulator();
        var session =
            new Session(new FakePlatform(clock, simulator.address()), new OkHttpClient(), clock)) {
      session.start();
      var run = new Run(session, line -> {});
      assertThat(run.record()).isEmpty();
      var result = run.execute(Experiment.of(PLAN, Criteria.DEFAULT)).orElseThrow();

      var record = run.record().orElseThrow();
      var report = Report.of(record, "Switchboard 0.1.0");

      assertThat(ReportTest.schemaErrors(report)).isEmpty();
      assertThat(record.result()).isSameAs(result);
      var moments = record.remains().moments();
      assertThat(
              List.of(
                  moments.begun(),
                  moments.connected().orElseThrow(),
                  moments.warm().orElseThrow(),
                  moments.loadEnded(),
                  moments.ended()))
          .isSorted();
      assertThat(report.components())
          .extracting(Component::name)
          .containsExactly("simulator", "gateway", "backend-1", "backend-2", "store");
      assertThat(report.charts())
          .hasSize(6)
          .allMatch(chart -> !chart.start().isBefore(moments.begun().minusSeconds(1)));
      assertThat(report.toHtml()).contains("2 replicas under 100 users");
    }
  }
}
