package switchboard.console.platform.kubernetes.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A command that says what Helm says, and writes down what it was asked to change. */
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
   * @param uninstall what runs before the end of the release is reported
   */
  FakeHelm(Path folder, String install, String uninstall) throws IOException {
    this.folder = folder;
    var command = folder.resolve("helm");
    Files.writeString(
        command,
        """
        #!/bin/sh
        [ "$1" = get ] || echo "$@" >> '%s'
        cat "$KUBECONFIG" > '%s'
        env | grep ^HELM_KUBE > '%s'
        case $1 in
        get) cat '%s' 2> /dev/null || { echo 'Error: release: not found'; exit 1; } ;;
        upgrade) %s ;;
        uninstall) %s; echo 'release "switchboard" uninstalled' ;;
        esac
        """
            .formatted(
                folder.resolve("asked"),
                folder.resolve("kubeconfig"),
                folder.resolve("overrides"),
                folder.resolve("values"),
                install,
                uninstall));
    assertThat(command.toFile().setExecutable(true)).isTrue();
  }

  Map<String, String> environment() {
    return Map.of("PATH", "/nowhere:" + folder, "KUBECONFIG", folder.resolve("config").toString());
  }

  Helm helm() {
    return Helm.find(environment()).orElseThrow();
  }

  /** There is a release, which was installed with these values. */
  void installed(String values) throws IOException {
    Files.writeString(folder.resolve("values"), values);
  }

  /** The cluster that it was given last. */
  String kubeconfig() throws IOException {
    return Files.readString(folder.resolve("kubeconfig"));
  }

  /** What of its own variables it was given. */
  List<String> overrides() throws IOException {
    return Files.readAllLines(folder.resolve("overrides"));
  }

  List<String> asks() throws IOException {
    var asked = folder.resolve("asked");
    return Files.exists(asked) ? Files.readAllLines(asked) : List.of();
  }
}
