package switchboard.console.ui.cockpit;

import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.row;
import static switchboard.console.ui.fx.SmallNodes.spring;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import switchboard.console.plot.TimeRange;
import switchboard.console.session.Snapshot;
import switchboard.console.settings.ChartRange;
import switchboard.console.ui.chart.TimeWindow;
import switchboard.console.ui.cockpit.charts.ChartsView;
import switchboard.console.ui.cockpit.charts.TilesView;
import switchboard.console.ui.cockpit.controls.ControlPanel;
import switchboard.console.ui.cockpit.start.LifecycleModel;
import switchboard.console.ui.cockpit.start.StartPage;
import switchboard.console.ui.cockpit.timeline.ComingStep;
import switchboard.console.ui.cockpit.timeline.TimelineStrip;
import switchboard.console.ui.cockpit.topology.TopologyView;
import switchboard.console.ui.faults.AlertsView;
import switchboard.console.ui.faults.FailuresView;
import switchboard.console.ui.faults.LedgerView;
import switchboard.console.ui.fx.Palette;
import switchboard.console.ui.fx.SaveDialog;

/** The whole screen: the start page, or the running system. */
public final class CockpitView extends StackPane {
  private static final String PAUSE = "Pause";
  private static final String GO_ON = "Back to live";

  private final CockpitModel model;
  private final TimeWindow window;
  private final TilesView tiles = new TilesView();
  private final AlertsView alerts;
  private final TopologyView topology;
  private final ChartsView charts;
  private final TimelineStrip timeline;
  private final ObjectProperty<ChartRange> chosenPast =
      new SimpleObjectProperty<>(this, "chosenPast");
  private TimeRange shown = new TimeRange(Instant.EPOCH, Instant.EPOCH.plusSeconds(60));
  private final FailuresView failures;
  private final LedgerView ledger;
  private final StartPage start;
  private final Node running;

  /**
   * @param past the range with which the charts begin, and which they follow
   * @param saves asks where charts are to be saved
   * @param logsOf shows the logs of a replica
   * @param logsAt shows the logs of a moment
   * @param toFaults shows all kinds of faults
   * @param ahead the steps of a run that are still to come
   */
  public CockpitView(
      CockpitModel model,
      Palette palette,
      ObservableValue<ChartRange> past,
      SaveDialog saves,
      Consumer<String> logsOf,
      Consumer<Instant> logsAt,
      Runnable toFaults,
      ObservableValue<List<ComingStep>> ahead) {
    this.model = model;
    past.subscribe(chosenPast::set);
    window = model.window();
    var workspace = model.workspace();
    topology =
        new TopologyView(
            model.faults().replicas(),
            workspace.rights(),
            workspace.session().platform()::implementation,
            logsOf);
    timeline = new TimelineStrip(window, logsAt, model.failures()::open);
    ahead.subscribe(timeline::showAhead);
    failures = new FailuresView(model.failures(), saves);
    ledger = new LedgerView(model.ledger());
    alerts = new AlertsView(logsAt);
    alerts.setId("alerts");
    charts = new ChartsView(palette, window, saves);
    getStyleClass().add("cockpit");
    start = new StartPage(workspace.start());
    running = running(toFaults);
    workspace.lifecycle().phaseProperty().subscribe(this::show);
    workspace.snapshotProperty().subscribe(this::show);
  }

  private void show(LifecycleModel.Phase phase) {
    if (phase != LifecycleModel.Phase.RUNNING) {
      // They go with the simulators that kept them.
      model.failures().close();
      model.ledger().close();
    }
    getChildren().setAll(start.or(running, phase));
  }

  private void show(Snapshot snapshot) {
    var lifecycle = model.workspace().lifecycle();
    if (lifecycle.phaseProperty().get() != LifecycleModel.Phase.RUNNING) {
      return;
    }
    tiles.show(snapshot.measured());
    alerts.show(snapshot.measured().alerts().orElse(List.of()));
    topology.show(snapshot);
    var age =
        lifecycle.launchedAt().map(at -> Duration.between(at, snapshot.at())).orElse(Duration.ZERO);
    var span = chosenPast.get().span(age);
    charts.show(snapshot, span);
    timeline.show(snapshot.timeline(), snapshot.at(), span);
    shown = new TimeRange(snapshot.at().minus(span), snapshot.at());
  }

  private Node running(Runnable toFaults) {
    var pause = new Button();
    pause.setId("pause");
    pause.getStyleClass().add("link-button");
    pause.textProperty().bind(window.zoomProperty().map(zoom -> zoom.isPresent() ? GO_ON : PAUSE));
    pause.setTooltip(new Tooltip("Pause the charts; the system keeps running"));
    pause.setOnAction(click -> window.pauseOrGoOn(shown));
    var report = new Button("Report");
    report.setId("report-session");
    report.getStyleClass().add("link-button");
    report.setAccessibleText("Report of this session");
    report.setTooltip(
        new Tooltip(
            "Write a report of what was done since the launch, and open it in the browser"));
    report.disableProperty().bind(model.whyNoReport().map(words -> !words.isEmpty()));
    report.setOnAction(click -> model.report());
    var past = new ComboBox<ChartRange>();
    past.setId("past");
    past.setAccessibleText("Time range of the charts");
    past.getItems().setAll(ChartRange.values());
    past.valueProperty().bindBidirectional(chosenPast);
    var head = row(8, label("Timeline", "timeline-title"), spring(), report, pause, past);
    var events = new VBox(2, head, timeline);
    events.getStyleClass().addAll("card", "timeline");
    VBox.setVgrow(charts, Priority.ALWAYS);
    var content = new VBox(tiles, alerts, topology, charts, events);
    content.getStyleClass().add("cockpit-content");
    var panel = new BorderPane(StartPage.scrolling(content));
    panel.setRight(
        new ControlPanel(
            model.controls(),
            model.faults(),
            model.failures()::open,
            model.ledger()::open,
            toFaults));
    // What is behind is not to be reached by the keyboard either.
    panel.disableProperty().bind(model.failures().openProperty().or(model.ledger().openProperty()));
    return new StackPane(panel, failures, ledger);
  }
}
