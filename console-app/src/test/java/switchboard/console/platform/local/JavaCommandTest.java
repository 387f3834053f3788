package switchboard.console.platform.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JavaCommandTest {
  private static final String PROPERTY = "switchboard.flags.some.Main";

  @AfterEach
  void clear() {
    System.clearProperty(PROPERTY);
  }

  @Test
  void flagsToTryComeAfterOursAndBeforeTheClass() {
    System.setProperty(PROPERTY, "-Xmn48m  -XX:TieredStopAtLevel=4");

    var command = JavaCommand.ofThisProcess().service("some.Main", 192, 32);

    assertThat(command)
        .containsSubsequence(
            "-XX:TieredStopAtLevel=1",
            "-Xmn32m",
            "-Xmn48m",
            "-XX:TieredStopAtLevel=4",
            "some.Main");
  }

  @Test
  void otherServicesKeepTheirFlags() {
    System.setProperty(PROPERTY, "-Xmn48m");

    assertThat(JavaCommand.ofThisProcess().service("other.Main", 192, 32))
        .doesNotContain("-Xmn48m");
  }
}
