package switchboard.console.ui.cockpit.topology;

import javafx.geometry.Orientation;
import javafx.scene.layout.Pane;

/**
 * Equal cards side by side, in as many even rows as the width needs: seven cards where five fit
 * become four and three.
 */
final class CardGrid extends Pane {
  private static final double GAP = 8;

  private final double leastWidth;
  private final double mostWidth;

  CardGrid(double leastWidth, double mostWidth) {
    this.leastWidth = leastWidth;
    this.mostWidth = mostWidth;
    setMinWidth(leastWidth);
  }

  /**
   * How many cards stand side by side.
   *
   * @param width that there is
   */
  static int columns(int cards, double width, double leastWidth) {
    var fit = Math.max(1, (int) ((width + GAP) / (leastWidth + GAP)));
    var rows = Math.ceilDiv(Math.max(1, cards), fit);
    return Math.ceilDiv(Math.max(1, cards), rows);
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected double computePrefWidth(double height) {
    var cards = Math.max(1, getManagedChildren().size());
    return snappedLeftInset() + snappedRightInset() + cards * (mostWidth + GAP) - GAP;
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected double computePrefHeight(double width) {
    var cards = getManagedChildren().size();
    if (cards == 0) {
      return 0;
    }
    var wide = width < 0 ? computePrefWidth(-1) : width;
    var columns = columns(cards, wide, leastWidth);
    var rows = Math.ceilDiv(cards, columns);
    return rows * (rowHeight(cardWidth(wide, columns)) + GAP) - GAP;
  }

  @Override
  protected void layoutChildren() {
    var cards = getManagedChildren();
    if (cards.isEmpty()) {
      return;
    }
    var columns = columns(cards.size(), getWidth(), leastWidth);
    var width = cardWidth(getWidth(), columns);
    var height = rowHeight(width);
    var left = Math.max(0, (getWidth() - columns * (width + GAP) + GAP) / 2);
    for (int i = 0; i < cards.size(); i++) {
      var row = i / columns;
      cards
          .get(i)
          .resizeRelocate(
              snapPositionX(left + i % columns * (width + GAP)),
              snapPositionY(row * (height + GAP)),
              width,
              height);
    }
  }

  private double cardWidth(double width, int columns) {
    return snapSizeX(Math.min(mostWidth, Math.floor((width + GAP) / columns - GAP)));
  }

  /** The width that is needed out of what there is. */
  double usedWidth(double width) {
    var columns = columns(getManagedChildren().size(), width, leastWidth);
    return columns * (cardWidth(width, columns) + GAP) - GAP;
  }

  /** Of one row of cards as wide as they get. */
  double rowHeight() {
    return rowHeight(mostWidth);
  }

  private double rowHeight(double cardWidth) {
    return snapSizeY(
        getManagedChildren().stream()
            .mapToDouble(each -> each.prefHeight(cardWidth))
            .max()
            .orElse(0));
  }
}
