package switchboard.console.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static switchboard.console.ui.MemoryWindow.awaitText;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import switchboard.console.platform.SystemState;

/** The screen of experiments, over a platform in memory. */
@ExtendWith(WindowExtension.class)
class ExperimentsScreenTest {
  @TempDir Path folder;
  private final MemoryWindow window = new MemoryWindow();

  @Start
  void start(Stage stage) throws IOException {
    var own = Files.createDirectory(folder.resolve("experiments"));
    Files.writeString(
        own.resolve("brief.yaml"),
        """
        apiVersion: switchboard/v1
        name: brief
        setup: { replicas: 2 }
        load: { users: 10, spawnRate: 10 }
        phases: { warmup: 1s, baseline: 1s, recovery: 1s }
        """);
    Files.writeString(own.resolve("wrong.yaml"), "apiVersion: switchboard/v1\nnaem: x\n");
    // A second passes with every look at the users.
    window.simulator.tell(
        stats -> {
          window.clock.advance(Duration.ofSeconds(1));
          return stats;
        });
    Files.writeString(
        folder.resolve("settings.json"),
        new Gson().toJson(Map.of("folder", folder.resolve("data").toString())));
    window.show(stage, folder);
  }

  @AfterEach
  void close() {
    window.close();
  }

  private static ListView<?> list(FxRobot robot, String id) {
    return robot.lookup(id).queryAs(ListView.class);
  }

  private static void choose(FxRobot robot, int place) {
    robot.interact(() -> list(robot, "#experiments-list").getSelectionModel().select(place));
  }

  private static Button run(FxRobot robot) {
    return robot.lookup("#run-experiment").queryAs(Button.class);
  }

  @Test
  void experimentIsChosenRunAndJudged(FxRobot robot) {
    robot.type(KeyCode.F5);
    await().until(() -> list(robot, "#experiments-list").getItems().size() == 9);
    choose(robot, 8);
    awaitText(robot, text -> text.startsWith("unknown key 'naem'"));
    assertThat(run(robot).isDisabled()).isTrue();

    choose(robot, 7);
    await().until(() -> "Run brief".equals(run(robot).getAccessibleText()));
    await().until(() -> !run(robot).isDisabled());
    robot.interact(() -> run(robot).fire());
    await().until(() -> robot.lookup("#stop-experiment").tryQuery().isPresent());

    await().atMost(Duration.ofMinutes(1)).until(() -> list(robot, "#runs").getItems().size() == 1);
    awaitText(robot, text -> text.endsWith(" · brief") && !text.startsWith("Running"));
    assertThat(window.platform.state().phase()).isEqualTo(SystemState.Phase.RUNNING);
    assertThat(list(robot, "#runs").getSelectionModel().getSelectedIndex()).isZero();

    robot.interact(() -> robot.lookup("#report-run").queryAs(Button.class).fire());
    await().until(() -> window.pages.size() == 1);
    assertThat(Path.of(window.pages.getFirst())).content().contains("<h1>brief</h1>");
    awaitText(robot, text -> text.startsWith("The report is in "));

    robot.type(KeyCode.F1);
    await().until(() -> robot.lookup("#report-session").tryQuery().isPresent());
    robot.interact(() -> robot.lookup("#report-session").queryAs(Button.class).fire());
    await().until(() -> window.pages.size() == 2);
    assertThat(Path.of(window.pages.getLast()))
        .content()
        .contains("<h1>Session on Memory</h1>", "A session is judged while its load runs");
  }
}
