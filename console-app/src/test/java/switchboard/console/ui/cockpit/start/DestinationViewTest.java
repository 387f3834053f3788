package switchboard.console.ui.cockpit.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import switchboard.console.ManualClock;
import switchboard.console.platform.Destination;
import switchboard.console.platform.FakePlatform;
import switchboard.console.session.Session;
import switchboard.console.ui.WindowExtension;
import switchboard.console.ui.fx.ManualBackground;
import switchboard.console.ui.operation.OperationContext;
import switchboard.console.ui.prompt.PromptsModel;

@ExtendWith(WindowExtension.class)
class DestinationViewTest {
  private final ManualClock clock = new ManualClock();
  private final ManualBackground background = new ManualBackground();
  private final PromptsModel prompts = new PromptsModel(background, risk -> false);
  private final DestinationModel model =
      new DestinationModel(
          new Session(new FakePlatform(clock), new OkHttpClient(), clock).platform(),
          new OperationContext(background, clock, prompts, failure -> {}),
          () -> {});
  private DestinationView view;

  @Test
  void choiceAppearsHoweverLateThePlacesAreKnown(FxRobot robot) {
    robot.interact(() -> view = new DestinationView(model));
    assertThat(view.isVisible()).isFalse();

    // Everything that the view depends on must be strongly reachable.
    System.gc();
    robot.interact(() -> model.show(List.of(new Destination("work", "cluster work", true, true))));

    assertThat(view.isVisible()).isTrue();
  }
}
