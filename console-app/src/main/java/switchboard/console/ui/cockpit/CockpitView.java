package switchboard.console.ui.cockpit;

import static switchboard.console.ui.fx.Labels.label;
import static switchboard.console.ui.fx.Labels.spring;

import java.time.Duration;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import switchboard.console.session.Snapshot;
import switchboard.console.ui.chart.TimeWindow;
import switchboard.console.ui.fx.Palette;

/** The whole screen: what there is to launch, or what runs. */
public final class CockpitView extends StackPane {
  private final CockpitModel model;
  private final TimeWindow window = new TimeWindow();
  private final TilesView tiles = new TilesView();
  private final TopologyView topology;
  private final ChartsView charts;
  private final TimelineStrip timeline = new TimelineStrip(window);
  private final StringProperty live = new SimpleStringProperty(this, "live", "");
  private final Node start;
  private final Node progress;
  private final Node failed;
  private final Node running;

  public CockpitView(CockpitModel model, Palette palette) {
    this.model = model;
    topology = new TopologyView(model.faults().replicas(), model::maker);
    charts = new ChartsView(palette, window);
    getStyleClass().add("cockpit");
    start = centred(new StartView(model));
    progress = centred(new ProgressView(model.lifecycle()));
    failed = centred(new LaunchFailedView(model.lifecycle(), model.start()));
    running = running();
    model.lifecycle().phaseProperty().subscribe(this::show);
    model.snapshotProperty().subscribe(this::show);
  }

  private void show(LifecycleModel.Phase phase) {
    getChildren()
        .setAll(
            switch (phase) {
              case STOPPED -> start;
              case LAUNCHING, STOPPING -> progress;
              case LAUNCH_FAILED -> failed;
              case RUNNING -> running;
            });
  }

  private void show(Snapshot snapshot) {
    if (model.lifecycle().phaseProperty().get() != LifecycleModel.Phase.RUNNING) {
      return;
    }
    tiles.show(snapshot.measured());
    topology.show(snapshot);
    var age =
        model
            .lifecycle()
            .launchedAt()
            .map(at -> Duration.between(at, snapshot.at()))
            .orElse(Duration.ZERO);
    var span = LiveSpan.of(age);
    charts.show(snapshot, span);
    timeline.show(snapshot.timeline(), snapshot.at(), span);
    live.set("last " + span.toMinutes() + " min");
  }

  private Node running() {
    var what = label("Timeline", "timeline-title");
    var span = label("", "timeline-span");
    span.textProperty()
        .bind(
            window
                .zoomProperty()
                .flatMap(
                    zoom ->
                        zoom.isPresent()
                            ? new SimpleStringProperty("zoomed in; double-click a chart to go back")
                            : live));
    var events = new VBox(2, new HBox(what, spring(), span), timeline);
    events.getStyleClass().addAll("card", "timeline");
    VBox.setVgrow(charts, Priority.ALWAYS);
    var content = new VBox(tiles, topology, charts, events);
    content.getStyleClass().add("cockpit-content");
    var panel = new BorderPane(scrolling(content));
    panel.setRight(new ControlPanel(model));
    return panel;
  }

  private static ScrollPane scrolling(Node content) {
    var scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFocusTraversable(false);
    scroll.getStyleClass().add("cockpit-scroll");
    return scroll;
  }

  private static Node centred(Node card) {
    var centre = new StackPane(card);
    centre.getStyleClass().add("start-page");
    StackPane.setAlignment(card, Pos.CENTER);
    return scrolling(centre);
  }
}
