package switchboard.console.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.geometry.Rectangle2D;
import org.junit.jupiter.api.Test;
import switchboard.console.settings.WindowBounds;

class WindowPlaceTest {
  /** With a bar at its top. */
  private static final Rectangle2D PRIMARY = new Rectangle2D(0, 30, 1920, 1050);

  private static final Rectangle2D LEFT = new Rectangle2D(-1280, 0, 1280, 1024);

  /** 1920 by 1080 pixels at 200 %. */
  private static final Rectangle2D SCALED = new Rectangle2D(0, 0, 960, 540);

  @Test
  void windowIsInTheMiddleAndNeverLargerThanTheScreen() {
    assertThat(WindowPlace.middle(1440, 900, PRIMARY)).isEqualTo(at(240, 105, 1440, 900));
    assertThat(WindowPlace.middle(1440, 900, SCALED)).isEqualTo(at(0, 0, 960, 540));
  }

  @Test
  void placeThatFitsIsKept() {
    var places = List.of(at(100, 100, 1200, 800), at(-1280, 0, 1280, 1024));

    assertThat(places)
        .allSatisfy(
            place ->
                assertThat(WindowPlace.fitted(place, List.of(PRIMARY, LEFT))).isEqualTo(place));
  }

  @Test
  void windowOfAScreenThatIsGoneComesToThePrimaryOne() {
    assertThat(WindowPlace.fitted(at(-1200, 50, 1200, 800), List.of(PRIMARY)))
        .isEqualTo(at(0, 50, 1200, 800));
    assertThat(WindowPlace.fitted(at(5_000, 5_000, 3_000, 3_000), List.of(PRIMARY, LEFT)))
        .isEqualTo(at(0, 30, 1920, 1050));
  }

  @Test
  void windowThatReachesOverTheEdgeIsMovedBack() {
    assertThat(WindowPlace.fitted(at(1_800, 1_000, 1200, 800), List.of(PRIMARY)))
        .isEqualTo(at(720, 280, 1200, 800));
    assertThat(WindowPlace.fitted(at(100, -50, 1200, 800), List.of(PRIMARY, LEFT)))
        .as("its title lies above the screen")
        .isEqualTo(at(100, 30, 1200, 800));
  }

  @Test
  void windowBetweenTwoScreensGoesToTheOneThatHasMostOfIt() {
    assertThat(WindowPlace.fitted(at(-1_000, 50, 1200, 800), List.of(PRIMARY, LEFT)))
        .isEqualTo(at(-1_200, 50, 1200, 800));
  }

  @Test
  void maximizedWindowStaysSo() {
    var place = new WindowBounds(2_000, 100, 1200, 800, true);

    assertThat(WindowPlace.fitted(place, List.of(PRIMARY)).maximized()).isTrue();
  }

  private static WindowBounds at(double x, double y, double width, double height) {
    return new WindowBounds(x, y, width, height, false);
  }
}
