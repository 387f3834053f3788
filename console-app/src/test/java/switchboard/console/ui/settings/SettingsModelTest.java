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
import switchboard.console.platform.WellKnownPorts;
import switchboard.console.settings.LiveSettings;
import switchboard.console.settings.Look;
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
