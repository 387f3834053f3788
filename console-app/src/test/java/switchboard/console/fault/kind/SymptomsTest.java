package switchboard.console.fault.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import switchboard.console.fault.proof.ProofFigure;
import switchboard.console.fault.proof.ProofFinding;
import switchboard.console.fault.proof.ProofFinding.Sign;
import switchboard.console.fault.proof.SampleVitals;
import switchboard.console.fault.proof.Symptom;
import switchboard.console.fault.proof.Window;
import switchboard.console.platform.Instance.State;

/** What shows that each kind of fault acts on its target, and what shows that it does not. */
class SymptomsTest {
  private static final Duration LASTS = Duration.ofSeconds(10);

  private static SampleVitals at(double second) {
    return SampleVitals.at(second);
  }

  private static Window window(SampleVitals from, SampleVitals until) {
    return new Window(from.vitals(), until.vitals());
  }

  private static Symptom symptom(InjectedFault fault) {
    return fault.symptom().orElseThrow();
  }

  /** Of a replica that spent these seconds in all on its requests. */
  private static SampleVitals requests(double second, double count, double seconds) {
    return at(second).with(ProofFigure.REQUESTS, count).with(ProofFigure.REQUEST_SECONDS, seconds);
  }

  @ParameterizedTest
  @CsvSource({
    // 100 requests of 2 ms before; then 100 more.
    "20.2, 60, 100, PRESENT",
    "10.3, 60, 100, PRESENT",
    "10.1, 60, 100, ABSENT",
    "20.2, 0, 100, ABSENT",
    "4.2, 60, 20, PRESENT",
    "2.1, 60, 20, ABSENT"
  })
  void slowIsAMeanThatRisesByHalfOfTheDelayAtLeast(
      double seconds, double slowed, double percent, Sign sign) {
    var slow = new Slow("backend-2", Duration.ofMillis(200), Duration.ZERO, percent, 7, LASTS);
    var baseline = window(requests(0, 0, 0), requests(10, 100, 0.2));
    var window =
        window(
            requests(11, 100, 0.2).with(ProofFigure.SLOWED, 0),
            requests(20, 200, 0.2 + seconds).with(ProofFigure.SLOWED, slowed));

    assertThat(slow.in(baseline, window, List.of()).sign()).isEqualTo(sign);
  }

  @Test
  void slowIsNotKnownWithoutRequests() {
    var slow = symptom(Slow.KIND.on("backend-2"));
    var calm = window(requests(0, 0, 0), requests(10, 100, 0.2));
    var nobody = window(requests(11, 100, 0.2), requests(20, 100, 0.2));

    assertThat(slow.in(calm, nobody, List.of())).isEqualTo(ProofFinding.UNKNOWN);
    assertThat(slow.in(nobody, calm, List.of())).isEqualTo(ProofFinding.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "20, 200, 38, 38, PRESENT",
    "20, 200, 60, 60, UNKNOWN",
    "20, 200, 19, 19, UNKNOWN",
    "20, 200, 38, 0, UNKNOWN",
    "20, 200, 0, 0, ABSENT",
    "20, 0, 0, 0, UNKNOWN",
    "100, 200, 200, 200, PRESENT",
    "100, 200, 150, 150, UNKNOWN",
    "0.1, 3000, 2, 2, PRESENT"
  })
  void errorsAreAShareWithinItsBinomialInterval(
      double percent, double requests, double refused, double struck, Sign sign) {
    var window =
        window(
            at(0)
                .with(ProofFigure.REQUESTS, 50)
                .with(ProofFigure.REFUSED, 1)
                .with(ProofFigure.STRUCK, 1),
            at(5)
                .with(ProofFigure.REQUESTS, 50 + requests)
                .with(ProofFigure.REFUSED, 1 + refused)
                .with(ProofFigure.STRUCK, 1 + struck));

    var errors = new Errors("backend-2", percent, 7, LASTS);

    assertThat(errors.in(window, window, List.of()).sign()).isEqualTo(sign);
  }

  private static Window appends(double stored, double failed) {
    return window(
        at(0).with(ProofFigure.APPENDS, 10).with(ProofFigure.APPEND_ERRORS, 0),
        at(5).with(ProofFigure.APPENDS, 10 + stored).with(ProofFigure.APPEND_ERRORS, failed));
  }

  @Test
  void cutIsAppendErrorsOnTheTargetAlone() {
    var cut = new Cut("backend-2", LASTS);

    assertThat(cut.in(appends(0, 0), appends(0, 3), List.of(appends(9, 0))))
        .isEqualTo(ProofFinding.present("3 messages did not reach the store, on backend-2 alone"));
    assertThat(cut.in(appends(0, 0), appends(0, 3), List.of(appends(0, 1))).sign())
        .isEqualTo(Sign.UNKNOWN);
    assertThat(cut.in(appends(0, 0), appends(0, 0), List.of()).sign()).isEqualTo(Sign.UNKNOWN);
    assertThat(cut.in(appends(0, 0), appends(4, 0), List.of()).sign()).isEqualTo(Sign.ABSENT);
  }

