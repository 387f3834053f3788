package switchboard.console.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import switchboard.console.ui.fx.Palette;
import switchboard.console.ui.fx.Palette.Tone;

/** WCAG 2.2, level AA: 4.5 to 1 for text (1.4.3), 3 to 1 for lines and marks (1.4.11). */
class ContrastTest {
  private static final double TEXT = 4.5;
  private static final double GRAPHICS = 3;
  private static final Pattern COLOUR = Pattern.compile("(-[a-z-]+): (#[0-9a-f]{6});");

  /** Text and a ground that it stands on. */
  private static Stream<String[]> pairs() {
    return Stream.of(
        pair("-color-fg-default", "-color-bg-default"),
        pair("-color-fg-default", "-color-bg-inset"),
        pair("-color-fg-default", "-color-bg-subtle"),
        pair("-color-fg-default", "-color-warning-muted"),
        pair("-color-fg-default", "-switch-selected"),
        pair("-color-fg-muted", "-color-bg-default"),
        pair("-color-fg-muted", "-color-bg-inset"),
        pair("-color-fg-muted", "-color-bg-subtle"),
        pair("-color-fg-subtle", "-color-bg-default"),
        pair("-color-accent-fg", "-color-bg-default"),
        pair("-color-success-fg", "-color-success-subtle"),
        pair("-color-danger-fg", "-color-bg-default"),
        pair("-color-danger-fg", "-color-danger-subtle"),
        pair("-color-warning-fg", "-color-bg-default"),
        pair("-color-warning-fg", "-color-bg-subtle"),
        pair("-color-warning-fg", "-color-warning-subtle"),
        pair("-figure", "-color-bg-default"));
  }

  private static String[] pair(String text, String ground) {
    return new String[] {text, ground};
  }

  @ParameterizedTest
  @EnumSource(Tone.class)
  void everyTextIsReadableOnItsGround(Tone tone) throws IOException {
    var colours = colours(tone);

    assertThat(pairs())
        .allSatisfy(
            pair ->
                assertThat(contrast(colours.get(pair[0]), colours.get(pair[1])))
                    .as("%s on %s", pair[0], pair[1])
                    .isGreaterThanOrEqualTo(TEXT));
  }

  @ParameterizedTest
  @EnumSource(Tone.class)
  void everySeriesIsVisibleOnItsChart(Tone tone) throws IOException {
    var ground = colours(tone).get("-color-bg-default");
    var palette = new Palette();
    palette.toneProperty().set(tone);

    assertThat(IntStream.rangeClosed(1, 10).mapToObj(number -> "backend-" + number))
        .allSatisfy(
            name ->
                assertThat(contrast(palette.series(name), ground))
                    .as(name)
                    .isGreaterThanOrEqualTo(GRAPHICS));
  }

  @Test
  void blackOnWhiteIsTwentyOneToOne() {
    assertThat(contrast(Color.BLACK, Color.WHITE)).isEqualTo(21);
  }

  private static Map<String, Color> colours(Tone tone) throws IOException {
    var file = tone == Tone.DARK ? "dark.css" : "light.css";
    try (var css = ContrastTest.class.getResourceAsStream(file)) {
      var text = new String(Objects.requireNonNull(css).readAllBytes(), StandardCharsets.UTF_8);
      var colours = new HashMap<String, Color>();
      var matcher = COLOUR.matcher(text);
      while (matcher.find()) {
        colours.put(matcher.group(1), Color.web(matcher.group(2)));
      }
      return colours;
    }
  }

  /** WCAG's contrast ratio, 1 to 21. */
  private static double contrast(Color one, Color other) {
    var a = luminance(one);
    var b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  /** WCAG's relative luminance, 0 to 1. */
  private static double luminance(Color colour) {
    return 0.2126 * linear(colour.getRed())
        + 0.7152 * linear(colour.getGreen())
        + 0.0722 * linear(colour.getBlue());
  }

  private static double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
  }
}
