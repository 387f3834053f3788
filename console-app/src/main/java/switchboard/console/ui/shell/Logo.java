package switchboard.console.ui.shell;

import javafx.scene.Group;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;

/** The product's mark: four lines, switched. The same as in {@code icons/switchboard.svg}. */
final class Logo extends Group {
  private static final double FAR = 12;
  private static final double RADIUS = 3.2;

  Logo() {
    getChildren()
        .addAll(
            line(0, 0, FAR, FAR),
            line(FAR, 0, 0, FAR),
            new Circle(0, 0, RADIUS, Color.web("#5b9dff")),
            new Circle(FAR, 0, RADIUS, Color.web("#2fb8ac")),
            new Circle(0, FAR, RADIUS, Color.web("#b48cff")),
            new Circle(FAR, FAR, RADIUS, Color.web("#f2915a")));
  }

  private static Line line(double startX, double startY, double endX, double endY) {
    var line = new Line(startX, startY, endX, endY);
    line.setStroke(Color.web("#8b949e"));
    line.setStrokeWidth(1.6);
    return line;
  }
}
