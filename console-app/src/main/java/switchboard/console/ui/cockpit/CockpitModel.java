package switchboard.console.ui.cockpit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import javafx.beans.value.ObservableValue;
import switchboard.console.experiment.SessionRecorder;
import switchboard.console.session.Snapshot;
import switchboard.console.ui.chart.TimeWindow;
import switchboard.console.ui.cockpit.controls.ControlsModel;
import switchboard.console.ui.command.Command;
import switchboard.console.ui.faults.FailuresModel;
import switchboard.console.ui.faults.FaultModel;
import switchboard.console.ui.faults.LedgerModel;
import switchboard.console.ui.report.ReportModel;
import switchboard.console.ui.workspace.ScreenModel;
import switchboard.console.ui.workspace.Workspace;

/** The screen on which the system is launched, watched and subjected to faults. FX thread only. */
public final class CockpitModel implements ScreenModel {
  private static final Duration AROUND = Duration.ofSeconds(30);

  private final Workspace workspace;
  private final ControlsModel controls;
  private final FaultModel faults;
  private final FailuresModel failures;
  private final LedgerModel ledger = new LedgerModel();
  private final TimeWindow window = new TimeWindow();
  private final SessionRecorder recorder;
  private final ReportModel reports;
  private final Runnable front;

  /**
   * @param recorder keeps what a report of the session is made of
   * @param front brings this screen to the front
   */
  public CockpitModel(
      Workspace workspace,
      RandomGenerator random,
      SessionRecorder recorder,
      ReportModel reports,
      Runnable front) {
    this.workspace = workspace;
    this.recorder = recorder;
    this.reports = reports;
    this.front = front;
    var session = workspace.session();
    var rights = workspace.rights();
    var context = workspace.context();
    controls = new ControlsModel(session, rights, context);
    faults = new FaultModel(session, rights, context, random);
    failures = new FailuresModel(session.load(), context);
  }

  Workspace workspace() {
    return workspace;
  }

  public ControlsModel controls() {
    return controls;
  }

  public FaultModel faults() {
    return faults;
  }

  public FailuresModel failures() {
    return failures;
  }

  public LedgerModel ledger() {
    return ledger;
  }

  /** Writes a report of what was done since the launch, and opens it. */
  void report() {
    reports.write(recorder);
  }

  /** Why there can be no report at present; empty when there can be one. */
  ObservableValue<String> whyNoReport() {
    return reports.busyProperty().map(busy -> busy ? "A report is being written." : "");
  }

  /** The time that the charts show. */
  TimeWindow window() {
    return window;
  }

  /** Pauses the charts around a moment, in the front. */
  public void showMoment(Instant at) {
    window.zoomTo(at.minus(AROUND), at.plus(AROUND));
    front.run();
  }

  @Override
  public List<Command> commands(OptionalInt number) {
    return new CockpitCommands(this).list(number);
  }

  @Override
  public void show(Snapshot newest) {
    controls.show(newest);
    faults.show(newest);
  }

  @Override
  public void cancel() {
    controls.cancel();
  }
}
