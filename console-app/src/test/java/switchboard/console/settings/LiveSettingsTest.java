package switchboard.console.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.platform.ReplicaHeap;

@Timeout(60)
class LiveSettingsTest {
  @TempDir Path folder;

  private SettingsFile file() {
    return new SettingsFile(folder.resolve("settings.json"));
  }

  private static void neverFails(Exception why) {
    fail("It could not be saved", why);
  }

  @Test
  void changesHoldWhileTheDiskDoesNotAnswerAndAllAreInTheFileAfterwards() throws Exception {
    var settings = new LiveSettings(file());
    try (var stuck = new StuckFile(file().path())) {
      settings.change(old -> old.withLook(ThemePreference.LIGHT), LiveSettingsTest::neverFails);
      for (var heap = 100; heap <= 110; heap++) {
        var newest = new ReplicaHeap(heap);
        settings.change(old -> old.withHeap(newest), LiveSettingsTest::neverFails);
      }
      assertThat(settings.get())
          .isEqualTo(
              Settings.DEFAULT.withLook(ThemePreference.LIGHT).withHeap(new ReplicaHeap(110)));

      stuck.answer("{}");
      settings.flush();
    }
    assertThat(file().load().settings()).isEqualTo(settings.get());
    assertThat(settings.get().heap().mebibytes()).isEqualTo(110);
  }

  @Test
  void whatAnotherConsoleHasChangedMeanwhileIsKept() {
    var one = new LiveSettings(file());
    var other = new LiveSettings(file());

    one.change(old -> old.withLook(ThemePreference.LIGHT), LiveSettingsTest::neverFails);
    one.flush();
    other.change(
        old -> old.withSecondStart(SecondInstancePolicy.OPEN), LiveSettingsTest::neverFails);
    other.flush();

    assertThat(other.get())
        .isEqualTo(
            Settings.DEFAULT
                .withLook(ThemePreference.LIGHT)
                .withSecondStart(SecondInstancePolicy.OPEN))
        .isEqualTo(file().load().settings());
  }

  @Test
  void changeThatCannotBeSavedHoldsNoLongerAndOneMadeMeanwhileDoes() throws Exception {
    var settings = new LiveSettings(file());
    var failures = new ArrayList<Exception>();
    var failed = new CountDownLatch(1);
    var chosenMeanwhile = new CountDownLatch(1);
    Files.createDirectories(folder.resolve("settings.json").resolve("in the way"));
    Files.createDirectories(folder.resolve("settings.json.damaged").resolve("in the way"));

    settings.change(
        old -> old.withLook(ThemePreference.LIGHT),
        why -> {
          failures.add(why);
          failed.countDown();
          awaitQuietly(chosenMeanwhile);
        });
    failed.await();
    assertThat(settings.get()).isEqualTo(Settings.DEFAULT);
    makeRoom();
    settings.change(
        old -> old.withSecondStart(SecondInstancePolicy.OPEN), LiveSettingsTest::neverFails);
    chosenMeanwhile.countDown();
    settings.flush();

    assertThat(failures).hasSize(1).first().isInstanceOf(IOException.class);
    assertThat(settings.get())
        .isEqualTo(Settings.DEFAULT.withSecondStart(SecondInstancePolicy.OPEN));
    assertThat(file().load().settings()).isEqualTo(settings.get());
  }

  private void makeRoom() throws IOException {
    for (var name : List.of("settings.json", "settings.json.damaged")) {
      Files.delete(folder.resolve(name).resolve("in the way"));
      Files.delete(folder.resolve(name));
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
