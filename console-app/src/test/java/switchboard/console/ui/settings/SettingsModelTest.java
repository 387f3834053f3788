package switchboard.console.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.platform.ReplicaHeap;
import switchboard.console.platform.WellKnownPorts;
import switchboard.console.settings.ChartRange;
import switchboard.console.settings.ConfirmableAction;
import switchboard.console.settings.DataFolder;
import switchboard.console.settings.LiveSettings;
import switchboard.console.settings.ScrapeInterval;
import switchboard.console.settings.SettingsFile;
import switchboard.console.settings.ThemePreference;
import switchboard.console.ui.fx.Background;
import switchboard.console.ui.fx.ManualBackground;

class SettingsModelTest {
  @TempDir Path folder;
  private final List<Failure> notices = new ArrayList<>();
  private final ManualBackground background = new ManualBackground();

  private final List<LiveSettings> opened = new ArrayList<>();

  /** Nothing is written any more where the folder is deleted next. */
  @AfterEach
  void flush() {
    opened.forEach(LiveSettings::flush);
  }

  private LiveSettings settings() {
    var settings = new LiveSettings(new SettingsFile(folder.resolve("settings.json")));
    opened.add(settings);
    return settings;
  }

  private SettingsModel model(LiveSettings settings) {
    return new SettingsModel(settings, background, notices::add);
  }

  /** Returns when whatever was chosen is saved. */
  private void save(SettingsModel model) {
    var saved = new AtomicBoolean();
    model.save(() -> saved.set(true));
    background.finish();
    assertThat(saved).isTrue();
  }

