package switchboard.console.ui.capacity;

import java.util.OptionalInt;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import switchboard.console.capacity.Bracket;

/**
 * A capacity on a scale from nothing to the largest load that was tried: what passed at the left,
 * what failed at the right, and between them what is not known.
 */
final class BracketBar extends Pane {
  private static final double HEIGHT = 10;

  private final Region passed = part("bracket-passed");
  private final Region failed = part("bracket-failed");
  private OptionalInt lower = OptionalInt.empty();
  private OptionalInt upper = OptionalInt.empty();
  private int most = 1;

  BracketBar() {
    setId("bracket");
    getStyleClass().add("bracket");
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    setMaxHeight(HEIGHT);
    getChildren().addAll(passed, failed);
  }

  private static Region part(String styleClass) {
    var part = new Region();
    part.getStyleClass().add(styleClass);
    part.setManaged(false);
    return part;
  }

  /**
   * @param largest load that was tried
   */
  void show(Bracket bracket, int largest) {
    lower = bracket.passed();
    upper = bracket.failed();
    most = Math.max(1, largest);
    failed
        .getStyleClass()
        .setAll(bracket.end() == Bracket.End.MISSED ? "bracket-failed" : "bracket-limited");
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    var width = getWidth();
    passed.resizeRelocate(0, 0, width * lower.orElse(0) / most, HEIGHT);
    var from = upper.isPresent() ? width * upper.getAsInt() / most : width;
    // The smallest load that failed is visible also where it is the largest that was tried.
    var left = upper.isPresent() ? Math.min(from, width - HEIGHT / 2) : width;
    failed.resizeRelocate(left, 0, width - left, HEIGHT);
  }
}
