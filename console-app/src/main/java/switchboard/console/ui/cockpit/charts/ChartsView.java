package switchboard.console.ui.cockpit.charts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;
import switchboard.console.metrics.panel.Line;
import switchboard.console.metrics.panel.Panel;
import switchboard.console.metrics.panel.PanelData;
import switchboard.console.session.Snapshot;
import switchboard.console.session.timeline.TimelineEvent;
import switchboard.console.ui.chart.Mark;
import switchboard.console.ui.chart.TimeSeriesChart;
import switchboard.console.ui.chart.TimeWindow;
import switchboard.console.ui.fx.Palette;
import switchboard.console.ui.fx.SaveDialog;
import switchboard.console.ui.fx.Throttling;

/** The live charts, three in a row, with one crosshair and one time window for all. */
public final class ChartsView extends GridPane {
  private static final int COLUMNS = 3;
  private static final double MIN_HEIGHT = 196;

  private final Palette palette;
  private final TimeWindow window;
  private final SaveDialog saves;
  private final List<ChartCard> cards = new ArrayList<>();

  public ChartsView(Palette palette, TimeWindow window, SaveDialog saves) {
    this.saves = saves;
    this.palette = palette;
    this.window = window;
    getStyleClass().add("charts");
    for (int i = 0; i < COLUMNS; i++) {
      var column = new ColumnConstraints();
      column.setPercentWidth(100.0 / COLUMNS);
      getColumnConstraints().add(column);
    }
  }

  /**
   * Shows what was measured, and what happened meanwhile.
   *
   * @param span how much of the past is shown, unless it is zoomed
   */
  public void show(Snapshot snapshot, Duration span) {
    var panels = snapshot.measured().panels();
    if (cards.size() != panels.size()) {
      compose(panels.stream().map(PanelData::panel).toList());
    }
    var marks = snapshot.timeline().stream().map(ChartsView::mark).toList();
    for (int i = 0; i < cards.size(); i++) {
      cards.get(i).show(panels.get(i).last(span), marks);
    }
  }

  private void compose(List<Panel> panels) {
    getChildren().clear();
    getRowConstraints().clear();
    cards.clear();
    for (var panel : panels) {
      var card = new ChartCard(new TimeSeriesChart(panel, palette, window), saves);
      add(card, cards.size() % COLUMNS, cards.size() / COLUMNS);
      cards.add(card);
    }
    for (int i = 0; i < Math.ceilDiv(panels.size(), COLUMNS); i++) {
      var row = new RowConstraints();
      row.setMinHeight(MIN_HEIGHT);
      row.setVgrow(Priority.ALWAYS);
      row.setPercentHeight(100.0 / Math.ceilDiv(panels.size(), COLUMNS));
      getRowConstraints().add(row);
    }
  }

  /** An event as charts draw it. */
  public static Mark mark(TimelineEvent event) {
    var kind =
        switch (event.severity()) {
          case GOOD -> Mark.Kind.RECOVERY;
          case ACTION -> Mark.Kind.ACTION;
          case CHANGE -> Mark.Kind.CHANGE;
          case PROBLEM -> Mark.Kind.DESTRUCTION;
        };
    return new Mark(event.at(), kind, event.text());
  }

  private static final class ChartCard extends VBox {
    private final TimeSeriesChart chart;
    private final ChartHead head;

    ChartCard(TimeSeriesChart chart, SaveDialog saves) {
      this.chart = chart;
      head = new ChartHead(chart.panel().title(), new ChartMenu(this, chart, saves));
      getStyleClass().addAll("card", "chart-card");
      chart.setMinHeight(0);
      VBox.setVgrow(chart, Priority.ALWAYS);
      getChildren().addAll(head, chart);
    }

    void show(PanelData data, List<Mark> marks) {
      chart.show(data);
      chart.setMarks(marks);
      head.show(
          data.panel().headline().words(data),
          data.strain().map(Line::latest).flatMap(Throttling::words));
    }
  }
}
