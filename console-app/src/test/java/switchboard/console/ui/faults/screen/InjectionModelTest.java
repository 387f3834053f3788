package switchboard.console.ui.faults.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import switchboard.console.experiment.schedule.Targets;
import switchboard.console.fault.kind.FaultKind;
import switchboard.console.fault.kind.Freeze;
import switchboard.console.fault.kind.Parameter;
import switchboard.console.platform.Action;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Role;
import switchboard.console.platform.capability.BackendFaults;
import switchboard.console.platform.capability.ReplicaLifecycle;
import switchboard.console.settings.ConfirmableAction;
import switchboard.console.ui.cockpit.Models;

class InjectionModelTest {
  private final Models models = new Models().launched(3);
  private final InjectionModel injection = opened(models);

  private static InjectionModel opened(Models models) {
    var injection = new InjectionModel(models.session, models.cockpit.faults(), new Random(1));
    models.workspace.snapshotProperty().subscribe(injection::show);
    return injection;
  }

  @AfterEach
  void close() {
    models.close();
  }

  @Test
  void everyKindIsOffered() {
    assertThat(injection.kindsProperty().get())
        .allMatch(KindOffer::isPossible)
        .extracting(KindOffer::kind)
        .containsExactlyElementsOf(FaultKind.all());
  }

  @Test
  void kindThatThePlatformCannotDoSaysSoBeforeItIsChosen() {
    models.platform.canOnly(ReplicaLifecycle.class);
    models.tick();

    assertThat(offered("kill").isPossible()).isTrue();
    assertThat(offered("stop").isPossible()).isTrue();
    assertThat(offered("slow").description()).isEqualTo("Memory cannot do that.");
  }

  @Test
  void kindThatIsNotAllowedSaysWhy() {
    models.platform.forbid(Action.FAULT, "You may not exec into pods.");
    models.tick();

    assertThat(offered("slow").description()).isEqualTo("You may not exec into pods.");
    assertThat(offered("freeze").isPossible()).as("the platform does it").isTrue();
    injection.choose(kind("slow"));
    assertThat(injection.offerProperty().get().isPossible()).isFalse();
  }

  @Test
  void targetsAreThoseThatTheKindCanBeInjectedInto() {
    injection.choose(kind("kill"));
    assertThat(injection.choicesProperty().get())
        .extracting(Targets::text)
        .containsExactly(
            "random", "backend-1", "backend-2", "backend-3", "all", "gateway", "store");

    injection.choose(kind("slow"));
    assertThat(injection.choicesProperty().get())
        .extracting(Targets::text)
        .containsExactly("random", "backend-1", "backend-2", "backend-3", "all");
  }

  @Test
  void severalReplicasAreChosenOneAfterTheOther() {
    toggle("backend-3");
    toggle("backend-1");
    assertThat(injection.offerProperty().get().button()).isEqualTo("Kill backend-1 and backend-3");
    toggle("backend-3");
    toggle("backend-1");
    assertThat(injection.offerProperty().get().button())
        .as("one stays")
        .isEqualTo("Kill backend-1");
    injection.toggle(new Targets.All());
    assertThat(injection.offerProperty().get().button()).isEqualTo("Kill all 3 replicas");
  }

  @Test
  void targetThatTheKindCannotHaveGivesWayToARandomReplica() {
    injection.toggle(new Targets.Component(Role.STORE));
    assertThat(injection.offerProperty().get().button()).isEqualTo("Kill the store");

    injection.choose(kind("slow"));

    assertThat(injection.offerProperty().get().button()).isEqualTo("Slow a random replica");
  }

  @Test
  void replicaThatIsScaledAwayIsNoTargetAnyMore() {
    toggle("backend-1");
    toggle("backend-3");
    models.session.replicas().scale(2, step -> {});
    models.tick();
    assertThat(injection.offerProperty().get().button()).isEqualTo("Kill backend-1");
  }

  @Test
  void strengthAndDurationAreWhatTheSlidersSay() {
    injection.choose(kind("slow"));
    toggle("backend-2");
    injection.set(parameter("delay"), 0.4);
    injection.set(FaultKind.DURATION, 60);
    inject();

    assertThat(models.platform.active("backend-2").toOptional()).contains(Set.of("slow"));
  }

