package switchboard.console.report;

import j2html.tags.ContainerTag;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** An element of an SVG drawing. */
final class Svg extends ContainerTag<Svg> {
  private Svg(String name) {
    super(name);
  }

  /** A drawing with a text for those who cannot see it, as wide as there is room. */
  static Svg drawing(double width, double height, String description) {
    return new Svg("svg")
        .attr("viewBox", "0 0 " + number(width) + " " + number(height))
        .attr("role", "img")
        .attr("aria-label", description);
  }

  static Svg path(String kind, String data) {
    return new Svg("path").withClass(kind).attr("d", data);
  }

  static Svg text(String kind, double x, double y, String words) {
    return new Svg("text")
        .withClass(kind)
        .attr("x", number(x))
        .attr("y", number(y))
        .withText(words);
  }

  static Svg rectangle(String kind, double x, double y, double width, double height) {
    return new Svg("rect")
        .withClass(kind)
        .attr("x", number(x))
        .attr("y", number(y))
        .attr("width", number(width))
        .attr("height", number(height));
  }

  static Svg circle(String kind, double x, double y, double radius) {
    return new Svg("circle")
        .withClass(kind)
        .attr("cx", number(x))
        .attr("cy", number(y))
        .attr("r", number(radius));
  }

  /** The same, explained where it is pointed at. */
  Svg titled(String meaning) {
    return with(new Svg("title").withText(meaning));
  }

  /** To a tenth of a pixel. */
  static String number(double value) {
    var rounded = BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP).stripTrailingZeros();
    return rounded.signum() == 0 ? "0" : rounded.toPlainString();
  }
}
