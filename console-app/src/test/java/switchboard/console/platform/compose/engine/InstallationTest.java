package switchboard.console.platform.compose.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {
  @TempDir private Path folder;
  private Path composeFile;
  private Installation installation;

  @BeforeEach
  void install() throws IOException {
    composeFile =
        Files.createFile(Files.createDirectory(folder.resolve("a,b")).resolve("compose.yaml"));
    installation = new Installation("switchboard", composeFile);
  }

  private Map<String, String> labels(String files) {
    return new HashMap<>(
        Map.of(
            "com.docker.compose.project",
            "switchboard",
            "com.docker.compose.project.config_files",
            files,
            "com.docker.compose.config-hash",
            "0",
            "switchboard.product",
            "chat"));
  }

  @Test
  void ownContainersAreOfItsFileAlsoBesideOthersAndBySymbolicLinks() throws IOException {
    var link = Files.createSymbolicLink(folder.resolve("link"), composeFile.getParent());

    assertThat(installation.owns(labels(composeFile.toString()))).isTrue();
    assertThat(installation.owns(labels(link.resolve("compose.yaml").toString()))).isTrue();
    var other = new Installation("switchboard", link.resolve("compose.yaml"));
    assertThat(other.owns(labels("/etc/before.yaml," + link.resolve("compose.yaml")))).isTrue();
  }

  @Test
  void containersOfAnotherFileOrAnotherNameOrWithoutTheLabelAreSomebodyElses() {
    assertThat(installation.owns(Map.of())).isFalse();
    assertThat(installation.owns(labels("/elsewhere/compose.yaml"))).isFalse();
    assertThat(installation.owns(labels(""))).isFalse();
    var unlabelled = labels(composeFile.toString());
    unlabelled.remove("switchboard.product");
    assertThat(installation.owns(unlabelled)).isFalse();
    var renamed = labels(composeFile.toString());
    renamed.put("com.docker.compose.project", "other");
    assertThat(installation.owns(renamed)).isFalse();
  }

  @Test
  void whatIsRunByHandOfAnImageThatComposeBuiltIsOfNoProject() {
    var byHand = Map.of("com.docker.compose.project", "switchboard");

    assertThat(installation.hasName(byHand)).isFalse();
    assertThat(installation.hasName(labels("/elsewhere/compose.yaml"))).isTrue();
  }
}
