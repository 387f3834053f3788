package switchboard.console.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Rectangle2D;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import switchboard.console.settings.Settings;
import switchboard.console.settings.SettingsFile;
import switchboard.console.settings.WindowBounds;

/** The window was closed on a large screen that is gone now. */
@ExtendWith(WindowExtension.class)
class RememberedPlaceTest {
  private static final Rectangle2D SCREEN = new Rectangle2D(0, 0, 960, 540);
  private static final WindowBounds GONE = new WindowBounds(2_000, 100, 1440, 900, false);

  @TempDir Path folder;
  private final MemoryWindow window = new MemoryWindow();
  private Stage stage;

  @Start
  void start(Stage primary) throws IOException {
    stage = primary;
    new SettingsFile(folder.resolve("settings.json")).save(Settings.DEFAULT.withPlace(GONE));
    window.show(primary, List.of(SCREEN), folder, () -> {});
  }

  @AfterEach
  void close() {
    window.close();
  }

  @Test
  void windowComesBackOntoTheScreenThatIsThere() {
    WaitForAsyncUtils.waitForFxEvents();

    assertThat(new Rectangle2D(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight()))
        .isEqualTo(SCREEN);
  }
}
