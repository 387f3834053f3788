import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.stage.Window;

/**
 * Tells a test of the real window where things are, by their accessible names, several times a second: a line each of x, y and name
 * in a file. JavaFX tells no screen reader on Linux, so this asks inside the console's own process, to which it attaches.
 */
final class Places {
  private final Path file;

  private Places(Path file) {
    this.file = file;
  }

  /** Attaches to a console: its process id, the jar with this class, the file. */
  public static void main(String[] arguments) throws Exception {
    var console = VirtualMachine.attach(arguments[0]);
    try {
      console.loadAgent(arguments[1], arguments[2]);
    } finally {
      console.detach();
    }
  }

  public static void agentmain(String file) {
    var places = new Places(Path.of(file));
    Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory())
        .scheduleWithFixedDelay(() -> Platform.runLater(places::tell), 0, 200, TimeUnit.MILLISECONDS);
  }

  private void tell() {
    var lines = new ArrayList<String>();
    for (var window : Window.getWindows()) {
      if (window.getScene() != null) {
        add(window.getScene().getRoot(), lines);
      }
    }
    try {
      var fresh = Files.write(file.resolveSibling(file.getFileName() + ".new"), lines);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(Node node, List<String> lines) {
    if (!node.isVisible()) {
      return;
    }
    var name = node.getAccessibleText();
    if (name == null && node instanceof Labeled labeled) {
      name = labeled.getText();
    }
    var bounds = node.localToScreen(node.getBoundsInLocal());
    if (name != null && !name.isBlank() && bounds != null) {
      lines.add(line(new Point2D(bounds.getCenterX(), bounds.getCenterY()), name));
    }
    if (node instanceof Slider slider && name != null) {
      addValues(slider, name, lines);
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> add(child, lines));
    }
  }

  /** Where the thumb of a slider is at each whole value: "Backend replicas, 0 to 10: 3". */
  private static void addValues(Slider slider, String name, List<String> lines) {
    var track = slider.lookup(".track");
    if (track == null) {
      return;
    }
    var bounds = track.localToScreen(track.getBoundsInLocal());
    for (var value = (int) Math.ceil(slider.getMin()); value <= slider.getMax(); value++) {
      var part = (value - slider.getMin()) / (slider.getMax() - slider.getMin());
      lines.add(line(new Point2D(bounds.getMinX() + part * bounds.getWidth(), bounds.getCenterY()), name + ": " + value));
    }
  }

  private static String line(Point2D place, String name) {
    return Math.round(place.getX()) + "\t" + Math.round(place.getY()) + "\t" + name.replace('\n', ' ');
  }
}
