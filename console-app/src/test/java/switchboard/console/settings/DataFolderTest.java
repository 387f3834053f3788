package switchboard.console.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path folder;

  @Test
  void folderThatIsNotThereIsMadeWhenItIsNeeded() throws IOException {
    var wanted = folder.resolve("charts").resolve("of today");

    var typed = DataFolder.typed("  " + wanted + " ");

    assertThat(typed.path()).isEqualTo(wanted).doesNotExist();
    assertThat(typed.ready()).isDirectory();
  }

  @Test
  void folderThatMayNotBeWrittenToIsRefused() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeThat(Files.isWritable(folder)).as("writable in any case: tests run as root").isFalse();

    assertThat(DataFolder.typed(folder.toString()).problem())
        .hasValue(folder + " is not writable; choose another folder");
    assertThat(DataFolder.typed(folder.resolve("charts").toString()).problem())
        .hasValue(folder.resolve("charts") + " cannot be created: " + folder + " is not writable");
  }
}
