package switchboard.console.ui.runs;

import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.row;
import static switchboard.console.ui.fx.SmallNodes.scrolled;
import static switchboard.console.ui.fx.SmallNodes.spring;
import static switchboard.console.ui.fx.SmallNodes.wrapped;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import switchboard.console.bundle.KeptRuns;
import switchboard.console.bundle.Recording;
import switchboard.console.bundle.Verification;
import switchboard.console.fault.Verdict;
import switchboard.console.logs.LogEntry;
import switchboard.console.plot.TimeTicks;
import switchboard.console.session.Snapshot;
import switchboard.console.text.Format;
import switchboard.console.ui.chart.TimeWindow;
import switchboard.console.ui.cockpit.charts.ChartsView;
import switchboard.console.ui.cockpit.charts.TilesView;
import switchboard.console.ui.cockpit.timeline.TimelineStrip;
import switchboard.console.ui.cockpit.topology.TopologyView;
import switchboard.console.ui.faults.AlertsView;
import switchboard.console.ui.faults.ResultSign;
import switchboard.console.ui.fx.Palette;
import switchboard.console.ui.fx.SaveDialog;
import switchboard.console.ui.fx.Visibility;

/** The cockpit as it was at a moment of a run, with what moves that moment. */
final class ReplayView extends VBox {
  private static final Duration FRAME = Duration.ofMillis(200);

  /** Charts of less than this have nothing to see. */
  private static final Duration SHORTEST = Duration.ofSeconds(60);

  private static final double MILLIS_PER_SECOND = 1e3;

  private final ReplayModel model;
  private final TilesView tiles = new TilesView();
  private final AlertsView alerts;
  private final TopologyView topology;
  private final ChartsView charts;
  private final TimelineStrip timeline;
  private final Label verdict = wrapped("", "verdict-text");
  private final ListView<LogEntry> lines = new ListView<>();
  private final Timeline clock;

  ReplayView(RunsModel runs, ReplayModel model, Palette palette, SaveDialog saves) {
    super(12);
    this.model = model;
    var window = new TimeWindow();
    alerts = new AlertsView(model::seek);
    topology = new TopologyView(model.recording()::implementation);
    charts = new ChartsView(palette, window, saves);
    timeline = new TimelineStrip(window, model::seek, span -> {});
    lines.getStyleClass().add("run-lines");
    lines.setAccessibleText("What components printed");
    lines.setCellFactory(view -> new LineCell());
    lines.setPrefHeight(140);
    lines.setMinHeight(100);
    VBox.setVgrow(charts, Priority.ALWAYS);
    var events = new VBox(2, label("Timeline", "timeline-title"), timeline);
    events.getStyleClass().addAll("card", "timeline");
    var content = new VBox(tiles, alerts, topology, charts, events, verdict, lines);
    content.getStyleClass().add("cockpit-content");
    var pane = scrolled(content);
    VBox.setVgrow(pane, Priority.ALWAYS);
    getChildren().addAll(head(runs), scrubber(), pane);
    model.snapshotProperty().subscribe(this::show);
    clock =
        new Timeline(
            new KeyFrame(
                javafx.util.Duration.millis((double) FRAME.toMillis()),
                tick -> model.advance(FRAME)));
    clock.setCycleCount(Animation.INDEFINITE);
    model.playingProperty().subscribe(this::play);
    sceneProperty().subscribe(scene -> play(model.playingProperty().get()));
  }

  /** Nobody sees it while another screen is shown. */
  private void play(boolean playing) {
    if (playing && getScene() != null) {
      clock.play();
    } else {
      clock.pause();
    }
  }

  private Node head(RunsModel runs) {
    var told = model.recording().told();
    var sign =
        told.map(found -> ResultSign.of(found.result()))
            .orElse(new ResultSign(Feather.ALERT_TRIANGLE, "aborted"));
    var title =
        label(
            capitalized(told.map(found -> found.result().word()).orElse("ended early"))
                + " · "
                + model.recording().experiment().name(),
            "verdict-title");
    var verify = new Button("Verify", new FontIcon(Feather.CHECK_SQUARE));
    verify.setId("verify-run");
    verify.setTooltip(new Tooltip("Make every figure of its report again, and compare"));
    verify.setDisable(told.isEmpty());
    verify.setOnAction(click -> runs.verify(model));
    var report = new Button("Report", new FontIcon(Feather.EXTERNAL_LINK));
    report.setId("report-kept-run");
    report.setDisable(told.isEmpty());
    report.setOnAction(click -> runs.report(model));
    var pin = new ToggleButton("Pinned", new FontIcon(Feather.MAP_PIN));
    pin.setId("pin-run");
    pin.setTooltip(new Tooltip("A pinned run stays when there is no room for others"));
    pin.setOnAction(click -> kept(runs).ifPresent(runs::pin));
    Runnable follow =
        () -> {
          pin.setSelected(kept(runs).map(KeptRuns.Kept::pinned).orElse(false));
          // What somebody sent is not among those that go.
          Visibility.set(pin, kept(runs).isPresent());
        };
    runs.kept().subscribe(follow);
    follow.run();
    var compare = new CompareMenu(runs, model);
    compare.setDisable(told.isEmpty());
    var head = row(8, new FontIcon(sign.icon()), title, spring(), compare, verify, report, pin);
    var verified = wrapped("", "verdict-text");
    verified.setId("verified");
    model
        .verificationProperty()
        .subscribe(
            found -> {
              verified.setText(found.map(ReplayView::words).orElse(""));
              Visibility.set(verified, found.isPresent());
            });
    var card =
        new VBox(
            head,
            wrapped(
                told.map(Recording.Told::sentence)
                    .orElse(
                        "The console ended before the run did, or the run is still under way:"
                            + " nothing was judged."),
                "verdict-reason"),
            verified);
    card.getStyleClass().addAll("verdict", sign.styleClass());
    return card;
  }

