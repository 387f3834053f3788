package switchboard.console.platform.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenFilesTest {
  @Test
  void lowLimitSaysHowManyUsersFitAndWhy() {
    var capacity = OpenFiles.capacity(4_096, 1);

    assertThat(capacity.users()).isEqualTo(1_548);
    assertThat(capacity.reason()).contains("4096 open files", "ulimit -n", "1548 users");
  }

  @Test
  void twoGatewaysCarryTenThousandUsersAtTwentyThousandOpenFiles() {
    assertThat(OpenFiles.capacity(20_000, 1).users()).isEqualTo(9_500);
    assertThat(OpenFiles.capacity(20_000, 2).users()).isEqualTo(OpenFiles.MAX_USERS);
  }

  @Test
  void simulatorsOwnSocketsAreCountedToo() {
    assertThat(OpenFiles.capacity(4_096, 4).users()).isEqualTo(3_096);
  }

  @Test
  void highLimitLeavesTheSimulatorsMaximum() {
    assertThat(OpenFiles.capacity(1_000_000, 1).users()).isEqualTo(OpenFiles.MAX_USERS);
  }
}
