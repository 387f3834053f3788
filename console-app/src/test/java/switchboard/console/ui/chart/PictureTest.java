package switchboard.console.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;
import switchboard.console.metrics.panel.Line;
import switchboard.console.metrics.panel.PanelData;
import switchboard.console.metrics.panel.PanelStatus;
import switchboard.console.metrics.panel.Panels;
import switchboard.console.plot.LinearScale;
import switchboard.console.plot.TimeRange;
import switchboard.console.plot.ValueScale;
import switchboard.console.ui.fx.Palette;

class PictureTest {
  private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

  private final PanelData data =
      new PanelData(
          Panels.forScrapesEvery(Duration.ofSeconds(1)).latency(),
          START,
          Duration.ofSeconds(1),
          5,
          List.of(
              new Line("p50", new double[] {1, 2, Double.NaN, 4, 5}),
              new Line("a \"b\" & <c>", new double[] {10, 20, 30, 40, 50})),
          Optional.of(new Line("limit", new double[] {60, 60, 60, 60, 60})),
          Optional.empty(),
          new PanelStatus.Current());

  private final LinearScale scale = new LinearScale(data.panel().unit());

  private Picture picture(int fromSecond, int toSecond) {
    return new Picture(
        data,
        data.lines(),
        Optional.empty(),
        new TimeRange(START.plusSeconds(fromSecond), START.plusSeconds(toSecond)),
        scale,
        List.of(new Mark(START.plusSeconds(2), Mark.Kind.DESTRUCTION, "killed <backend-1>")));
  }

  @Test
  void valuesInTheRangeBecomeRowsAndGapsStayEmpty() {
    assertThat(picture(1, 3).csv())
        .isEqualTo(
            """
            time,"p50 (s)","a ""b"" & <c> (s)"
            2026-01-01T12:00:01Z,2.0,20.0
            2026-01-01T12:00:02Z,,30.0
            2026-01-01T12:00:03Z,4.0,40.0
            """
                .replace("\n", "\r\n"));
  }

  @Test
  void pictureIsWellFormedAndHasEveryLineLimitAndMark() throws Exception {
    scale.fit(new ValueScale.Extent(1, 60), 4);

    var svg = SvgPicture.of(picture(0, 4), new Palette());

    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    // One piece before the gap and one after it, the whole second line, and the limit.
    assertThat(document.getElementsByTagName("polyline").getLength()).isEqualTo(4);
    assertThat(document.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("killed <backend-1>");
    assertThat(document.getDocumentElement().getTextContent()).contains("a \"b\" & <c>");
  }
}
