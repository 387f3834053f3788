package switchboard.console.platform.compose;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.console.platform.Step;

class ComposeOutputTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\" Container switchboard-store-1  Creating\" | Start store | RUNNING | creating",
        "\" Container switchboard-backend-2  Waiting\" | Start backend-2 | RUNNING | waiting",
        "\" Container switchboard-backend-1  Healthy\" | Start backend-1 | RUNNING | healthy",
        "\" Container switchboard-backend-1  Error\" | Start backend-1 | FAILED | error",
        "\" Container switchboard-gateway-1  Stopping\" | Stop gateway | RUNNING | stopping",
        "\" Container switchboard-gateway-1  Removed\" | Stop gateway | DONE | removed",
        "\" store Pulling \" | Pull store | RUNNING | \"\"",
        "\" store Pulled \" | Pull store | DONE | \"\"",
        "\"#7 [backend 3/7] COPY lib lib/\" | Build backend | RUNNING | step 3 of 7",
        "\" simulator  Built\" | Build simulator | DONE | built"
      })
  void aLineBecomesTheStepOfItsPart(String line, String name, Step.Status status, String detail) {
    assertThat(ComposeOutput.step(line)).hasValue(new Step(name, status, detail));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " Network switchboard_chat  Created",
        " store Skipped - Image is already present locally ",
        "#1 [backend internal] load build definition from Dockerfile",
        "time=\"2026-01-01T00:00:00Z\" level=warning msg=\"buildx isn't installed\""
      })
  void aLineThatTellsNothingIsNoStep(String line) {
    assertThat(ComposeOutput.step(line)).isEmpty();
  }
}
