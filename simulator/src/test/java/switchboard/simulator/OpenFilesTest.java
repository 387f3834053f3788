package switchboard.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OpenFilesTest {

  @Test
  void softLimitIsRead() {
    var lines =
        List.of(
            "Limit                     Soft Limit           Hard Limit           Units     ",
            "Max processes             95916                95916                processes ",
            "Max open files            1024                 20000                files     ");

    assertThat(OpenFiles.parse(lines)).isEqualTo(1024);
  }

  @Test
  void unlimitedFitsAllUsers() {
    int limit =
        OpenFiles.parse(
            List.of("Max open files            unlimited            unlimited            files"));

    assertThat(new OpenFiles(limit).mostUsers()).isEqualTo(10_000);
  }

  @Test
  void smallLimitLeavesRoomForTheRest() {
    assertThat(new OpenFiles(1024).mostUsers()).isEqualTo(424);
    assertThat(new OpenFiles(100).mostUsers()).isZero();
    assertThat(new OpenFiles(2000).spare(600)).isEqualTo(800);
  }
}
