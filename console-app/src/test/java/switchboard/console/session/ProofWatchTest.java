package switchboard.console.session;

import static org.assertj.core.api.Assertions.assertThat;
import static switchboard.console.Outcomes.done;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import switchboard.console.ManualClock;
import switchboard.console.Outcome;
import switchboard.console.fault.FaultRun;
import switchboard.console.fault.kind.Amounts;
import switchboard.console.fault.kind.FaultKind;
import switchboard.console.fault.kind.Freeze;
import switchboard.console.fault.kind.InjectedFault;
import switchboard.console.fault.kind.Kill;
import switchboard.console.platform.FakePlatform;
import switchboard.console.platform.LaunchRequest;
import switchboard.console.platform.ResourceReading;
import switchboard.console.platform.SelfReport;

/** Faults are proven by what replicas report of themselves. */
class ProofWatchTest {
  private final ManualClock clock = new ManualClock();
  private final FakePlatform platform = new FakePlatform(clock);
  private final Faults faults = new Faults();
  private final ProofWatch proofs = new ProofWatch(platform, clock, faults);
  private final AtomicInteger asked = new AtomicInteger();
  private double memory = 100e6;
  private Set<String> active = Set.of();

  @BeforeEach
  void launch() {
    done(platform.launch(LaunchRequest.of(1), step -> {}));
    platform.reportBy(
        "backend-1",
        () -> {
          asked.incrementAndGet();
          var metrics =
              """
              # TYPE process_start_time_seconds gauge
              process_start_time_seconds 1.0
              process_resident_memory_bytes %s
              """
                  .formatted(memory);
          return Outcome.done(
              new SelfReport(clock.instant(), clock.instant(), metrics, active, clock.instant()));
        });
  }

  private FaultRun begin(InjectedFault fault) {
    var run = faults.begin(fault, clock.instant(), Optional.empty());
    proofs.begin(run, fault);
    return run;
  }

  private void lookAfterASecond() {
    clock.advance(Duration.ofSeconds(1));
    proofs.look();
  }

  @Test
  void faultIsProvenAndItsEndToo() {
    proofs.look();
    var run = begin(FaultKind.named("fill").orElseThrow().on("backend-1"));
    var injected = clock.instant();
    active = Set.of("fillMemory");
    lookAfterASecond();
    assertThat(run.proven()).isEmpty();

    memory = 300e6;
    lookAfterASecond();

    var proven = run.proven().orElseThrow();
    assertThat(proven.notBefore()).isEqualTo(injected.plusSeconds(1));
    assertThat(proven.notAfter()).isEqualTo(injected.plusSeconds(2));
    assertThat(proven.method()).isEqualTo("memory 286 MiB, 95 MiB before");
    memory = 110e6;
    active = Set.of();
    lookAfterASecond();
    assertThat(run.undone().orElseThrow().method()).isEqualTo("memory 105 MiB, 95 MiB before");
  }

  @Test
  void faultThatIsTakenAndDoesNothingIsNotProven() {
    proofs.look();
    var run = begin(FaultKind.named("fill").orElseThrow().on("backend-1"));
    active = Set.of("fillMemory");
    for (var second = 0; second < 10; second++) {
      lookAfterASecond();
    }

    assertThat(run.proven()).isEmpty();
  }

  @Test
  void metricsThatCannotBeReadProveNothing() {
    proofs.look();
    var run = begin(FaultKind.named("fill").orElseThrow().on("backend-1"));
    platform.reportBy(
        "backend-1",
        () ->
            Outcome.done(
                new SelfReport(
                    clock.instant(),
                    clock.instant(),
                    "process_resident_memory_bytes many",
                    Set.of("fillMemory"),
                    clock.instant())));
    lookAfterASecond();

    assertThat(run.proven()).isEmpty();
  }

  @Test
  void replicasAreLeftAloneWhileThereIsNothingToProve() {
    proofs.look();
    for (var second = 0; second < 4; second++) {
      lookAfterASecond();
    }
    assertThat(asked).as("for the baseline").hasValue(1);
    lookAfterASecond();
    assertThat(asked).hasValue(2);

    begin(new Kill("backend-1"));
    lookAfterASecond();
    assertThat(asked).as("a kill needs no look").hasValue(2);
  }

  @Test
  void frozenReplicaIsNotAskedAndItsCpuTimeShowsThatItStandsStill() {
    var run = begin(new Freeze("backend-1", Duration.ofSeconds(10)));
    done(platform.pause("backend-1", Duration.ofSeconds(10)));
    var used = new ResourceReading(clock.instant(), Duration.ofSeconds(7), OptionalLong.empty());
    platform.consume(() -> Map.of("backend-1", used));
    lookAfterASecond();
    lookAfterASecond();

    assertThat(asked).hasValue(0);
    assertThat(run.proven().orElseThrow().method()).isEqualTo("its CPU time stood still for 1.0 s");
    done(platform.unpause("backend-1"));
    lookAfterASecond();
    assertThat(run.undone().orElseThrow().method()).isEqualTo("it answers");
  }

  @Test
  void verdictThatIsOutEndsTheLooking() {
    var fill = FaultKind.named("fill").orElseThrow().on("backend-1");
    active = Set.of("fillMemory");
    var run = begin(fill);
    lookAfterASecond();
    lookAfterASecond();
    assertThat(asked).hasValue(2);

    faults.abandon(run);
    lookAfterASecond();

    assertThat(asked).hasValue(2);
  }

  private int looks(Duration lasts) {
    var before = asked.get();
    var fill = FaultKind.named("fill").orElseThrow();
    var run = begin(fill.on("backend-1", Amounts.PRESET, Optional.of(lasts)));
    for (var call = 0; call < 10; call++) {
      proofs.look();
      clock.advance(Duration.ofMillis(200));
    }
    faults.abandon(run);
    return asked.get() - before;
  }

  @Test
  void faultThatIsSoonOverIsLookedForAtEachCall() {
    assertThat(looks(Duration.ofSeconds(10))).as("in 2 s").isEqualTo(2);
    assertThat(looks(Duration.ofMillis(1_900))).isEqualTo(10);
  }
}
