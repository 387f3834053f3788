package switchboard.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the package of a Linux installs beside the application. */
class InstalledTest {
  private static final Path LINUX = Path.of("..", "installer", "src", "linux");

  @Test
  void menuEntryStartsTheApplicationWithItsIconAndIsFoundAmongDeveloperTools() throws IOException {
    assertThat(values("switchboard.desktop", "="))
        .containsEntry("Type", "Application")
        .containsEntry("Name", "Switchboard")
        .containsEntry("Terminal", "false")
        // jpackage puts in their paths; what is double-clicked comes after the program's.
        .containsEntry("Exec", "APPLICATION_LAUNCHER %f")
        .containsEntry("Icon", "APPLICATION_ICON")
        .hasEntrySatisfying("Categories", list -> assertThat(list).matches("Development;.*;"));
  }

  @Test
  void packageBringsEveryLibraryThatTheWindowLoads() throws IOException {
    assertThat(values("control", ": ").get("Depends").split(", | \\| "))
        .contains("libgtk-3-0", "libxtst6", "libpangoft2-1.0-0", "libfontconfig1");
  }

  @Test
  void whatIsMadeOnInstallingIsTakenAwayOnRemoval() throws IOException {
    var removal = Files.readString(LINUX.resolve("prerm"));
    assertThat(Files.readString(LINUX.resolve("postinst")).lines())
        .filteredOn(line -> line.contains("ln -s"))
        .hasSize(3)
        .allSatisfy(
            line ->
                assertThat(removal)
                    .contains("unlink_ours " + line.substring(line.lastIndexOf(' ') + 1)));
  }

  @Test
  void packageSaysWhatOpensABundle() throws IOException {
    assertThat(Files.readAllLines(LINUX.resolveSibling("bundle.properties")))
        .contains("extension=swb", "mime-type=application/vnd.switchboard.run+zip");
    assertThat(Files.readAllLines(LINUX.resolve("switchboard.desktop")))
        .as("where jpackage writes the type")
        .contains("DESKTOP_MIMES");
  }

  private static Map<String, String> values(String file, String separator) throws IOException {
    return Files.readAllLines(LINUX.resolve(file)).stream()
        .filter(line -> line.contains(separator) && !line.startsWith("#"))
        .map(line -> line.split(separator, 2))
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
  }
}
