package switchboard.console.platform.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import switchboard.console.platform.Incarnation;
import switchboard.console.platform.Leftover;
import switchboard.console.platform.Leftover.Undone;
import switchboard.console.platform.Remedy;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.compose.engine.Container.Status;
import switchboard.console.platform.compose.engine.DockerEngine;

class LeftBehindTest {
  private static final Remedy UNFREEZE = new Remedy.Unfreeze();
  private static final Remedy START = new Remedy.Start();

  private FakeEngine fake;
  private DockerEngine engine;

  @BeforeEach
  void connect() throws IOException, StepFailed {
    fake = new FakeEngine();
    engine = fake.connect();
  }

  @AfterEach
  void close() {
    engine.close();
    fake.close();
  }

  private Incarnation life() {
    return LeftBehind.incarnation(engine, engine.inspect(FakeEngine.REPLICA).orElseThrow());
  }

  private Undone heal(Incarnation life, Remedy remedy) throws StepFailed {
    return new LeftBehind(engine, new OkHttpClient()).heal(new Leftover("backend-1", life, remedy));
  }

  private Status status() {
    return engine.inspect(FakeEngine.REPLICA).orElseThrow().status();
  }

  @Test
  void pausedContainerIsResumed() throws StepFailed {
    engine.pause(FakeEngine.REPLICA);

    assertThat(heal(life(), UNFREEZE)).isEqualTo(Undone.NOW);

    assertThat(status()).isEqualTo(Status.RUNNING);
    assertThat(heal(life(), UNFREEZE)).as("a second time").isEqualTo(Undone.BEFORE);
  }

  @Test
  void stoppedContainerIsStarted() throws StepFailed {
    engine.stop(FakeEngine.REPLICA, Project.STOP_GRACE);

    assertThat(heal(life(), START)).isEqualTo(Undone.NOW);

    assertThat(status()).isEqualTo(Status.RUNNING);
    assertThat(heal(life(), START)).as("a second time").isEqualTo(Undone.BEFORE);
  }

  @Test
  void containerThatWasStartedAgainAndPausedBySomebodyElseIsLeftAlone() throws StepFailed {
    engine.pause(FakeEngine.REPLICA);
    var before = new Incarnation(life().place(), life().id(), Instant.EPOCH);

    assertThat(heal(before, UNFREEZE)).isEqualTo(Undone.BEFORE);

    assertThat(status()).isEqualTo(Status.PAUSED);
  }

  @Test
  void otherEngineIsNotAskedForIt() {
    engine.pause(FakeEngine.REPLICA);
    var elsewhere = new Incarnation("tcp://10.0.0.1:2375", life().id(), life().started());

    assertThatThrownBy(() -> heal(elsewhere, UNFREEZE))
        .isInstanceOf(StepFailed.class)
        .hasMessage("it is on the engine at tcp://10.0.0.1:2375");
    assertThat(status()).isEqualTo(Status.PAUSED);
  }

  @Test
  void replicaThatCannotBeReachedIsToldAsThat() {
    assertThatThrownBy(() -> heal(life(), new Remedy.End("slow")))
        .isInstanceOf(StepFailed.class)
        .hasMessage("its management port cannot be reached from here");
  }

  @Test
  void operatorIsToldTheCommandThatDoesIt() {
    assertThat(
            Map.of(
                UNFREEZE, "Run docker unpause 409db7f65635.",
                START, "Run docker start 409db7f65635."))
        .allSatisfy(
            (remedy, command) ->
                assertThat(LeftBehind.byHand(new Leftover("backend-1", life(), remedy)))
                    .isEqualTo(command));
  }
}
