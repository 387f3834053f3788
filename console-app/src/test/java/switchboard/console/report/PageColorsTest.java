package switchboard.console.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.console.experiment.SampleRecord;

/** WCAG 2.2, level AA: 4.5 to 1 for text (1.4.3), 3 to 1 for lines and marks (1.4.11). */
class PageColorsTest {
  private static final double TEXT = 4.5;
  private static final double GRAPHICS = 3;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyTextAndEveryLineIsReadable(boolean dark) {
    var colors = colors(dark);

    assertThat(
            Stream.of(
                "ink/ground",
                "ink/raised",
                "quiet/ground",
                "quiet/raised",
                "passed/passed-ground",
                "failed/failed-ground",
                "open/open-ground",
                "quiet/passed-ground",
                "quiet/failed-ground",
                "quiet/open-ground",
                "passed/ground",
                "failed/ground",
                "failed/raised",
                "open/ground",
                "ink/passed-ground",
                "ink/failed-ground"))
        .allSatisfy(pair -> assertThat(contrast(colors, pair)).isGreaterThanOrEqualTo(TEXT));
    assertThat(
            Stream.of(
                "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9", "c10", "limit", "problem",
                "good", "action", "change", "focus"))
        .allSatisfy(
            line ->
                assertThat(contrast(colors, line + "/raised")).isGreaterThanOrEqualTo(GRAPHICS));
  }

  private static Map<String, String> colors(boolean dark) {
    var record = new SampleRecord().record();
    var html = Report.of(record, "Switchboard 0").toHtml();
    var style = html.substring(html.indexOf("<style>"), html.indexOf("</style>"));
    var colors = new HashMap<String, String>();
    var schemes = Pattern.compile("@media screen and \\(prefers-color-scheme: ?dark\\) ?\\{[^}]*}");
    read(schemes.matcher(style).replaceAll(""), colors);
    if (dark) {
      schemes.matcher(style).results().forEach(each -> read(each.group(), colors));
    }
    return colors;
  }

  private static void read(String style, Map<String, String> colors) {
    Pattern.compile("--([a-z0-9-]+): ?(#[0-9a-f]{6})")
        .matcher(style)
        .results()
        .forEach(each -> colors.put(each.group(1), each.group(2)));
  }

  private static double contrast(Map<String, String> colors, String pair) {
    var slash = pair.indexOf('/');
    var one = luminance(colors.get(pair.substring(0, slash)));
    var other = luminance(colors.get(pair.substring(slash + 1)));
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  }

  private static double luminance(String color) {
    return 0.2126 * channel(color, 1) + 0.7152 * channel(color, 3) + 0.0722 * channel(color, 5);
  }

  private static double channel(String color, int at) {
    var value = Integer.parseInt(color.substring(at, at + 2), 16) / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
