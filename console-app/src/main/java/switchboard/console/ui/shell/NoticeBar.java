package switchboard.console.ui.shell;

import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.wrapped;

import javafx.beans.InvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import switchboard.console.ui.fx.CopyButton;
import switchboard.console.ui.fx.Visibility;

/** The newest failure that was not dismissed, over the bottom of the screen. */
final class NoticeBar extends HBox {
  private static final double MAX_WIDTH = 740;

  private final Notices notices;
  private final Label sentence = wrapped("", "notice-text");
  private final Label more = label("", "notice-more");

  NoticeBar(Notices notices) {
    this.notices = notices;
    setId("notice");
    getStyleClass().add("notice");
    setAlignment(Pos.CENTER_LEFT);
    setMaxSize(MAX_WIDTH, USE_PREF_SIZE);
    setAccessibleRole(AccessibleRole.TEXT);
    var dismiss = new Button("", new FontIcon(Feather.X));
    dismiss.getStyleClass().addAll("flat", "button-icon");
    dismiss.setAccessibleText("Dismiss");
    dismiss.setTooltip(new Tooltip("Dismiss (Esc)"));
    dismiss.setOnAction(action -> notices.dismiss());
    HBox.setHgrow(sentence, Priority.ALWAYS);
    sentence.setMaxWidth(Double.MAX_VALUE);
    var copy = new CopyButton(() -> notices.failures().getLast());
    copy.setMinWidth(USE_PREF_SIZE);
    more.setMinWidth(USE_PREF_SIZE);
    getChildren().addAll(new FontIcon(Feather.ALERT_TRIANGLE), sentence, more, copy, dismiss);
    InvalidationListener changed = list -> refresh();
    notices.failures().addListener(changed);
    refresh();
  }

  private void refresh() {
    var failures = notices.failures();
    Visibility.set(this, !failures.isEmpty());
    if (failures.isEmpty()) {
      return;
    }
    sentence.setText(failures.getLast().sentence());
    setAccessibleText(sentence.getText());
    more.setText(failures.size() == 1 ? "" : "and " + (failures.size() - 1) + " before");
  }
}
