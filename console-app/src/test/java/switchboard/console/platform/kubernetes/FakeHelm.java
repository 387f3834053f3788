package switchboard.console.platform.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A command that says what Helm says, and writes down what it was asked for. */
final class FakeHelm {
  private final Path folder;

  /**
   * @param install what an installation does, in a shell
   */
  FakeHelm(Path folder, String install) throws IOException {
    this(folder, install, "true");
  }

  /**
   * @param install what an installation does, in a shell
   * @param uninstall what is done before the end of the release is told
   */
  FakeHelm(Path folder, String install, String uninstall) throws IOException {
    this.folder = folder;
    var command = folder.resolve("helm");
    Files.writeString(
        command,
        """
        #!/bin/sh
        echo "$KUBECONFIG: $@" >> '%s'
        case $1 in
        upgrade) %s ;;
        uninstall) %s; echo 'release "switchboard" uninstalled' ;;
        esac
        """
            .formatted(folder.resolve("asked"), install, uninstall));
    assertThat(command.toFile().setExecutable(true)).isTrue();
  }

  Map<String, String> environment() {
    return Map.of("PATH", "/nowhere:" + folder, "KUBECONFIG", folder.resolve("config").toString());
  }

  Helm helm() {
    return Helm.find(environment()).orElseThrow();
  }

  List<String> asks() throws IOException {
    var asked = folder.resolve("asked");
    return Files.exists(asked)
        ? Files.readAllLines(asked).stream()
            .map(line -> line.replace(folder.resolve("config") + ": ", ""))
            .toList()
        : List.of();
  }
}
