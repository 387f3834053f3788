package switchboard.chat.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import switchboard.chat.gateway.ComposeSystem;

/** On containers, behind nginx, from the files that a person would use. */
class TwoBrowsersOnComposeTest extends TwoBrowsersContract {
  private ComposeSystem system;

  @Override
  void startSystem() throws Exception {
    system = opened(ComposeSystem.start("switchboard-browsers", Map.of()));
  }

  @Override
  URI gateway() {
    return system.gateway();
  }

  /** A replica's name in a container is the container's host name, which is its id. */
  @Override
  void kill(String replica) throws Exception {
    var pid =
        system.run(List.of("docker", "inspect", "--format", "{{.State.Pid}}", replica)).strip();
    assertThat(Files.readString(Path.of("/proc", pid, "cgroup"))).contains(replica);
    assertThat(ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly()).isTrue();
  }
}
