package switchboard.console.platform.kubernetes.pods;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Instance.Exit;
import switchboard.console.platform.Instance.State;
import switchboard.console.platform.Limits;
import switchboard.console.platform.PlatformEvent;
import switchboard.console.platform.PlatformEvent.Died;
import switchboard.console.platform.PlatformEvent.NotReady;
import switchboard.console.platform.PlatformEvent.Ready;
import switchboard.console.platform.PlatformEvent.Removed;

class PodTrackerTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final PodTracker fleet = new PodTracker();
  private final List<PlatformEvent> events = new ArrayList<>();
  private int seconds;

  /** A backend's pod, to be changed into others. */
  private record Wanted(
      String name,
      int createdAfter,
      boolean leaving,
      boolean sudden,
      boolean ready,
      int restarts,
      String waiting) {
    PodView facts() {
      return facts("backend", "uid-" + name);
    }

    PodView facts(String part, String uid) {
      var exit = new Exit(at(createdAfter + 1), 137, true);
      return new PodView(
          uid,
          name,
          part,
          at(createdAfter),
          leaving,
          sudden,
          false,
          ready,
          restarts,
          waiting.isEmpty() ? Optional.of(at(createdAfter)) : Optional.empty(),
          "address of " + uid,
          5001,
          5002,
          waiting,
          restarts > 0 || waiting.equals("Terminated") ? Optional.of(exit) : Optional.empty(),
          "node",
          "",
          Optional.of(new Limits(1, 384L << 20)));
    }

    Wanted on() {
      return new Wanted(name, createdAfter, true, false, ready, restarts, waiting);
    }

    Wanted atOnce() {
      return new Wanted(name, createdAfter, true, true, ready, restarts, waiting);
    }

    Wanted unready() {
      return new Wanted(name, createdAfter, leaving, sudden, false, restarts, waiting);
    }

    Wanted restarted(int times, String why) {
      return new Wanted(name, createdAfter, leaving, sudden, false, times, why);
    }
  }

  private static Wanted pod(String name, int createdAfter) {
    return new Wanted(name, createdAfter, false, false, true, 0, "");
  }

  private static Instant at(int seconds) {
    return START.plusSeconds(seconds);
  }

  private void see(int wanted, Wanted... pods) {
    var facts = List.of(pods).stream().map(Wanted::facts).toList();
    events.addAll(fleet.seen(facts, new PodTracker.Wanted(wanted, 1, 0), at(++seconds)));
  }

  private void seeSimulators(int wanted, Wanted... pods) {
    // Unlike its name, a pod's uid is new each time.
    var facts =
        List.of(pods).stream()
            .map(each -> each.facts("simulator", each.name() + each.createdAfter()))
            .toList();
    events.addAll(fleet.seen(facts, new PodTracker.Wanted(0, 1, wanted), at(++seconds)));
  }

  private void seeGateways(int wanted, Wanted... pods) {
    var facts =
        List.of(pods).stream().map(each -> each.facts("gateway", "uid-" + each.name())).toList();
    events.addAll(fleet.seen(facts, new PodTracker.Wanted(0, wanted, 0), at(++seconds)));
  }

  @Test
  void eachOfTwoGatewaysIsAnInstanceWhoseDeathIsToldOfItAlone() {
    seeGateways(2, pod("a", 0), pod("b", 1));
    assertThat(pods()).containsExactly("gateway-1=a", "gateway-2=b");

    seeGateways(2, pod("b", 1));
    seeGateways(2, pod("b", 1), pod("c", 3));

    assertThat(pods()).containsExactly("gateway-1=c", "gateway-2=b");
    assertThat(events)
        .filteredOn(Died.class::isInstance)
        .singleElement()
        .extracting(event -> ((Died) event).instance().name())
        .isEqualTo("gateway-1");
  }

  @Test
  void gatewayThatIsTheOnlyOneHasNoNumber() {
    seeGateways(2, pod("a", 0), pod("b", 1));

    seeGateways(1, pod("a", 0));

    assertThat(pods()).containsExactly("gateway=a");
    seeGateways(2, pod("a", 0), pod("c", 4));
    assertThat(pods()).containsExactly("gateway-1=a", "gateway-2=c");
  }

  @Test
  void podThatStaysKeepsItsNameHoweverManyOthersAreReplaced() {
    var gateway = pod("gateway-pod", 0).facts("gateway", "uid-gateway");
    for (var i = 0; i < 1_001; i++) {
      var backend = pod("backend-pod-" + i, i).facts();
      fleet.seen(List.of(gateway, backend), new PodTracker.Wanted(1, 1, 0), at(i));
    }

    assertThat(fleet.instanceOf("gateway-pod")).contains("gateway");
    assertThat(fleet.instanceOf("backend-pod-1000")).contains("backend-1");
    assertThat(fleet.instanceOf("backend-pod-2")).contains("backend-1");
    assertThat(fleet.instanceOf("backend-pod-1")).isEmpty();
  }

  private List<String> pods() {
    return fleet.instances().stream().map(each -> each.name() + "=" + each.engineId()).toList();
  }

  private Instance instance(String name) {
    return fleet.instances().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @BeforeEach
  void twoReplicas() {
    see(2, pod("a", 0), pod("b", 1));
    assertThat(pods()).containsExactly("backend-1=a", "backend-2=b");
    assertThat(events).hasExactlyElementsOfTypes(Ready.class, Ready.class);
    events.clear();
  }

  @Test
  void podsTakeNumbersInTheOrderOfTheirAge() {
    see(4, pod("a", 0), pod("b", 1), pod("d", 9), pod("c", 8));

    assertThat(pods()).containsExactly("backend-1=a", "backend-2=b", "backend-3=c", "backend-4=d");
  }

  @Test
  void replacementTakesTheSlotOfAKilledPodAndCountsAsARestart() {
    fleet.expectKill("uid-a");
    see(2, pod("b", 1));
    see(2, pod("b", 1), pod("c", 9).unready());
    see(2, pod("b", 1), pod("c", 9));

    assertThat(events).hasExactlyElementsOfTypes(Died.class, Ready.class);
    assertThat(pods()).containsExactly("backend-1=c", "backend-2=b");
    assertThat(instance("backend-1").restarts()).isEqualTo(1);
    assertThat(instance("backend-1").lastExit().orElseThrow().reason()).contains("SIGKILL");
    assertThat(fleet.instanceOf("a")).hasValue("backend-1");
    assertThat(fleet.instanceOf("c")).hasValue("backend-1");
  }

  @Test
  void replicaIsAwayFromTheDeathOfItsPodUntilTheNextOneComes() {
    see(2, pod("b", 1));

    assertThat(instance("backend-1").state()).isEqualTo(State.RESTARTING);
    see(2, pod("b", 1));
    assertThat(events).hasExactlyElementsOfTypes(Died.class);
  }

  @Test
  void podDeletedInATerminalIsATerminationOnceItsReplacementIsThere() {
    see(2, pod("a", 0).on(), pod("b", 1));
    assertThat(instance("backend-1").state()).isEqualTo(State.STOPPING);
    assertThat(events).isEmpty();

    see(2, pod("a", 0).on(), pod("b", 1), pod("c", 9));

    assertThat(pods()).containsExactly("backend-1=c", "backend-2=b");
    assertThat(events).hasExactlyElementsOfTypes(Died.class, Ready.class);
    assertThat(instance("backend-1").lastExit().orElseThrow().reason()).contains("SIGTERM");
  }

  @Test
  void podDeletedWithNoGraceIsAKillThoughItIsSeenLeaving() {
    see(2, pod("a", 0).atOnce(), pod("b", 1));
    see(2, pod("b", 1), pod("c", 9));

    assertThat(events).hasExactlyElementsOfTypes(Died.class, Ready.class);
    assertThat(instance("backend-1").lastExit().orElseThrow().reason()).contains("SIGKILL");
  }

  @Test
  void scalingDownInATerminalIsNoDeath() {
    see(2, pod("a", 0), pod("b", 1).on());
    see(1, pod("a", 0), pod("b", 1).on());
    see(1, pod("a", 0));

    assertThat(pods()).containsExactly("backend-1=a");
    assertThat(events).hasExactlyElementsOfTypes(Removed.class);
    assertThat(events.getFirst().instance().name()).isEqualTo("backend-2");
  }

  @Test
  void whenTheClusterEndsALowNumberTheHighestMovesDown() {
    see(1, pod("a", 0).on(), pod("b", 1));
    see(1, pod("b", 1));

    assertThat(pods()).containsExactly("backend-1=b");
    assertThat(instance("backend-1").isReady()).isTrue();
    assertThat(events).hasExactlyElementsOfTypes(Removed.class);
    assertThat(events.getFirst().instance().name()).isEqualTo("backend-2");
    assertThat(fleet.instanceOf("b")).hasValue("backend-1");
  }

  @Test
  void rollingUpdateOfTheConsolesOwnIsNoDeath() {
    fleet.expectRoll(true);
    see(2, pod("a", 0), pod("b", 1), pod("c", 9));
    assertThat(pods()).containsExactly("backend-1=a", "backend-2=b");

    see(2, pod("a", 0).on(), pod("b", 1), pod("c", 9));

    assertThat(pods()).containsExactly("backend-1=c", "backend-2=b");
    assertThat(instance("backend-1").isReady()).isTrue();
    assertThat(instance("backend-1").restarts()).isZero();
    assertThat(events).hasExactlyElementsOfTypes(Ready.class);
  }

  @Test
  void containerKilledForMemoryIsADeathWithItsReason() {
    see(2, pod("a", 0).restarted(1, ""), pod("b", 1));
    see(2, pod("a", 0).restarted(1, ""), pod("b", 1));

    assertThat(events).hasExactlyElementsOfTypes(Died.class);
    assertThat(((Died) events.getFirst()).exit().oomKilled()).isTrue();
    assertThat(instance("backend-1").state()).isEqualTo(State.STARTING);
    assertThat(instance("backend-1").restarts()).isEqualTo(1);
  }

  @Test
  void deathSeenBeforeItsRestartIsToldOnce() {
    see(2, pod("a", 0).restarted(0, "Terminated"), pod("b", 1));
    see(2, pod("a", 0).restarted(1, "CrashLoopBackOff"), pod("b", 1));
    assertThat(instance("backend-1").state()).isEqualTo(State.RESTARTING);
    assertThat(instance("backend-1").nextStart()).isPresent();

    see(2, pod("a", 0).restarted(1, ""), pod("b", 1));
    assertThat(events).hasExactlyElementsOfTypes(Died.class);
    assertThat(instance("backend-1").nextStart()).isEmpty();
  }

  @Test
  void failingProbeIsToldAndSoIsItsSuccess() {
    see(2, pod("a", 0).unready(), pod("b", 1));
    assertThat(instance("backend-1").state()).isEqualTo(State.NOT_READY);
    see(2, pod("a", 0), pod("b", 1));

    assertThat(events).hasExactlyElementsOfTypes(NotReady.class, Ready.class);
  }

  @Test
  void endOfTheWholeSystemIsNoDeath() {
    fleet.expectEnd(true);
    see(2, pod("a", 0).on(), pod("b", 1).on());
    see(2, pod("b", 1).on());
    see(2);

    assertThat(fleet.instances()).isEmpty();
    assertThat(events).hasExactlyElementsOfTypes(Removed.class, Removed.class);
  }

  private void threeSimulators() {
    seeSimulators(0);
    seeSimulators(3, pod("simulator-2", 0), pod("simulator-0", 1), pod("simulator-1", 2));
    assertThat(pods())
        .containsExactly(
            "simulator-0=simulator-0", "simulator-1=simulator-1", "simulator-2=simulator-2");
    events.clear();
  }

  @Test
  void simulatorIsCalledByTheNameOfItsPodWhoeverCameFirst() {
    threeSimulators();

    seeSimulators(3, pod("simulator-2", 0));
    seeSimulators(3, pod("simulator-2", 0), pod("simulator-1", 8));

    assertThat(instance("simulator-0").state()).isEqualTo(State.RESTARTING);
    assertThat(instance("simulator-1").isReady()).isTrue();
    assertThat(instance("simulator-1").restarts()).isEqualTo(1);
    assertThat(instance("simulator-2").isReady()).isTrue();
    assertThat(events).hasExactlyElementsOfTypes(Died.class, Died.class, Ready.class);
  }

  @Test
  void simulatorsThatAreNotWantedAnyMoreDoNotTakeTheNumbersOfOthers() {
    threeSimulators();

    seeSimulators(2, pod("simulator-0", 1).on(), pod("simulator-1", 2), pod("simulator-2", 0).on());
    seeSimulators(2, pod("simulator-1", 2));

    assertThat(pods()).containsExactly("simulator-0=simulator-0", "simulator-1=simulator-1");
    assertThat(instance("simulator-0").state()).isEqualTo(State.RESTARTING);
    assertThat(events).hasExactlyElementsOfTypes(Died.class, Removed.class);
  }

  @Test
  void addressOfAPodThatIsGoneStillSaysWhatItWasCalled() {
    see(1, pod("a", 0));
    see(1, pod("b", 1));

    assertThat(fleet.byAddress())
        .containsEntry("address of uid-a", "backend-1")
        .containsEntry("address of uid-b", "backend-1");
  }
}