  @Test
  void whatIsChosenHoldsAndIsThereNextTime() {
    var settings = settings();
    var model = model(settings);

    model.lookProperty().set(ThemePreference.LIGHT);
    model.gatewayProperty().set(" 6173 ");

    assertThat(settings.get().ports().gateway()).isEqualTo(6173);
    save(model);
    assertThat(settings().get()).isEqualTo(settings.get());
    assertThat(model(settings()).lookProperty().get()).isEqualTo(ThemePreference.LIGHT);
    assertThat(notices).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "port", "80", "65536", "8089", "99999999999"})
  void portThatCannotBeIsSaidAndTheLastGoodOneHolds(String typed) {
    var settings = settings();
    var model = model(settings);

    model.gatewayProperty().set(typed);

    assertThat(model.mistakeProperty().get()).isNotEmpty();
    assertThat(settings.get().ports()).isEqualTo(WellKnownPorts.DEFAULT);
    model.usualPorts();
    assertThat(model.mistakeProperty().get()).isEmpty();
  }

  @Test
  void measuringQuestionsAndFolderAreKept() {
    var model = model(settings());
    var charts = folder.resolve("new").resolve("charts");

    model.pastProperty().set(ChartRange.FIVE);
    take(model, "5");
    model.askedProperty(ConfirmableAction.KILL).set(true);
    model.folderTyped().textProperty().set(charts.toString());
    assertThat(model.folder()).as("not yet taken").isEqualTo(DataFolder.DEFAULT);
    model.folderTyped().take();
    assertThat(model.folder()).as("not yet checked").isEqualTo(DataFolder.DEFAULT);
    save(model);

    var again = model(settings());
    assertThat(again.pastProperty().get()).isEqualTo(ChartRange.FIVE);
    assertThat(again.scrapes().textProperty().get()).isEqualTo("5");
    assertThat(again.askedProperty(ConfirmableAction.KILL).get()).isTrue();
    assertThat(again.askedProperty(ConfirmableAction.STOP).get()).isFalse();
    assertThat(again.folder().path()).isEqualTo(charts).doesNotExist();
    assertThat(notices).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "often", "0", "16", "1.5"})
  void intervalThatCannotBeIsSaidAndTheLastGoodOneHolds(String typed) {
    var settings = settings();
    var model = model(settings);

    take(model, "3");
    take(model, typed);

    assertThat(model.scrapes().mistakeProperty().get()).contains("1 to 15");
    assertThat(settings.get().scrapes()).isEqualTo(new ScrapeInterval(3));
    take(model, "4");
    assertThat(model.scrapes().mistakeProperty().get()).isEmpty();
  }

  private static void take(SettingsModel model, String seconds) {
    model.scrapes().textProperty().set(seconds);
    model.scrapes().take();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "much", "31", "4097", "64 MiB"})
  void heapThatCannotBeIsSaidAndTheLastGoodOneHolds(String typed) {
    var settings = settings();
    var model = model(settings);
    var heap = model.heap();

    heap.textProperty().set("64");
    heap.take();
    heap.textProperty().set(typed);
    heap.take();

    assertThat(heap.mistakeProperty().get()).contains("32 to 4096");
    save(model);
    assertThat(settings().get().heap()).isEqualTo(new ReplicaHeap(64));
  }

  @Test
  void folderThatCannotBeIsSaidAndTheLastGoodOneHolds() throws IOException {
    var model = model(settings());
    Files.writeString(folder.resolve("file"), "");

    for (var typed : List.of(" ", "charts", folder.resolve("file") + "", folder + "/file/charts")) {
      model.folderTyped().textProperty().set(typed);
      model.folderTyped().take();
      background.finish();
      assertThat(model.folderTyped().mistakeProperty().get()).as(typed).isNotEmpty();
      assertThat(model.folder()).isEqualTo(DataFolder.DEFAULT);
    }
  }

  @Test
  void whatCannotBeSavedIsANoticeAndChangesNothing() throws IOException {
    Files.writeString(folder.resolve("file"), "");
    var settings =
        new LiveSettings(new SettingsFile(folder.resolve("file").resolve("settings.json")));
    var model = model(settings);

    model.lookProperty().set(ThemePreference.LIGHT);
    save(model);

    assertThat(settings.get().look()).isEqualTo(ThemePreference.DARK);
    assertThat(notices).hasSize(1);
    assertThat(notices.getFirst().tried()).startsWith("Saving the settings in ");
  }

  @Test
  void ofFoldersThatAreStillBeingCheckedTheNewestCounts() {
    var model = model(settings());
    for (var typed : List.of("first", "second")) {
      model.folderTyped().textProperty().set(folder.resolve(typed).toString());
      model.folderTyped().take();
    }
    background.finishFirst(() -> {});
    assertThat(model.folder()).isEqualTo(DataFolder.DEFAULT);
    background.finish();
    assertThat(model.folder().path()).isEqualTo(folder.resolve("second"));
  }

  @Test
  void folderThatIsStillBeingCheckedAtTheEndIsSavedToo() {
    var disk = new SlowDisk();
    var settings = settings();
    var model = new SettingsModel(settings, disk, notices::add);
    var foundAtTheEnd = new CompletableFuture<DataFolder>();

    model.folderTyped().textProperty().set(folder.toString());
    model.folderTyped().take();
    model.save(() -> foundAtTheEnd.complete(settings().get().folder()));
    await().until(disk::isWaitedFor);
    disk.answered.countDown();

    assertThat(foundAtTheEnd.join().path()).isEqualTo(folder);
  }

  /** Checks folders when it responds, and runs all else immediately. */
  private static final class SlowDisk implements Background {
    final CountDownLatch answered = new CountDownLatch(1);
    private Thread newest;

    @Override
    public <T> Work run(
        String tried,
        Callable<Outcome<T>> work,
        Consumer<? super T> done,
        Consumer<? super Failure> failed) {
      var checks = tried.startsWith("Checking");
      newest =
          Thread.ofVirtual()
              .start(
                  () ->
                      Background.finish(
                          Background.outcome(
                              tried,
                              () -> {
                                if (checks) {
                                  answered.await();
                                }
                                return work.call();
                              }),
                          done,
                          failed));
      return newest::interrupt;
    }

    @Override
    public void show(Runnable change) {
      change.run();
    }

    /** Whether the newest work has come to where it waits, or to its end. */
    boolean isWaitedFor() {
      return switch (newest.getState()) {
        case WAITING, TIMED_WAITING, TERMINATED -> true;
        case NEW, RUNNABLE, BLOCKED -> false;
      };
    }
  }

  @Test
  void dialogForAFolderBeginsInTheOneInForceWhereItIsThere() throws IOException {
    var charts = folder.resolve("charts");
    var settings = settings();
    settings.change(old -> old.withFolder(new DataFolder(charts)), why -> {});
    var model = model(settings);
    var begun = new ArrayList<Optional<Path>>();

    model.chooseFolder(begun::add);
    assertThat(begun).as("before the background has looked").isEmpty();
    background.finish();
    Files.createDirectory(charts);
    model.chooseFolder(begun::add);
    background.finish();

    assertThat(begun).containsExactly(Optional.empty(), Optional.of(charts));
  }

  @Test
  void damagedFileIsANotice() throws IOException {
    Files.writeString(folder.resolve("settings.json"), "{");

    model(settings());

    assertThat(notices).hasSize(1);
  }
}
