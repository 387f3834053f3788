package switchboard.console.platform.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Instance.State;
import switchboard.console.platform.Role;

class DiagnosisTest {
  private static Instance instance(String name, Role role, State state) {
    return Instance.named(name, role, Instant.EPOCH).entering(state, Instant.EPOCH);
  }

  @Test
  void firstCauseIsTheOneThatTheOthersDependOn() {
    var gateway = instance("gateway", Role.GATEWAY, State.NOT_READY);
    var second = instance("backend-2", Role.BACKEND, State.STARTING);
    var tenth = instance("backend-10", Role.BACKEND, State.STARTING);
    var store = instance("store", Role.STORE, State.RESTARTING);
    var well = instance("store", Role.STORE, State.READY);

    assertThat(Diagnosis.firstUnready(List.of(gateway, tenth, second, store))).contains(store);
    assertThat(Diagnosis.firstUnready(List.of(gateway, tenth, second, well))).contains(second);
    assertThat(Diagnosis.firstUnready(List.of(well))).isEmpty();
  }

  @Test
  void lastWordsNameTheSettingThatTheStoreStumbledOver() {
    var log =
        """
        *** FATAL CONFIG FILE ERROR ***
        Reading the configuration file, at line 2
        >>> 'dir /data'
        Permission denied
        """;

    assertThat(Diagnosis.LastWords.of(log)).isEqualTo("'dir /data': Permission denied");
  }

  @Test
  void lastWordsAreTheReasonAndNotTheStackTraceBelowIt() {
    assertThat(Diagnosis.LastWords.of("starting\njava.io.IOException: no\n\tat a.B.c(B.java:1)\n"))
        .isEqualTo("java.io.IOException: no");
    assertThat(Diagnosis.LastWords.of("1:M 01 Jan 2026 00:00:00.000 # Can't open it\n"))
        .isEqualTo("Can't open it");
    assertThat(Diagnosis.LastWords.of("")).isEmpty();
  }
}
