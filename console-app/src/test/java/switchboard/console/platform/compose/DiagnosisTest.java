package switchboard.console.platform.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Instance.State;
import switchboard.console.platform.LogLine;
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
  void lastWordsAreThoseOfTheAttemptThatEndedAndNotOfTheNextOne() {
    var end = Instant.ofEpochSecond(100);
    var denied = new LogLine(end.plusMillis(1), "store", "can't open or create: denied");
    var again = new LogLine(end.plusMillis(130), "store", "Reading config from stdin");

    var said = Diagnosis.until(new Instance.Exit(end, 1), List.of(denied, again));

    assertThat(said).containsExactly(denied);
  }
}
