package switchboard.console.experiment.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.console.fault.kind.FaultKind;
import switchboard.console.fault.kind.InjectedFault;
import switchboard.console.fault.kind.Slow;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Role;
import switchboard.console.platform.SystemState;

/** The steps of a run as an operator writes them. */
class ScheduledStepTest {
  private static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");
  private static final SystemState SYSTEM =
      new SystemState(
          SystemState.Phase.RUNNING,
          List.of(
              instance("gateway-1", Role.GATEWAY, Instance.State.READY),
              instance("gateway-2", Role.GATEWAY, Instance.State.READY),
              instance("backend-1", Role.BACKEND, Instance.State.READY),
              instance("backend-2", Role.BACKEND, Instance.State.STOPPED),
              instance("backend-3", Role.BACKEND, Instance.State.READY),
              instance("store", Role.STORE, Instance.State.READY)),
          Optional.empty());

  private static Instance instance(String name, Role role, Instance.State state) {
    return Instance.named(name, role, AT).entering(state, AT);
  }

  private static InjectedFault fault(String text) {
    return ((ScheduledFault) ScheduledStep.parse(text)).on("backend-2", 7);
  }

  private static List<String> among(String target) {
    return Targets.parse(target).among(SYSTEM, new SplittableRandom(1));
  }

  @Test
  void faultIsReadWithWhatItsKindHas() {
    assertThat(fault("slow=250ms±50ms,20%:backend-2@20s/5s"))
        .isEqualTo(
            new Slow(
                "backend-2",
                Duration.ofMillis(250),
                Duration.ofMillis(50),
                20,
                7,
                Duration.ofSeconds(5)));
  }

  @Test
  void whatIsLeftOutHasItsPreset() {
    assertThat(fault("slow:backend-2@20s"))
        .isEqualTo(
            new Slow(
                "backend-2",
                Duration.ofMillis(200),
                Duration.ZERO,
                100,
                7,
                Duration.ofSeconds(10)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"slow=250ms+-50ms,20%:", "slow=250ms,±50ms,20%:", "slow=20%,250ms±50ms:"})
  void amountsStandInAnyOrderAndWithoutSpecialCharacters(String text) {
    assertThat(fault(text + "backend-2@20s")).isEqualTo(fault("slow=250ms±50ms,20%:backend-2@20s"));
  }

  @ParameterizedTest
  @CsvSource({
    "slow=200ms:all@1s, 'Slowed backend-2 by 200ms for 10s'",
    "'slow=200ms±50ms,20%:all@1s', 'Slowed backend-2 by 200ms±50ms in 20% of requests for 10s'",
    "errors=0.5%:all@1s/3s, 'Errors in 0.5% of backend-2''s requests for 3s'",
    "cut:all@1s, 'Cut backend-2 off the store for 10s'",
    "burn=1.5:all@1s, 'Burned 1.5 cores on backend-2 for 10s'",
    "fill=300MiB:all@1s, 'Filled 300MiB on backend-2 for 10s'",
    "skew=-2m:all@1s, 'Skewed backend-2''s clock by -2m for 10s'",
    "skew=+1500ms:all@1s, 'Skewed backend-2''s clock by +1500ms for 10s'",
    "crash:all@1s, 'Crashed backend-2'"
  })
  void amountsAreInTheHeadline(String text, String headline) {
    assertThat(fault(text).headline()).isEqualTo(headline);
  }

  @Test
  void everyKindIsReadByItsName() {
    assertThat(FaultKind.all())
        .allSatisfy(
            kind -> {
              var step = (ScheduledFault) ScheduledStep.parse(kind.name() + ":backend-1@1s");
              assertThat(step.on("backend-1", 0).type()).isEqualTo(kind);
              assertThat(step.on("backend-1", 0).target()).isEqualTo("backend-1");
              assertThat(step.after()).isEqualTo(Duration.ofSeconds(1));
            });
  }

  @Test
  void killHasAFormOfItsOwn() {
    assertThat(ScheduledStep.parse("kill:backend-2@20s"))
        .isEqualTo(ScheduledFault.parseKill("backend-2@20s"));
  }

  @Test
  void startIsAStepAndNoFault() {
    var stop = ScheduledStep.parse("stop:backend-2@20s");
    var start = ScheduledStep.parse("start:backend-2@40s");

    assertThat(new Schedule(List.of(start, stop), 1, false, List.of()).steps())
        .containsExactly(stop, start);
    assertThat(new Schedule(List.of(start, stop), 1, false, List.of()).faults())
        .isEqualTo(List.of(stop));
    assertThat(start)
        .isEqualTo(new ScheduledStart(Targets.parse("backend-2"), Duration.ofSeconds(40)));
  }

  @Test
  void targetsAreThoseThatThereAreAtTheMoment() {
    assertThat(among("backend-3+backend-1")).containsExactly("backend-3", "backend-1");
    assertThat(among("all")).containsExactly("backend-1", "backend-2", "backend-3");
    assertThat(among("gateway")).containsExactly("gateway-1", "gateway-2");
    assertThat(among("store")).containsExactly("store");
    assertThat(Targets.parse("random").among(SystemState.STOPPED, new SplittableRandom(1)))
        .isEmpty();
  }

  @Test
  void randomTargetIsReadyAndTheSameForTheSameSeed() {
    var step = ScheduledStep.parse("kill:random@1s");
    var chosen =
        IntStream.range(0, 50)
            .mapToObj(
                seed -> {
                  var schedule = new Schedule(List.of(step), seed, false, List.of());
                  var name = step.targets().among(SYSTEM, schedule.chance(step)).getFirst();
                  assertThat(step.targets().among(SYSTEM, schedule.chance(step)))
                      .containsExactly(name);
                  return name;
                })
            .distinct()
            .toList();

    assertThat(chosen).containsExactlyInAnyOrder("backend-1", "backend-3");
  }

  @Test
  void outageIsWhatTakesTheTargetFromUsers() {
    assertThat(
            List.of("kill", "crash", "stop", "freeze", "cut", "errors=100%").stream()
                .map(text -> fault(text + ":all@1s").isOutage()))
        .containsOnly(true);
    assertThat(
            List.of("slow", "errors=99%", "burn", "fill", "skew").stream()
                .map(text -> fault(text + ":all@1s").isOutage()))
        .containsOnly(false);
  }
}
