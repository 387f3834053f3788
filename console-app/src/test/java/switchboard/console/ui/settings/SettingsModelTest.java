package switchboard.console.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.console.Failure;
import switchboard.console.platform.ReplicaHeap;
import switchboard.console.platform.WellKnownPorts;
import switchboard.console.settings.DataFolder;
import switchboard.console.settings.LiveSettings;
import switchboard.console.settings.Look;
import switchboard.console.settings.Past;
import switchboard.console.settings.Risk;
import switchboard.console.settings.ScrapeInterval;
import switchboard.console.settings.SettingsFile;

class SettingsModelTest {
  @TempDir Path folder;
  private final List<Failure> notices = new ArrayList<>();

  private LiveSettings settings() {
    return new LiveSettings(new SettingsFile(folder.resolve("settings.json")));
  }

  @Test
  void whatIsChosenHoldsAndIsThereNextTime() {
    var settings = settings();
    var model = new SettingsModel(settings, notices::add);

    model.lookProperty().set(Look.LIGHT);
    model.gatewayProperty().set(" 6173 ");

    assertThat(settings.get().ports().gateway()).isEqualTo(6173);
    assertThat(settings().get()).isEqualTo(settings.get());
    assertThat(new SettingsModel(settings(), notices::add).lookProperty().get())
        .isEqualTo(Look.LIGHT);
    assertThat(notices).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "port", "80", "65536", "8089", "99999999999"})
  void portThatCannotBeIsSaidAndTheLastGoodOneHolds(String typed) {
    var settings = settings();
    var model = new SettingsModel(settings, notices::add);

    model.gatewayProperty().set(typed);

    assertThat(model.mistakeProperty().get()).isNotEmpty();
    assertThat(settings.get().ports()).isEqualTo(WellKnownPorts.USUAL);
    model.usualPorts();
    assertThat(model.mistakeProperty().get()).isEmpty();
  }

  @Test
  void measuringQuestionsAndFolderAreKept() {
    var model = new SettingsModel(settings(), notices::add);
    var charts = folder.resolve("new").resolve("charts");

    model.pastProperty().set(Past.FIVE);
    take(model, "5");
    model.askedProperty(Risk.KILL).set(true);
    model.folderTyped().textProperty().set(charts.toString());
    assertThat(model.folder()).as("not yet taken").isEqualTo(DataFolder.USUAL);
    model.folderTyped().take();

    var again = new SettingsModel(settings(), notices::add);
    assertThat(again.pastProperty().get()).isEqualTo(Past.FIVE);
    assertThat(again.scrapes().textProperty().get()).isEqualTo("5");
    assertThat(again.askedProperty(Risk.KILL).get()).isTrue();
    assertThat(again.askedProperty(Risk.STOP).get()).isFalse();
    assertThat(again.folder().path()).isEqualTo(charts).doesNotExist();
    assertThat(notices).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "often", "0", "16", "1.5"})
  void intervalThatCannotBeIsSaidAndTheLastGoodOneHolds(String typed) {
    var settings = settings();
    var model = new SettingsModel(settings, notices::add);

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
    var heap = new SettingsModel(settings, notices::add).heap();

    heap.textProperty().set("64");
    heap.take();
    heap.textProperty().set(typed);
    heap.take();

    assertThat(heap.mistakeProperty().get()).contains("32 to 4096");
    assertThat(settings().get().heap()).isEqualTo(new ReplicaHeap(64));
  }

  @Test
  void folderThatCannotBeIsSaidAndTheLastGoodOneHolds() throws IOException {
    var model = new SettingsModel(settings(), notices::add);
    Files.writeString(folder.resolve("file"), "");

    for (var typed : List.of(" ", "charts", folder.resolve("file") + "", folder + "/file/charts")) {
      model.folderTyped().textProperty().set(typed);
      model.folderTyped().take();
      assertThat(model.folderTyped().mistakeProperty().get()).as(typed).isNotEmpty();
      assertThat(model.folder()).isEqualTo(DataFolder.USUAL);
    }
  }

  @Test
  void whatCannotBeSavedIsANoticeAndChangesNothing() throws IOException {
    Files.writeString(folder.resolve("file"), "");
    var settings =
        new LiveSettings(new SettingsFile(folder.resolve("file").resolve("settings.json")));
    var model = new SettingsModel(settings, notices::add);

    model.lookProperty().set(Look.LIGHT);

    assertThat(settings.get().look()).isEqualTo(Look.DARK);
    assertThat(notices).hasSize(1);
    assertThat(notices.getFirst().tried()).startsWith("Saving the settings in ");
  }

  @Test
  void damagedFileIsANotice() throws IOException {
    Files.writeString(folder.resolve("settings.json"), "{");

    new SettingsModel(settings(), notices::add);

    assertThat(notices).hasSize(1);
  }
}
