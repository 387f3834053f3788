package switchboard.console.platform.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import switchboard.console.platform.base.CommandRunner;
import switchboard.console.platform.base.StepFailed;

class ComposeCliTest {
  @ParameterizedTest
  @CsvSource({"2.40.3-3,2.40", "v2.24.1,2.24", "2.24.0-desktop.1,2.24", "5.0.0,5.0"})
  void versionsOfAllDistributionsAreRead(String printed, String version) throws StepFailed {
    assertThat(ComposeCli.Version.parse(printed)).hasToString(version);
  }

  @ParameterizedTest
  @CsvSource({"1.29.2,true", "2.9.0,true", "2.24.0,false", "2.40.3,false", "5.0.0,false"})
  void versionsAreOrderedByTheirNumbers(String printed, boolean tooOld) throws StepFailed {
    assertThat(ComposeCli.Version.parse(printed).compareTo(ComposeCli.OLDEST) < 0)
        .isEqualTo(tooOld);
  }

  @Test
  void anAnswerWithoutAVersionIsSaid() {
    assertThatExceptionOfType(StepFailed.class)
        .isThrownBy(() -> ComposeCli.Version.parse("dev"))
        .withMessageContaining("dev");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "write /var/lib/docker/x: no space left on device | disk is full",
        "Bind for 127.0.0.1:5173 failed: port is already allocated | port that the system",
        "failed to bind host port 127.0.0.1:5173/tcp: address already in use | port that the"
            + " system",
        "Error response from daemon: Get \"https://registry.example/v2/\": EOF | cannot be pulled",
        "pull access denied for valkey/valkey | cannot be pulled",
        "target backend: failed to solve: exit code: 1 | cannot be built",
        "dependency failed to start: container switchboard-store-1 is unhealthy | become healthy",
        "something new | ended with exit code 1"
      })
  void whatComposePrintedBecomesASentence(String printed, String sentence) {
    var failed =
        ComposeFailures.explain(
            "starting the containers", new CommandRunner.Ended(1, List.of(printed)));

    assertThat(failed).hasMessageContaining(sentence);
    assertThat(failed.next()).isNotBlank();
    assertThat(failed.details()).isEqualTo(printed);
  }
}
