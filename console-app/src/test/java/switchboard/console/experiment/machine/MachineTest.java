package switchboard.console.experiment.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.verdict.Gate;
import switchboard.console.verdict.GateCheck;
import switchboard.console.verdict.Judgement;
import switchboard.console.verdict.Result;

class MachineTest {
  private static final MachineLoad IDLE = load(1_000, 0.5, 1_000, 5);

  @TempDir private Path proc;

  private static MachineLoad load(long loopMicros, double waiting, long ticks, long stolen) {
    return new MachineLoad(
        Duration.ofNanos(1_000 * loopMicros),
        OptionalDouble.of(waiting),
        Optional.of(new MachineLoad.Ticks(ticks, stolen)));
  }

  private static GateCheck check(MachineLoad before, MachineLoad after, boolean required) {
    var judgement = new Judgement();
    new MachineQuiet(before, after).judge(required, judgement);
    return judgement.conclude().gates().stream()
        .filter(each -> each.gate() == Gate.MACHINE)
        .findFirst()
        .orElseThrow();
  }

  private static void assertDisturbed(MachineLoad before, MachineLoad after, String sentence) {
    assertThat(check(before, after, false).isRemark()).isTrue();
    assertThat(check(before, after, true).result()).contains(Result.INVALID);
    assertThat(check(before, after, true).sentence()).contains(sentence);
  }

  @Test
  void quietMachineHolds() {
    var check = check(IDLE, load(1_090, 80, 2_000, 15), true);

    assertThat(check.state()).isEqualTo(GateCheck.State.HELD);
    assertThat(check.sentence()).contains("A fixed loop took 1.00 ms before and 1.09 ms after");
  }

  @Test
  void loopThatTakesLongerOrShorterThanBeforeDisturbs() {
    assertDisturbed(
        IDLE, load(1_110, 0, 2_000, 5), "A fixed loop took 1.00 ms before and 1.11 ms after");
    assertDisturbed(
        IDLE, load(900, 0, 2_000, 5), "A fixed loop took 1.00 ms before and 0.90 ms after");
  }

  @Test
  void otherWorkBeforeTheLaunchDisturbs() {
    assertDisturbed(
        load(1_000, 10.1, 1_000, 5),
        IDLE,
        "Before the launch something waited for a CPU for 10.1 % of the time");
  }

  @Test
  void stolenTimeDisturbs() {
    assertDisturbed(
        IDLE, load(1_000, 0, 2_000, 16), "The hypervisor gave 1.10 % of the CPU time to others");
  }

  @Test
  void whatIsNotKnownDoesNotDisturb() {
    var unknown = new MachineLoad(Duration.ofMillis(1), OptionalDouble.empty(), Optional.empty());

    assertThat(check(unknown, unknown, true).state()).isEqualTo(GateCheck.State.HELD);
  }

  @Test
  void figuresAreThoseOfLinux() throws IOException {
    Files.createDirectory(proc.resolve("pressure"));
    Files.writeString(
        proc.resolve("pressure/cpu"),
        "some avg10=12.34 avg60=1.00 avg300=0.50 total=123\nfull avg10=0.00 avg60=0.00\n");
    Files.writeString(proc.resolve("stat"), "cpu  10 20 30 40 5 6 7 8 9 10\ncpu0 1 2 3\n");

    var load = MachineLoad.of(proc, Duration.ofMillis(1));

    assertThat(load.waitingPercent()).hasValue(12.34);
    assertThat(load.ticks()).contains(new MachineLoad.Ticks(126, 8));
  }

  @Test
  void systemWithoutThemHasNone() throws IOException {
    Files.writeString(proc.resolve("stat"), "something else\n");

    var load = MachineLoad.of(proc, Duration.ofMillis(1));

    assertThat(load.waitingPercent()).isEmpty();
    assertThat(load.ticks()).isEmpty();
  }

  @Test
  void loopTakesSomeTime() {
    assertThat(MachineLoad.now().loop()).isPositive();
  }
}
