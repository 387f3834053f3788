package switchboard.console.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.console.platform.ReplicaHeap;
import switchboard.console.platform.WellKnownPorts;

@Tag("locales")
class SettingsFileTest {
  @TempDir Path folder;

  private SettingsFile file() {
    return new SettingsFile(path());
  }

  private Path path() {
    return folder.resolve("switchboard").resolve("settings.json");
  }

  @Test
  void whatIsSavedIsFoundAgainAndNothingElseIsLeft() throws IOException {
    var settings =
        new Settings(
            ThemePreference.LIGHT,
            SecondInstancePolicy.OPEN,
            new WellKnownPorts(6000, 6001, 6002),
            new ReplicaHeap(4_096),
            new ScrapeInterval(15),
            ChartRange.THIRTY,
            Set.of(ConfirmableAction.KILL, ConfirmableAction.DELETE),
            new DataFolder(folder.resolve("charts")),
            Optional.of(new WindowBounds(-10, 20, 1200, 800, true)));

    file().save(Settings.DEFAULT);
    file().save(settings);

    assertThat(file().load()).isEqualTo(new SettingsFile.Loaded(settings, Optional.empty()));
    try (var files = Files.list(path().getParent())) {
      assertThat(files).containsExactly(path());
    }
  }

  @Test
  void withoutAFileAllIsAsUsual() {
    assertThat(file().load())
        .isEqualTo(new SettingsFile.Loaded(Settings.DEFAULT, Optional.empty()));
  }

  @Test
  void whatIsMissingInItIsAsUsual() throws IOException {
    write("{\"look\": \"LIGHT\", \"unknown\": 1}");

    assertThat(file().load().settings())
        .isEqualTo(Settings.DEFAULT.withLook(ThemePreference.LIGHT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nothing",
        "[]",
        "{\"look\": ",
        "{\"ports\": {\"gateway\": 80, \"simulator\": 8089, \"prometheus\": 9090}}",
        "{\"ports\": {\"gateway\": 8089, \"simulator\": 8089, \"prometheus\": 9090}}",
        "{\"ports\": 5173}",
        "{\"secondStart\": {}}",
        "{\"place\": {\"width\": 0}}",
        "{\"replicaHeapMiB\": 31}",
        "{\"replicaHeapMiB\": 4097}",
        "{\"scrapeSeconds\": 0}",
        "{\"scrapeSeconds\": 16}",
        "{\"folder\": \"charts\"}",
        "{\"asked\": [\"WAR\"]}",
      })
  void damagedFileIsSetAsideAndNamed(String content) throws IOException {
    write(content);

    var loaded = file().load();

    var aside = path().resolveSibling("settings.json.damaged");
    assertThat(loaded.settings()).isEqualTo(Settings.DEFAULT);
    assertThat(loaded.loadFailure().orElseThrow().sentence())
        .startsWith("Reading the settings in " + path() + " failed: ")
        .endsWith("It was renamed to " + aside + ", and the default settings apply.");
    assertThat(aside).hasContent(content);
    assertThat(path()).doesNotExist();
  }

  @Test
  void fileWithBrokenBytesIsSetAsideToo() throws IOException {
    Files.createDirectories(path().getParent());
    Files.write(path(), new byte[] {'{', (byte) 0xff, '}'});

    assertThat(file().load().loadFailure().orElseThrow().sentence())
        .contains("it is not UTF-8 text. It was renamed to " + path() + ".damaged");
  }

  @Test
  void symbolicLinkIsWrittenThrough() throws IOException {
    var elsewhere = Files.createDirectory(folder.resolve("ein ü")).resolve("mine.json");
    Files.createDirectories(path().getParent());
    Files.createSymbolicLink(folder.resolve("link.json"), Path.of("ein ü", "mine.json"));
    Files.createSymbolicLink(path(), Path.of("..", "link.json"));

    file().save(Settings.DEFAULT);
    file().save(Settings.DEFAULT.withLook(ThemePreference.LIGHT));

    assertThat(path()).isSymbolicLink();
    assertThat(folder.resolve("link.json")).isSymbolicLink();
    assertThat(elsewhere).isRegularFile().content().contains("LIGHT");
    assertThat(file().load().settings().look()).isEqualTo(ThemePreference.LIGHT);
  }

  @Test
  void damagedFileBehindALinkIsSetAsideThereAndTheLinkStays() throws IOException {
    var elsewhere = Files.writeString(folder.resolve("mine.json"), "nothing");
    Files.createDirectories(path().getParent());
    Files.createSymbolicLink(path(), elsewhere);

    assertThat(file().load().loadFailure().orElseThrow().next())
        .startsWith("It was renamed to " + elsewhere + ".damaged");

    file().save(Settings.DEFAULT);
    assertThat(path()).isSymbolicLink();
    assertThat(elsewhere).isRegularFile();
  }

  @Test
  void linksThatLeadInACircleAreSaid() throws IOException {
    Files.createDirectories(path().getParent());
    Files.createSymbolicLink(path(), path());

    assertThatThrownBy(() -> file().save(Settings.DEFAULT)).isInstanceOf(FileSystemException.class);
  }

  private void write(String content) throws IOException {
    Files.createDirectories(path().getParent());
    Files.writeString(path(), content);
  }
}
