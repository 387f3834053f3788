package switchboard.console.ui.loadtest;

import static switchboard.console.ui.fx.SmallNodes.label;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.geometry.HPos;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import switchboard.console.loadtest.LoadTestReport;
import switchboard.console.loadtest.LoadTestReport.Times;
import switchboard.console.text.Format;
import switchboard.console.text.Unit;

/** The figures of one load test, or of two side by side. */
final class LoadTestFigures extends GridPane {
  private static final double NAME_PERCENT = 28;

  private List<Column> shown = List.of();

  /** A load test, and its name. */
  record Column(String name, LoadTestReport report) {
    Column {
      Objects.requireNonNull(name);
      Objects.requireNonNull(report);
    }
  }

  private record Row(String name, Function<LoadTestReport, Format.Figure> figure) {}

  private static final List<Row> ROWS =
      List.of(
          new Row("Requests/s", it -> begun(it, it.result().requestsPerSecond(), Unit.COUNT)),
          new Row("Requests", it -> count(it.result().completed())),
          new Row("Failed", it -> count(it.result().failed())),
          new Row("Mean", it -> time(it, Times::mean)),
          new Row("p50", it -> time(it, Times::p50)),
          new Row("p90", it -> time(it, Times::p90)),
          new Row("p95", it -> time(it, Times::p95)),
          new Row("p99", it -> time(it, Times::p99)),
          new Row("Max", it -> time(it, Times::max)),
          new Row("Time", it -> begun(it, it.elapsedSeconds(), Unit.SECONDS)),
          new Row("Bodies", it -> Format.figure((double) it.result().bytes(), Unit.BYTES)),
          new Row("Simulator", LoadTestFigures::cores));

  LoadTestFigures() {
    getStyleClass().add("load-figures");
    setId("load-figures");
  }

  /** Of a load test that was stopped while its sessions were opened there is no value. */
  private static Format.Figure begun(LoadTestReport report, double value, Unit unit) {
    return report.generator() == null ? Format.MISSING : Format.figure(value, unit);
  }

  private static Format.Figure count(long number) {
    return new Format.Figure(Format.whole(number), "");
  }

  private static Format.Figure time(LoadTestReport report, Function<Times, Double> millis) {
    var found = millis.apply(report.result().latencyMillis());
    return found == null ? Format.MISSING : Format.figure(found / 1_000, Unit.SECONDS);
  }

  private static Format.Figure cores(LoadTestReport report) {
    var generator = report.generator();
    return generator == null || generator.cpuCores() == null
        ? Format.MISSING
        : Format.figure(generator.cpuCores(), Unit.CORES);
  }

  /** Shows these; none before the first. */
  void show(List<Column> wanted) {
    if (wanted.equals(shown)) {
      return;
    }
    shown = List.copyOf(wanted);
    getChildren().clear();
    getColumnConstraints().clear();
    if (shown.isEmpty()) {
      return;
    }
    column(NAME_PERCENT, HPos.LEFT);
    for (int x = 0; x < shown.size(); x++) {
      column((100 - NAME_PERCENT) / shown.size(), HPos.RIGHT);
      add(label(shown.get(x).name(), "text-table-head"), x + 1, 0);
    }
    for (int y = 0; y < ROWS.size(); y++) {
      addRow(ROWS.get(y), y + 1);
    }
  }

  private void column(double percent, HPos side) {
    var constraints = new ColumnConstraints();
    constraints.setPercentWidth(percent);
    constraints.setHalignment(side);
    getColumnConstraints().add(constraints);
  }

  private void addRow(Row row, int y) {
    var texts = new ArrayList<String>();
    for (int x = 0; x < shown.size(); x++) {
      var text = row.figure().apply(shown.get(x).report()).toString();
      texts.add(text);
      add(label(text, "load-figure"), x + 1, y);
    }
    // A screen reader that comes to a row's first cell hears all of it.
    var name = label(row.name(), "load-figure-name");
    name.setAccessibleRole(AccessibleRole.TEXT);
    name.setAccessibleText(row.name() + ": " + texts.stream().collect(Collectors.joining(", ")));
    add(name, 0, y);
  }
}
