package switchboard.console.ui.faults;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import switchboard.console.fault.Verdict;
import switchboard.console.session.FaultVerdicts;
import switchboard.console.session.Snapshot;
import switchboard.console.verdict.Objective;
import switchboard.console.verdict.ObjectiveResult;
import switchboard.console.verdict.Objectives;
import switchboard.console.verdict.Phase;

/** What faults are judged by, and how the newest verdict met it. FX thread only. */
public final class ObjectivesModel {
  /** Up to a semicolon that is not within the quotes of a query. */
  private static final Pattern ONE = Pattern.compile("(?:[^\";]|\"(?:[^\"\\\\]|\\\\.)*\"|\")+");

  private final FaultVerdicts verdicts;
  private final StringProperty text = new SimpleStringProperty(this, "text", "");
  private final ReadOnlyStringWrapper mistake = new ReadOnlyStringWrapper(this, "mistake", "");
  private final ReadOnlyObjectWrapper<List<Row>> rows =
      new ReadOnlyObjectWrapper<>(this, "rows", List.of());
  private Optional<Verdict> newest = Optional.empty();

  /**
   * An objective.
   *
   * @param result by the newest verdict; empty when that did not judge it
   */
  public record Row(Objective objective, Optional<ObjectiveResult> result) {
    public Row {
      Objects.requireNonNull(objective);
      Objects.requireNonNull(result);
    }
  }

  ObjectivesModel(FaultVerdicts verdicts) {
    this.verdicts = verdicts;
    refresh();
  }

  /** Those beside the ones of every fault, with semicolons between; counts once it is taken. */
  public StringProperty textProperty() {
    return text;
  }

  /** What is wrong with the text; what was taken before it counts then. */
  public ReadOnlyStringProperty mistakeProperty() {
    return mistake.getReadOnlyProperty();
  }

  /** Those in force. */
  public ReadOnlyObjectProperty<List<Row>> rowsProperty() {
    return rows.getReadOnlyProperty();
  }

  /** Judges the faults whose verdicts come from now on by the text as well. */
  public void take() {
    try {
      var named =
          ONE.matcher(text.get())
              .results()
              .map(MatchResult::group)
              .filter(each -> !each.isBlank())
              .map(ObjectivesModel::parse)
              .toList();
      verdicts.judgeEachBy(Objectives.DEFAULT.with(named));
      mistake.set("");
      refresh();
    } catch (IllegalArgumentException e) {
      mistake.set(e.getMessage());
    }
  }

  private static Objective parse(String typed) {
    var objective = Objective.parse(typed);
    if (objective.during() == Phase.BASELINE) {
      throw new IllegalArgumentException(
          objective.text()
              + ": faults from the window have no baseline. Use during fault, recovery or run.");
    }
    return objective;
  }

  void show(Snapshot snapshot) {
    var last =
        snapshot.verdicts().isEmpty()
            ? Optional.<Verdict>empty()
            : Optional.of(snapshot.verdicts().getLast());
    if (!last.equals(newest)) {
      newest = last;
      refresh();
    }
  }

  private void refresh() {
    rows.set(
        verdicts.objectives().all().stream().map(each -> new Row(each, result(each))).toList());
  }

  private Optional<ObjectiveResult> result(Objective objective) {
    return newest.stream()
        .flatMap(verdict -> verdict.objectives().stream())
        .filter(result -> result.objective().equals(objective))
        .findFirst();
  }
}
