package switchboard.console.platform.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsOnPathTest {
  @TempDir private Path folder;

  @Test
  void foldersAndFilesThatMayNotBeRunArePassedOver() throws IOException {
    Files.createDirectories(folder.resolve("folder/prometheus"));
    Files.createFile(Files.createDirectory(folder.resolve("file")).resolve("prometheus"));
    Files.createDirectory(folder.resolve("dangling"));
    Files.createSymbolicLink(folder.resolve("dangling/prometheus"), folder.resolve("gone"));
    var program = Files.createDirectory(folder.resolve("ein ü")).resolve("prometheus");
    assertThat(Files.createFile(program).toFile().setExecutable(true)).isTrue();
    var path =
        Stream.of("", "missing", "folder", "file", "dangling", "ein ü", "ein ü")
            .map(name -> name.isEmpty() ? "" : folder.resolve(name).toString())
            .collect(Collectors.joining(File.pathSeparator));

    assertThat(ProgramsOnPath.named("prometheus", path)).containsExactly(program);
    assertThat(ProgramsOnPath.find("prometheus", Map.of("PATH", path))).contains(program);
  }

  @Test
  void anEmptyPathHasNone() {
    assertThat(ProgramsOnPath.named("prometheus", "")).isEmpty();
  }

  @Test
  void emptyFolderOfAPathIsNotTheOneThisProcessStandsIn() throws IOException {
    var program = Files.createFile(folder.resolve("prometheus"));
    assertThat(program.toFile().setExecutable(true)).isTrue();
    var fromHere = Path.of("").toAbsolutePath().relativize(program.toAbsolutePath()).toString();

    assertThat(ProgramsOnPath.named(fromHere, File.pathSeparator + "none")).isEmpty();
    assertThat(ProgramsOnPath.named(fromHere, "." + File.pathSeparator + "none")).hasSize(1);
  }
}
