package switchboard.console.ui.cockpit.start;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** What is shown while no system runs: the start page, a launch or a stop, or why it failed. */
public final class StartPage {
  private final Node start;
  private final Node progress;
  private final Node failed;

  public StartPage(StartModel model) {
    var welcome = new VBox(new StartView(model), new WelcomeHints());
    welcome.getStyleClass().add("welcome");
    start = centred(welcome);
    progress = centred(new ProgressView(model.lifecycle()));
    failed = centred(new LaunchFailedView(model.lifecycle(), model));
  }

  /**
   * What belongs on the screen.
   *
   * @param running the same for a running system
   */
  public Node or(Node running, LifecycleModel.Phase phase) {
    return switch (phase) {
      case STOPPED -> start;
      case LAUNCHING, STOPPING -> progress;
      case LAUNCH_FAILED -> failed;
      case RUNNING -> running;
    };
  }

  private static Node centred(Node card) {
    var centre = new StackPane(card);
    centre.getStyleClass().add("start-page");
    StackPane.setAlignment(card, Pos.CENTER);
    return scrolling(centre);
  }

  /** All of it can be reached in a low window. */
  public static ScrollPane scrolling(Node content) {
    var scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFocusTraversable(false);
    scroll.getStyleClass().add("cockpit-scroll");
    return scroll;
  }
}