  private static Window cpu(double cores, Optional<Double> limit) {
    var until = at(10).with(ProofFigure.CPU_SECONDS, 5 + cores * 10);
    return window(
        at(0).with(ProofFigure.CPU_SECONDS, 5),
        limit.map(value -> until.with(ProofFigure.CPU_LIMIT, value)).orElse(until));
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 0.36, , PRESENT",
    "0.5, 0.34, , ABSENT",
    // Of a limit of half a core 0.1 is in use already.
    "8, 0.31, 0.5, PRESENT",
    "8, 0.29, 0.5, ABSENT"
  })
  void burnIsHalfOfWhatWasAskedOrOfWhatTheLimitLeaves(
      double asked, double used, Double limit, Sign sign) {
    var baseline = cpu(0.1, Optional.empty());

    var finding =
        new Burn("backend-2", asked, LASTS)
            .in(baseline, cpu(used, Optional.ofNullable(limit)), List.of());

    assertThat(finding.sign()).isEqualTo(sign);
  }

  @Test
  void cpuUseOfAnotherProcessIsNotCompared() {
    var other = at(10).with(ProofFigure.PROCESS_START, 2_000).with(ProofFigure.CPU_SECONDS, 9);

    var finding =
        new Burn("backend-2", 0.5, LASTS)
            .in(
                cpu(0.1, Optional.empty()),
                window(at(0).with(ProofFigure.CPU_SECONDS, 5), other),
                List.of());

    assertThat(finding).isEqualTo(ProofFinding.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({"180, PRESENT", "100, PRESENT", "99, ABSENT", "-20, ABSENT"})
  void fillIsHalfOfTheMemoryAtLeast(double mebibytes, Sign sign) {
    var before = at(0).with(ProofFigure.MEMORY, 100 << 20);
    var now = at(5).with(ProofFigure.MEMORY, (100 + mebibytes) * (1 << 20));

    var finding =
        new Fill("backend-2", 200L << 20, LASTS)
            .in(window(before, before), window(now, now), List.of());

    assertThat(finding.sign()).isEqualTo(sign);
  }

  @ParameterizedTest
  @CsvSource({
    "PT5S, PT5.010S, PT0.01S, PRESENT",
    "PT-5S, PT-4.99S, PT0.01S, PRESENT",
    "PT5S, PT0.005S, PT0.01S, ABSENT",
    "PT5S, PT2S, PT0.01S, UNKNOWN",
    "PT0.02S, PT0.02S, PT0.03S, UNKNOWN",
    "PT0.02S, PT0S, PT0.03S, UNKNOWN"
  })
  void skewIsAClockThatMovesByTheOffset(Duration offset, Duration moved, Duration took, Sign sign) {
    // This machine's clock and the replica's differ by three seconds anyway.
    var before = at(0).ahead(Duration.ofSeconds(3)).after(took);
    var now = at(5).ahead(Duration.ofSeconds(3).plus(moved)).after(took);

    var finding =
        new Skew("backend-2", offset, LASTS)
            .in(window(before, before), window(now, now), List.of());

    assertThat(finding.sign()).isEqualTo(sign);
  }

  @Test
  void freezeIsCpuTimeThatStandsStill() {
    var freeze = new Freeze("store", LASTS);
    var before = at(0).silent().in(State.PAUSED).used(Duration.ofSeconds(7));
    var still = at(1).silent().in(State.PAUSED).used(Duration.ofSeconds(7));
    var moving = at(1).silent().in(State.PAUSED).used(Duration.ofMillis(7_010));
    var soon = at(0.2).silent().in(State.PAUSED).used(Duration.ofSeconds(7));

    assertThat(freeze.in(window(before, before), window(before, still), List.of()))
        .isEqualTo(ProofFinding.present("its CPU time stood still for 1.0 s"));
    assertThat(freeze.in(window(before, before), window(before, moving), List.of()).isAbsent())
        .isTrue();
    assertThat(freeze.in(window(before, before), window(before, soon), List.of()))
        .isEqualTo(ProofFinding.UNKNOWN);
    assertThat(freeze.in(window(before, before), window(before, at(1)), List.of()))
        .isEqualTo(ProofFinding.absent("it answers"));
    assertThat(freeze.in(window(before, before), window(before, at(1).silent()), List.of()))
        .isEqualTo(ProofFinding.UNKNOWN);
  }

  private static ProofFinding hang(SampleVitals now) {
    return new Hang("backend-2", LASTS).in(window(at(0), at(0)), window(now, now), List.of());
  }

  @Test
  void hangIsAReplicaThatLivesAndDoesNotAnswer() {
    assertThat(hang(at(5).silent().after(Duration.ofSeconds(3))))
        .isEqualTo(ProofFinding.present("alive, and no answer within 3.0 s"));
    assertThat(hang(at(5).after(Duration.ofMillis(2_500))))
        .isEqualTo(ProofFinding.present("alive, and answered after 2.5 s"));
    assertThat(hang(at(5)).isAbsent()).isTrue();
    assertThat(hang(at(5).silent())).as("refused at once").isEqualTo(ProofFinding.UNKNOWN);
  }

  @ParameterizedTest
  @EnumSource(names = {"STARTING", "RESTARTING", "STOPPING", "STOPPED"})
  void replicaThatDoesNotLiveDoesNotHang(State state) {
    assertThat(hang(at(5).silent().in(state).after(Duration.ofSeconds(3))))
        .isEqualTo(ProofFinding.UNKNOWN);
  }

  @Test
  void whatThePlatformReportsNeedsNoSymptom() {
    assertThat(FaultKind.all().stream().filter(kind -> !kind.on("b").provesItself()))
        .extracting(FaultKind::name)
        .containsExactly("kill", "crash", "stop");
  }
}
