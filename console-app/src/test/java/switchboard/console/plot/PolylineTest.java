package switchboard.console.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import switchboard.console.metrics.panel.Line;

class PolylineTest {
  @Test
  void everyValueIsDrawnWhenThereIsRoom() {
    assertThat(pieces(10, 1, 2, 3)).containsExactly("0,1 10,2 20,3");
  }

  @Test
  void gapPartsTheLine() {
    assertThat(pieces(10, 1, Double.NaN, 3, 4, Double.NaN)).containsExactly("0,1", "20,3 30,4");
  }

  @Test
  void crowdedColumnKeepsItsPeaks() {
    double[] values =
        IntStream.range(0, 100).mapToDouble(i -> i == 37 ? 99 : i == 55 ? -99 : 5).toArray();
    List<String> pieces = pieces(0.01, values);
    assertThat(pieces).hasSize(1);
    assertThat(pieces.getFirst().split(" ", -1)).hasSize(4);
    assertThat(pieces.getFirst()).contains(",99 ").contains(",-99 ");
  }

  @Test
  void pointsGrowWithTheWidthAndNotWithTheValues() {
    double[] values = DoubleStream.iterate(0, v -> (v + 7) % 13).limit(10_000).toArray();
    assertThat(pieces(0.03, values).getFirst().split(" ", -1)).hasSizeLessThanOrEqualTo(4 * 300);
  }

  private static List<String> pieces(double pixelsPerValue, double... values) {
    List<String> pieces = new ArrayList<>();
    new Polyline()
        .trace(
            new Line("line", values),
            0,
            values.length,
            new Polyline.Scale(0, pixelsPerValue, 0, 1, value -> value),
            (xs, ys, points) -> {
              List<String> piece = new ArrayList<>();
              for (int i = 0; i < points; i++) {
                piece.add(Math.round(xs[i]) + "," + Math.round(ys[i]));
              }
              pieces.add(String.join(" ", piece));
            });
    return pieces;
  }
}
