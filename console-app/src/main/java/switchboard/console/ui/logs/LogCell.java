package switchboard.console.ui.logs;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import switchboard.console.logs.Level;
import switchboard.console.logs.LogEntry;
import switchboard.console.logs.Search;
import switchboard.console.text.Format;
import switchboard.console.ui.fx.Palette;

/** One line: when, who, how serious, what; or an event, which stands out. */
final class LogCell extends ListCell<LogEntry> {
  private static final PseudoClass EVENT = PseudoClass.getPseudoClass("event");
  private static final PseudoClass WARNING = PseudoClass.getPseudoClass("warning");
  private static final PseudoClass ERROR = PseudoClass.getPseudoClass("error");

  /** A screenful of lines stays below what an eye notices. */
  private static final Duration HIGHLIGHT_LIMIT = Duration.ofMillis(4);

  private final Palette palette;
  private final Supplier<Optional<Pattern>> highlight;
  private final Label time = column("log-time", 96);
  private final Label instance = column("log-instance", 100);
  private final Label level = column("log-level", 64);
  private final TextFlow text = new TextFlow();
  private final HBox row = new HBox(time, instance, level, text);
  private final Label event = new Label();
  private final HBox eventRow = new HBox(event);

  LogCell(Palette palette, Supplier<Optional<Pattern>> highlight) {
    this.palette = palette;
    this.highlight = highlight;
    event.getStyleClass().add("log-event");
    eventRow.getStyleClass().add("log-event-row");
    getStyleClass().add("log-cell");
  }

  private static Label column(String styleClass, double width) {
    var label = new Label();
    label.getStyleClass().add(styleClass);
    label.setMinWidth(width);
    label.setMaxWidth(width);
    return label;
  }

  @Override
  protected void updateItem(LogEntry entry, boolean empty) {
    super.updateItem(entry, empty);
    pseudoClassStateChanged(EVENT, !empty && entry.isEvent());
    pseudoClassStateChanged(WARNING, !empty && entry.level() == Level.WARNING);
    pseudoClassStateChanged(ERROR, !empty && entry.level() == Level.ERROR);
    if (empty) {
      setGraphic(null);
    } else if (entry.isEvent()) {
      event.setText(Format.clockMillis(entry.at()) + "  " + entry.text());
      setGraphic(eventRow);
    } else {
      time.setText(Format.clockMillis(entry.at()));
      instance.setText(entry.instance());
      instance.setTextFill(palette.series(entry.instance()));
      level.setText(entry.level() == Level.WARNING ? "WARN" : entry.level().name());
      showText(entry.text());
      setGraphic(row);
    }
  }

  /** Puts what was searched for into pieces of its own. */
  private void showText(String words) {
    text.getChildren().clear();
    var from = 0;
    for (var span : found(words)) {
      add(words.substring(from, span.from()), "log-text");
      var piece = new Label(words.substring(span.from(), span.to()));
      piece.getStyleClass().add("log-found");
      text.getChildren().add(piece);
      from = span.to();
    }
    add(words.substring(from), "log-text");
  }

  private List<Search.Span> found(String words) {
    if (highlight.get().isEmpty()) {
      return List.of();
    }
    try {
      return new Search(highlight.get().get(), HIGHLIGHT_LIMIT).spans(words);
    } catch (Search.GivenUp e) {
      // The line is here because it has the expression; where, would take too long to say.
      return List.of();
    }
  }

  private void add(String piece, String styleClass) {
    if (!piece.isEmpty()) {
      var node = new Text(piece);
      node.getStyleClass().add(styleClass);
      text.getChildren().add(node);
    }
  }
}
