package switchboard.console.ui.cockpit.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import switchboard.console.ui.cockpit.timeline.TimelineLayout.Label;
import switchboard.console.ui.cockpit.timeline.TimelineLayout.Row;

class TimelineLayoutTest {
  private static final double WIDTH = 1_000;

  @Test
  void labelsAlternate() {
    var places =
        TimelineLayout.place(
            List.of(new Label(100, 50, 0), new Label(300, 50, 1), new Label(500, 50, 2)), WIDTH);
    assertThat(places)
        .extracting(TimelineLayout.Place::row)
        .containsExactly(Row.ABOVE, Row.BELOW, Row.ABOVE);
  }

  @Test
  void labelStaysOnItsSideWhenOlderEventsLeave() {
    var after = TimelineLayout.place(List.of(new Label(250, 50, 1), new Label(450, 50, 2)), WIDTH);
    assertThat(after).extracting(TimelineLayout.Place::row).containsExactly(Row.BELOW, Row.ABOVE);
  }

  @Test
  void newestLabelEndsWithinTheStrip() {
    var place = TimelineLayout.place(List.of(new Label(990, 80, 0)), WIDTH).getFirst();
    assertThat(place.left() + 80).isLessThanOrEqualTo(WIDTH);
  }

  @Test
  void ofThreeAtOnceTheOldestIsHidden() {
    var places =
        TimelineLayout.place(
            List.of(new Label(400, 80, 0), new Label(402, 80, 1), new Label(404, 80, 2)), WIDTH);
    assertThat(places).extracting(TimelineLayout.Place::row).startsWith(Row.HIDDEN);
    assertThat(places).extracting(TimelineLayout.Place::row).doesNotHaveDuplicates();
  }

  @Test
  void shownLabelsNeverOverlap() {
    var random = new Random(7);
    for (int round = 0; round < 200; round++) {
      var labels = new ArrayList<Label>();
      var x = 0.0;
      for (int i = 0; i < 30; i++) {
        x += random.nextDouble() * 60;
        labels.add(new Label(Math.min(x, WIDTH), 20 + random.nextInt(150), i));
      }
      var places = TimelineLayout.place(labels, WIDTH);
      for (var row : List.of(Row.ABOVE, Row.BELOW)) {
        var end = -1.0;
        for (int i = 0; i < labels.size(); i++) {
          if (places.get(i).row() == row) {
            assertThat(places.get(i).left()).isGreaterThan(end);
            end = places.get(i).left() + labels.get(i).width();
          }
        }
      }
    }
  }
}
