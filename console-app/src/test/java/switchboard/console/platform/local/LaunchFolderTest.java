package switchboard.console.platform.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.local.store.StoreProgram;

class LaunchFolderTest {
  @TempDir private Path folder;

  @Test
  void isMadeInTheFirstPlaceEvenIfThatIsNotThereYet() throws Exception {
    var place = folder.resolve("ein ü");

    var made = LaunchFolder.make(List.of(place, folder));

    assertThat(made).isEmptyDirectory().hasParent(place);
  }

  @Test
  void isMadeElsewhereWhereNoProgramCanBeRun() throws Exception {
    var noexec = Files.createDirectory(folder.resolve("noexec"));
    mountNoexec(noexec);
    try {
      var made = LaunchFolder.make(List.of(noexec, folder));

      assertThat(made).hasParent(folder);
      assertThat(noexec).isEmptyDirectory();
      assertThat(StoreProgram.embedded(made).name()).startsWith("Redis 6.2.");
    } finally {
      run("umount", noexec.toString());
    }
  }

  @Test
  void withoutAnyPlaceTheReasonsAndTheWayOutAreSaid() throws Exception {
    var noexec = Files.createDirectory(folder.resolve("noexec"));
    var file = Files.createFile(folder.resolve("file"));
    mountNoexec(noexec);
    try {
      assertThatThrownBy(() -> LaunchFolder.make(List.of(noexec, file)))
          .isInstanceOfSatisfying(
              StepFailed.class, failed -> assertThat(failed.next()).startsWith("Set TMPDIR to "))
          .hasMessageContaining(noexec + " is mounted noexec")
          .hasMessageContaining(file + " cannot be written to");
    } finally {
      run("umount", noexec.toString());
    }
  }

  private static void mountNoexec(Path place) throws IOException, InterruptedException {
    assumeThat(run("mount", "-t", "tmpfs", "-o", "noexec,size=1m", "tmpfs", place.toString()))
        .as("whether this user may mount")
        .isZero();
  }

  /** The exit code; that of a shell when there is no such command. */
  private static int run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException e) {
      return 127;
    }
  }
}