  private static String capitalized(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  private Optional<KeptRuns.Kept> kept(RunsModel runs) {
    return runs.kept().stream().filter(each -> each.file().equals(model.file())).findFirst();
  }

  private static String words(Verification found) {
    return found.agrees()
        ? "Verified: " + found.sentence() + "."
        : "Not to be trusted: " + String.join("; ", found.objections()) + ".";
  }

  private Node scrubber() {
    var play = new Button();
    play.setId("play");
    play.graphicProperty()
        .bind(
            model
                .playingProperty()
                .map(playing -> new FontIcon(playing ? Feather.PAUSE : Feather.PLAY)));
    play.accessibleTextProperty()
        .bind(model.playingProperty().map(playing -> playing ? "Pause" : "Play"));
    play.setOnAction(click -> model.playOrPause());
    var begun = model.recording().begun();
    var length = Duration.between(begun, model.recording().ended());
    var slider = new Slider(0, Math.max(1, length.toMillis() / MILLIS_PER_SECOND), 0);
    slider.setId("moment");
    slider.setAccessibleText("Moment of the run");
    slider.setBlockIncrement(1);
    HBox.setHgrow(slider, Priority.ALWAYS);
    var time = label("", "muted");
    time.setId("moment-text");
    time.setMinWidth(USE_PREF_SIZE);
    model
        .positionProperty()
        .subscribe(
            moment -> {
              slider.setValue(Duration.between(begun, moment).toMillis() / MILLIS_PER_SECOND);
              time.setText(
                  Format.clock(moment)
                      + " · "
                      + TimeTicks.elapsed(Duration.between(begun, moment))
                      + " of "
                      + TimeTicks.elapsed(length));
            });
    slider
        .valueProperty()
        .addListener(
            (property, was, value) -> {
              if (slider.isValueChanging() || slider.isFocused()) {
                model.seek(begun.plusMillis(Math.round(value.doubleValue() * MILLIS_PER_SECOND)));
              }
            });
    var row = row(10, play, speeds(), slider, time);
    row.getStyleClass().addAll("card", "scrubber");
    return row;
  }

  private Node speeds() {
    var group = new ToggleGroup();
    var box = new HBox(4);
    for (var speed : ReplayModel.Speed.values()) {
      var button = new ToggleButton(speed.text());
      button.setId("speed-" + speed.text());
      button.setToggleGroup(group);
      button.setSelected(speed == model.speedProperty().get());
      button.setOnAction(
          click -> {
            button.setSelected(true);
            model.speedProperty().set(speed);
          });
      box.getChildren().add(button);
    }
    return box;
  }

  private void show(Snapshot snapshot) {
    tiles.show(snapshot.measured());
    alerts.show(snapshot.measured().alerts().orElse(List.of()));
    topology.show(snapshot);
    var span = span(snapshot.at());
    charts.show(snapshot, span);
    timeline.show(snapshot.timeline(), snapshot.at(), span);
    var newest =
        snapshot.verdicts().isEmpty()
            ? Optional.<Verdict>empty()
            : Optional.of(snapshot.verdicts().getLast());
    verdict.setText(newest.map(each -> each.headline() + ": " + each.sentence()).orElse(""));
    Visibility.set(verdict, newest.isPresent());
    lines.getItems().setAll(model.lines());
    lines.scrollTo(lines.getItems().size() - 1);
  }

  private Duration span(Instant at) {
    var since = Duration.between(model.recording().begun(), at);
    return since.compareTo(SHORTEST) < 0 ? SHORTEST : since;
  }

  private static final class LineCell extends ListCell<LogEntry> {
    @Override
    protected void updateItem(LogEntry line, boolean empty) {
      super.updateItem(line, empty);
      setText(empty ? null : Format.clock(line.at()) + "  " + line.instance() + "  " + line.text());
    }
  }
}
