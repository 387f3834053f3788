package switchboard.console.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import switchboard.console.ui.fx.Palette;

@Tag("locales")
class FormatTest {
  private static final double MIB = 1 << 20;

  @ParameterizedTest
  @CsvSource({
    "18204, COUNT, 18~204",
    "-1234567, COUNT, -1~234~567",
    "999, COUNT, 999",
    "2140.3, PER_SECOND, 2~140 /s",
    "0, PER_SECOND, 0.0 /s",
    "99.97, PER_SECOND, 100 /s",
    "0.038, SECONDS, 38 ms",
    "0.0038, SECONDS, 3.8 ms",
    "0.00021, SECONDS, 0.21 ms",
    "1.84, SECONDS, 1.8 s",
    "0.35, CORES, 0.35 cores",
    "158334976, BYTES, 151 MiB",
    "100, PERCENT, 100 %",
    "99.9996, PERCENT, 99.999 %",
    "0.0001, PERCENT, <0.01 %",
    "0, PERCENT, 0.00 %",
    "NaN, PER_SECOND, –"
  })
  void figuresHaveAsManyDigitsAsAreWorthReading(double value, Unit unit, String text) {
    assertThat(Format.figure(value, unit).toString()).isEqualTo(text.replace('~', '\u202f'));
  }

  @Test
  void partOfAWholeHasItsOwnUnitOnlyWhereTheyDiffer() {
    var limit = Format.figure(256 * MIB, Unit.BYTES);
    assertThat(Format.share(Format.figure(151 * MIB, Unit.BYTES), limit))
        .isEqualTo("151 of 256 MiB");
    assertThat(Format.briefShare(Format.figure(151 * MIB, Unit.BYTES), limit))
        .isEqualTo("151 / 256");

    var all = Format.figure(31.3 * 1024 * MIB, Unit.BYTES);
    assertThat(Format.share(Format.figure(3_412 * MIB, Unit.BYTES), all))
        .isEqualTo("3\u202f412 MiB of 31.3 GiB");
    assertThat(Format.briefShare(Format.figure(3_412 * MIB, Unit.BYTES), all))
        .isEqualTo("3\u202f412 MiB / 31.3 GiB");
  }

  @Test
  void partThatIsMissingHasNoUnit() {
    var limit = Format.figure(256 * MIB, Unit.BYTES);
    assertThat(Format.share(Format.MISSING, limit)).isEqualTo("– of 256 MiB");
    assertThat(Format.briefShare(Format.MISSING, limit)).isEqualTo("– / 256");
  }

  @Test
  void durationsHaveTwoUnitsAtMost() {
    assertThat(Format.duration(Duration.ofMillis(1840))).isEqualTo("1.8 s");
    assertThat(Format.duration(Duration.ofSeconds(125))).isEqualTo("2 min 5 s");
    assertThat(Format.duration(Duration.ofHours(2))).isEqualTo("2 h");
  }

  @Test
  void tenReplicasHaveTenColoursInBothThemes() {
    Palette palette = new Palette();
    for (Palette.Tone tone : Palette.Tone.values()) {
      palette.toneProperty().set(tone);
      Set<Color> colors = new HashSet<>();
      for (int replica = 1; replica <= 10; replica++) {
        colors.add(palette.series("backend-" + replica));
      }
      assertThat(colors).hasSize(10).doesNotContain(palette.limit(), palette.destruction());
    }
  }

  @Test
  void seriesKeepsItsColourAndUnknownNamesTakeTheNextFree() {
    Palette palette = new Palette();
    Color one = palette.series("pod-x");
    Color two = palette.series("pod-y");
    assertThat(one).isNotEqualTo(two).isEqualTo(palette.series("pod-x"));
  }

  /** WCAG 2.2, 1.4.11: graphics need a contrast of 3 to 1 to what is beside them. */
  @Test
  void everyColourIsReadableOnItsGround() {
    Palette palette = new Palette();
    for (Palette.Tone tone : Palette.Tone.values()) {
      palette.toneProperty().set(tone);
      Color ground = Color.web(tone == Palette.Tone.DARK ? "#161b22" : "#ffffff");
      for (int replica = 1; replica <= 10; replica++) {
        assertThat(contrast(palette.series("backend-" + replica), ground)).isGreaterThan(3);
      }
      assertThat(contrast(palette.limit(), ground)).isGreaterThan(4.5);
    }
  }

  private static double contrast(Color one, Color other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(Color color) {
    return 0.2126 * linear(color.getRed())
        + 0.7152 * linear(color.getGreen())
        + 0.0722 * linear(color.getBlue());
  }

  private static double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
  }
}