  @Test
  void amountsThatDoNotFitTogetherAreNotInjected() {
    injection.choose(kind("slow"));
    injection.set(parameter("jitter"), 5);

    assertThat(injection.offerProperty().get().obstacle())
        .isEqualTo("slow: the jitter is at most the delay.");
    inject();
    assertThat(models.platform.active("backend-1").toOptional()).contains(Set.of());
  }

  @Test
  void faultThatMayBeTooShortToBeSeenIsSaidToBeBeforeItIsChosen() {
    injection.choose(kind("slow"));
    assertThat(injection.offerProperty().get().consequence()).doesNotContain("may be over before");
    injection.set(FaultKind.DURATION, 0.5);

    assertThat(injection.offerProperty().get().consequence())
        .endsWith("In less than 2 s it may be over before it is seen to act.");
  }

  @Test
  void faultOnTheLastReadyReplicaIsShownBeforeAndAskedAbout() {
    toggle("backend-2");
    assertThat(injection.offerProperty().get().warning()).isEmpty();
    injection.toggle(new Targets.All());
    assertThat(injection.offerProperty().get().warning())
        .isEqualTo("No other replica is ready: users would have none.");

    inject();
    assertThat(models.platform.state().backends()).allMatch(Instance::isReady);
    models.prompts.answer();
    models.background.finish();
    assertThat(models.platform.state().backends()).noneMatch(Instance::isReady);
  }

  @Test
  void faultThatLeavesUsersSomethingIsNoOutage() {
    injection.choose(kind("slow"));
    injection.toggle(new Targets.All());
    assertThat(injection.offerProperty().get().warning()).isEmpty();
  }

  @Test
  void targetOfWhichNothingCanBeDoneIsRefusedWithTheReason() {
    toggle("backend-2");
    inject();
    models.tick();
    assertThat(injection.offerProperty().get().obstacle()).isEqualTo("backend-2 is restarting");
  }

  @Test
  void randomIsOneThatCanHaveIt() {
    models.session.faults().inject(new Freeze("backend-1", Duration.ofMinutes(1)));
    models.session.faults().inject(new Freeze("backend-3", Duration.ofMinutes(1)));
    models.tick();
    injection.choose(kind("slow"));
    inject();
    assertThat(models.platform.active("backend-2").toOptional()).contains(Set.of("slow"));
  }

  @Test
  void nothingIsInjectedIntoASystemThatDoesNotRun() {
    try (var stopped = new Models()) {
      var before = opened(stopped);
      assertThat(before.offerProperty().get().obstacle()).isEqualTo("No replica is ready.");
    }
  }

  @Test
  void endSaysWhetherItComesWithoutThisConsole() {
    toggle("backend-1");
    assertThat(consequence()).endsWith("1 of 3 replicas. The platform starts it again.");
    injection.choose(kind("freeze"));
    assertThat(consequence()).endsWith("Ends by itself after 10 s.");
    injection.choose(kind("slow"));
    assertThat(consequence())
        .endsWith("Ends by itself after 10 s, also if this console is killed.");
    models.platform.canOnly(BackendFaults.class);
    injection.choose(kind("freeze"));
    assertThat(consequence())
        .endsWith("Ends by itself after 10 s, also if this console is killed.");
  }

  @Test
  void whatIsAskedFirstHappensOnlyWithTheAnswer() {
    models.asked.add(ConfirmableAction.FAULT);
    injection.choose(kind("slow"));
    toggle("backend-2");
    inject();
    assertThat(models.platform.active("backend-2").toOptional()).contains(Set.of());
    models.prompts.answer();
    models.background.finish();
    assertThat(models.platform.active("backend-2").toOptional()).contains(Set.of("slow"));
  }

  private String consequence() {
    return injection.offerProperty().get().consequence();
  }

  private void inject() {
    injection.inject();
    models.background.finish();
  }

  private void toggle(String replica) {
    injection.toggle(new Targets.Named(List.of(replica)));
  }

  private KindOffer offered(String name) {
    return injection.kindsProperty().get().stream()
        .filter(each -> each.kind().equals(kind(name)))
        .findFirst()
        .orElseThrow();
  }

  private static FaultKind kind(String name) {
    return FaultKind.named(name).orElseThrow();
  }

  private Parameter parameter(String name) {
    return injection.parameters().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
