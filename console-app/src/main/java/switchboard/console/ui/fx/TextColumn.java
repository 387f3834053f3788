package switchboard.console.ui.fx;

import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.TableColumn;

/**
 * A column of text in a table whose order is that of its rows.
 *
 * @param <T> a row
 */
public final class TextColumn<T> extends TableColumn<T, String> {
  /**
   * @param text of a row, which does not change
   */
  public TextColumn(String name, double width, Function<T, String> text) {
    super(name);
    setPrefWidth(width);
    setSortable(false);
    setReorderable(false);
    setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
  }
}
