package switchboard.console.fault.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static switchboard.console.fault.proof.SampleVitals.at;
import static switchboard.console.fault.proof.SampleVitals.instant;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import switchboard.console.fault.Evidence;
import switchboard.console.platform.Instance.State;

/** When a fault counts as proven, and as undone. */
class ProofTest {
  private static final String TARGET = "backend-2";

  private static final Evidence INJECTED = new Evidence(instant(0), instant(0.5), "injected");

  /** Memory of 200 or more is the symptom. */
  private static final Symptom FULL =
      (baseline, window, others) -> {
        var now = window.until().figure(ProofFigure.MEMORY);
        return now.isEmpty()
            ? ProofFinding.UNKNOWN
            : now.getAsDouble() >= 200
                ? ProofFinding.present("full")
                : ProofFinding.absent("empty");
      };

  private static Proof proof(Symptom symptom) {
    return new Proof(TARGET, symptom, Optional.of("fill"), INJECTED, List.of());
  }

  private static void look(Proof proof, SampleVitals target) {
    proof.look(Map.of(TARGET, target.vitals()));
  }

  private static SampleVitals memory(double second, double value) {
    return at(second).with(ProofFigure.MEMORY, value).listing("fill");
  }

  @Test
  void beginningLiesBetweenTheLastLookWithoutAndTheFirstWith() {
    var proof = proof(FULL);

    look(proof, memory(1, 100));
    look(proof, memory(2, 100));
    assertThat(proof.proven()).isEmpty();
    look(proof, memory(3, 200));
    look(proof, memory(4, 300));

    assertThat(proof.proven()).contains(new Evidence(instant(1.99), instant(3), "full"));
  }

  @Test
  void beginningIsNotBeforeTheInjection() {
    var proof = proof(FULL);

    look(proof, memory(0.4, 300));
    assertThat(proof.proven()).as("asked before the injection was done").isEmpty();
    look(proof, memory(1, 300));

    assertThat(proof.proven()).contains(new Evidence(instant(0), instant(1), "full"));
  }

  @Test
  void faultThatIsListedAndDoesNothingIsNotProven() {
    var proof = proof(FULL);

    for (var second = 1; second < 10; second++) {
      look(proof, memory(second, 100));
    }
    look(proof, at(11).with(ProofFigure.MEMORY, 100));

    assertThat(proof.proven()).isEmpty();
  }

  @Test
  void whatIsSeenAfterTheEndProvesNothing() {
    var proof = proof(FULL);

    look(proof, memory(1, 100));
    look(proof, at(2));
    look(proof, at(3).with(ProofFigure.MEMORY, 300));

    assertThat(proof.proven()).isEmpty();
  }

  @Test
  void endIsThatNothingIsListedAndTheSymptomIsGone() {
    var proof = proof(FULL);
    look(proof, memory(1, 300));

    look(proof, memory(2, 100));
    assertThat(proof.undone()).as("still listed").isEmpty();
    look(proof, at(3).with(ProofFigure.MEMORY, 300));
    assertThat(proof.undone()).as("still full").isEmpty();
    look(proof, at(4).silent());
    assertThat(proof.undone()).as("not known").isEmpty();
    look(proof, at(5).with(ProofFigure.MEMORY, 100));

    assertThat(proof.undone()).contains(new Evidence(instant(2.99), instant(5), "empty"));
  }

  @Test
  void anotherFaultOfTheKindDoesNotEndIt() {
    var proof = proof(FULL);
    look(proof, memory(1, 300));
    look(proof, at(2).with(ProofFigure.MEMORY, 300).listing("slow"));
    look(proof, at(3).with(ProofFigure.MEMORY, 100).listing("slow"));

    assertThat(proof.undone()).as("the replica lists it no more").isPresent();
  }

  @Test
  void windowsBeginWithTheFaultAndAgainWithItsEnd() {
    var windows = new HashMap<Double, Double>();
    Symptom noting =
        (baseline, window, others) -> {
          windows.put(seconds(window.until()), seconds(window.from()));
          return ProofFinding.UNKNOWN;
        };
    var proof = proof(noting);

    look(proof, at(1).listing("fill"));
    look(proof, at(2).listing("fill"));
    look(proof, at(3));
    look(proof, at(4));

    assertThat(windows).isEqualTo(Map.of(1.0, 1.0, 2.0, 1.0, 3.0, 3.0, 4.0, 3.0));
  }

  private static double seconds(Vitals vitals) {
    return Duration.between(SampleVitals.START, vitals.answered()).toMillis() / 1e3;
  }

  @Test
  void baselineIsOfThePresentProcess() {
    var baselines = new HashMap<Double, Double>();
    Symptom noting =
        (baseline, window, others) -> {
          baselines.put(seconds(baseline.from()), seconds(baseline.until()));
          return ProofFinding.UNKNOWN;
        };
    var former = at(-20).with(ProofFigure.PROCESS_START, 1).vitals();
    var before = List.of(former, at(-10).vitals(), at(-5).vitals(), at(-1).vitals());

    look(new Proof(TARGET, noting, Optional.of("fill"), INJECTED, before), at(1).listing("fill"));

    assertThat(baselines).isEqualTo(Map.of(-10.0, -1.0));
  }

  @Test
  void othersAreThoseBesideTheTarget() {
    Symptom alone =
        (baseline, window, others) ->
            others.size() == 1 && seconds(others.getFirst().until()) == 2
                ? ProofFinding.present("one other")
                : ProofFinding.UNKNOWN;
    var proof = proof(alone);
    proof.look(Map.of(TARGET, at(1).listing("fill").vitals(), "backend-1", at(1).vitals()));
    proof.look(
        Map.of(
            TARGET,
            at(2).listing("fill").vitals(),
            "backend-1",
            at(2).vitals(),
            "backend-3",
            at(2).vitals()));

    assertThat(proof.proven()).isPresent();
  }

  @Test
  void pauseIsOverWhenThePlatformSaysSo() {
    Symptom still =
        (baseline, window, others) ->
            window.until().answers()
                ? ProofFinding.absent("answers")
                : ProofFinding.present("still");
    var proof = new Proof(TARGET, still, Optional.empty(), INJECTED, List.of());

    look(proof, at(1).silent().in(State.PAUSED));
    assertThat(proof.proven()).isPresent();
    look(proof, at(2).silent());
    assertThat(proof.undone()).isEmpty();
    look(proof, at(3));

    assertThat(proof.undone()).contains(new Evidence(instant(1.99), instant(3), "answers"));
  }

  @Test
  void targetThatIsGoneProvesNothing() {
    var proof = proof(FULL);

    proof.look(Map.of("backend-1", memory(1, 300).vitals()));

    assertThat(proof.proven()).isEmpty();
  }
}
