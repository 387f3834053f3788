package switchboard.console.ui.command;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What was typed, and the commands that fit it, the best first. FX thread only. */
public final class CommandModel {
  private static final Pattern NUMBER = Pattern.compile("(?:^|\\s)(\\d{1,6})\\s*$");

  private final Function<OptionalInt, List<Command>> source;
  private final StringProperty typed = new SimpleStringProperty(this, "typed", "");
  private final ObservableList<Command> found = FXCollections.observableArrayList();

  private record Hit(Command command, int score) {}

  /**
   * @param source all that can be done at the moment, in the order in which it is shown as long as
   *     nothing is typed; gets the number at the end of what was typed
   */
  public CommandModel(Function<OptionalInt, List<Command>> source) {
    this.source = source;
    typed.subscribe(this::refresh);
  }

  StringProperty typedProperty() {
    return typed;
  }

  ObservableList<Command> found() {
    return found;
  }

  /** Resets, with nothing typed. */
  void reset() {
    typed.set("");
    refresh();
  }

  private void refresh() {
    found.setAll(
        source.apply(number(typed.get())).stream()
            .flatMap(command -> hit(command).stream())
            .sorted(Comparator.comparingInt(Hit::score).reversed())
            .map(Hit::command)
            .toList());
  }

  private Optional<Hit> hit(Command command) {
    var score = Fuzzy.score(typed.get(), command.title());
    return score.isPresent() ? Optional.of(new Hit(command, score.getAsInt())) : Optional.empty();
  }

  private static OptionalInt number(String text) {
    var matcher = NUMBER.matcher(text);
    return matcher.find()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }
}
