package switchboard.console.ui.chart;

import javafx.scene.paint.Color;

/** What a plot is drawn on, in pixels from its top left corner: the window or a document. */
interface Surface {

  /**
   * How a line is drawn.
   *
   * @param gap between dashes of 4 pixels; 0 for a line without any
   */
  record Stroke(Color color, double width, double gap) {
    static final double DASH = 4;
  }

  double width();

  double height();

  /** Joins points, whose arrays are valid only during the call; a single one becomes a dot. */
  void line(double[] xs, double[] ys, int points, Stroke stroke);

  /** Fills what is between such points and the bottom; the tint fades from the top downwards. */
  void area(double[] xs, double[] ys, int points, Color top, Color bottom);

  void rectangle(double x, double y, double width, double height, Color color);

  /**
   * Draws a line from the top to the bottom.
   *
   * @param meaning what it stands for
   */
  void rule(double x, Stroke stroke, String meaning);
}
