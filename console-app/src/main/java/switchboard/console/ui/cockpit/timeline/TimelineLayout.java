package switchboard.console.ui.cockpit.timeline;

import java.util.ArrayList;
import java.util.List;

/** Where the labels of a timeline stand, so that none is over another. */
final class TimelineLayout {
  private static final double GAP = 10;

  private TimelineLayout() {}

  /** Above the line, beneath it, or only shown when its dot is pointed at. */
  enum Row {
    ABOVE,
    BELOW,
    HIDDEN
  }

  /**
   * One label.
   *
   * @param x of its event
   * @param width of its text
   * @param order of its event among all there ever were: it decides the side, which therefore does
   *     not change as time passes
   */
  record Label(double x, double width, int order) {}

  /**
   * Where one label stands.
   *
   * @param left of its text
   */
  record Place(Row row, double left) {}

  /**
   * Places labels; the newest have the first choice.
   *
   * @param labels in order of time
   * @param width of the timeline: no label goes beyond it
   * @return in the same order
   */
  static List<Place> place(List<Label> labels, double width) {
    var places = new ArrayList<Place>();
    var aboveStart = Double.MAX_VALUE;
    var belowStart = Double.MAX_VALUE;
    for (var label : labels.reversed()) {
      var left = Math.max(0, Math.min(label.x() - 3, width - label.width()));
      var end = left + label.width() + GAP;
      var fitsAbove = end <= aboveStart;
      var fitsBelow = end <= belowStart;
      var prefersAbove = label.order() % 2 == 0;
      if (fitsAbove && (prefersAbove || !fitsBelow)) {
        places.add(new Place(Row.ABOVE, left));
        aboveStart = left;
      } else if (fitsBelow) {
        places.add(new Place(Row.BELOW, left));
        belowStart = left;
      } else {
        places.add(new Place(Row.HIDDEN, left));
      }
    }
    return places.reversed();
  }
}
