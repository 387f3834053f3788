package switchboard.console.ui.fx;

import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;

/**
 * One line of text whose digits are all equally wide, so that a changing number does not move what
 * stands beside it. JavaFX cannot ask a font for its tabular figures.
 */
public final class TabularText extends Region {
  private static final String DIGITS = "0123456789";

  private final Text widest = new Text();
  private final String styleClass;
  private String text = "";

  /**
   * @param styleClass of the characters: their font and {@code -fx-fill}
   */
  public TabularText(String styleClass) {
    this.styleClass = styleClass;
    setAccessibleRole(AccessibleRole.TEXT);
    setMinWidth(USE_PREF_SIZE);
  }

  public String getText() {
    return text;
  }

  public void setText(String wanted) {
    if (wanted.equals(text)) {
      return;
    }
    text = wanted;
    setAccessibleText(wanted);
    while (getChildren().size() > wanted.length()) {
      getChildren().removeLast();
    }
    while (getChildren().size() < wanted.length()) {
      var character = new Text();
      character.getStyleClass().add(styleClass);
      getChildren().add(character);
    }
    for (int i = 0; i < wanted.length(); i++) {
      ((Text) getChildren().get(i)).setText(wanted.substring(i, i + 1));
    }
    requestLayout();
  }

  @Override
  protected double computePrefWidth(double height) {
    var digit = digitWidth();
    return Math.ceil(getChildren().stream().mapToDouble(each -> cell(each, digit)).sum());
  }

  @Override
  protected double computePrefHeight(double width) {
    return getChildren().stream().mapToDouble(each -> each.prefHeight(-1)).max().orElse(0);
  }

  @Override
  public double getBaselineOffset() {
    return getChildren().isEmpty()
        ? super.getBaselineOffset()
        : getChildren().getFirst().getBaselineOffset();
  }

  @Override
  protected void layoutChildren() {
    var digit = digitWidth();
    var x = 0.0;
    for (Node each : getChildren()) {
      var cell = cell(each, digit);
      var width = each.prefWidth(-1);
      each.resizeRelocate(x + (cell - width) / 2, 0, width, each.prefHeight(-1));
      x += cell;
    }
  }

  private static double cell(Node character, double digit) {
    return Character.isDigit(((Text) character).getText().charAt(0))
        ? digit
        : character.prefWidth(-1);
  }

  private double digitWidth() {
    if (getChildren().isEmpty()) {
      return 0;
    }
    var font = ((Text) getChildren().getFirst()).getFont();
    if (!font.equals(widest.getFont()) || widest.getText().isEmpty()) {
      widest.setFont(font);
      widest.setText(
          DIGITS
              .chars()
              .mapToObj(Character::toString)
              .max((a, b) -> Double.compare(width(a), width(b)))
              .orElseThrow());
    }
    return widest.prefWidth(-1);
  }

  private double width(String digit) {
    widest.setText(digit);
    return widest.prefWidth(-1);
  }
}
