package switchboard.console.platform.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
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

    var command =
        JavaCommand.ofThisProcess().service("some.Main", Path.of("t"), List.of("-Xmx192m"));

    assertThat(command)
        .containsSubsequence(
            "-XX:+UseSerialGC", "-Xmx192m", "-Xmn48m", "-XX:TieredStopAtLevel=4", "some.Main");
  }

  @Test
  void otherServicesKeepTheirFlags() {
    System.setProperty(PROPERTY, "-Xmn48m");

    assertThat(JavaCommand.ofThisProcess().service("other.Main", Path.of("t"), List.of("-Xmx192m")))
        .doesNotContain("-Xmn48m");
  }
}
