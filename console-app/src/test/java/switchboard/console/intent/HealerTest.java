package switchboard.console.intent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.Failure;
import switchboard.console.ManualClock;
import switchboard.console.Outcome;
import switchboard.console.ProcessIdentity;
import switchboard.console.platform.FakePlatform;
import switchboard.console.platform.Leftover;
import switchboard.console.platform.Remedy;
import switchboard.console.platform.capability.Pausing;

class HealerTest {
  /** This process's id, used before by another. */
  private static final ProcessIdentity GONE =
      new ProcessIdentity(ProcessHandle.current().pid(), Instant.EPOCH);

  private final ManualClock clock = new ManualClock();
  private final FakePlatform platform = new FakePlatform(clock);
  private final List<Leftover> undone = new ArrayList<>();
  @TempDir private Path folder;
  private IntentFolder intents;
  private Healer healer;

  @BeforeEach
  void wire() {
    intents = new IntentFolder(folder);
    healer = new Healer(intents, List.of(platform), clock);
    platform.healBy(
        leftover -> {
          undone.add(leftover);
          return Outcome.done(Leftover.Undone.NOW);
        });
  }

  private Intent left(Remedy remedy, ProcessIdentity console) throws IOException {
    var intent = IntentFolderTest.intent(remedy, console);
    intents.write(intent);
    return intent;
  }

  private void nothingIsKept() {
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatADeadConsoleLeftIsUndoneOnceAndTold() throws IOException {
    var left = left(new Remedy.Unfreeze(), GONE);

    var report = healer.heal();

    assertThat(undone).containsExactly(left.leftover());
    assertThat(report.healed())
        .containsExactly(
            "A console that is gone had left the fault freeze on backend-2: it is undone.");
    assertThat(report.failures()).isEmpty();
    nothingIsKept();
    assertThat(healer.heal().healed()).isEmpty();
  }

  @Test
  void whatIsOverIsToldAsThat() throws IOException {
    left(new Remedy.Unfreeze(), GONE);
    platform.healBy(leftover -> Outcome.done(Leftover.Undone.BEFORE));

    assertThat(healer.heal().healed())
        .containsExactly(
            "A console that is gone had left the fault freeze on backend-2: it is over.");
    nothingIsKept();
  }

  @Test
  void faultsOfALivingConsoleAreLeftAlone() throws IOException {
    left(new Remedy.Unfreeze(), ProcessIdentity.ofThisProcess());

    var report = healer.heal();

    assertThat(report.healed()).isEmpty();
    assertThat(report.failures()).isEmpty();
    assertThat(undone).isEmpty();
    assertThat(intents.read().intents()).hasSize(1);
  }

  @Test
  void whatCannotBeUndoneIsToldAndKeptAndKeepsNothingElseFromIt() throws IOException {
    left(new Remedy.Unfreeze(), GONE);
    left(new Remedy.Start(), GONE);
    var stuck = new Failure("Undoing it", "the engine is away", "Run docker unpause 409db7.");
    platform.healBy(
        leftover ->
            leftover.remedy() instanceof Remedy.Unfreeze
                ? Outcome.failed(stuck)
                : Outcome.done(Leftover.Undone.NOW));

    var report = healer.heal();

    assertThat(report.failures()).containsExactly(stuck);
    assertThat(report.healed()).hasSize(1);
    assertThat(intents.read().intents())
        .singleElement()
        .satisfies(
            each -> assertThat(each.intent().leftover().remedy()).isEqualTo(new Remedy.Unfreeze()));
  }

  @Test
  void errorOfAPlatformIsAFailureLikeAnyOther() throws IOException {
    left(new Remedy.Unfreeze(), GONE);
    platform.healBy(
        leftover -> {
          throw new IllegalStateException("no such thing");
        });

    assertThat(healer.heal().failures())
        .singleElement()
        .satisfies(each -> assertThat(each.happened()).contains("no such thing"));
    assertThat(intents.read().intents()).hasSize(1);
  }

  @Test
  void whatAReplicaEndsByItselfIsOverAfterItsTime() throws IOException {
    var ends = left(new Remedy.End("slow"), GONE).ends().orElseThrow();
    platform.canOnly(Pausing.class);

    assertThat(healer.heal().failures())
        .singleElement()
        .satisfies(each -> assertThat(each.next()).isEqualTo("It ends by itself at " + ends + "."));

    clock.advance(Duration.between(clock.instant(), ends).plusMillis(1));
    assertThat(healer.heal().healed())
        .containsExactly(
            "A console that is gone had left the fault freeze on backend-2: it is over.");
    nothingIsKept();
  }

  @Test
  void freezeIsUndoneAfterItsTimeToo() throws IOException {
    left(new Remedy.Unfreeze(), GONE);
    clock.advance(Duration.ofDays(1));

    healer.heal();

    assertThat(undone).hasSize(1);
  }

  @Test
  void platformThatIsUnknownIsToldWithWhatToDo() throws IOException {
    left(new Remedy.Start(), GONE);
    var elsewhere = new Healer(intents, List.of(), clock);

    assertThat(elsewhere.heal().failures())
        .singleElement()
        .satisfies(
            each ->
                assertThat(each.sentence())
                    .isEqualTo(
                        "Undoing the fault freeze on backend-2 that a console left failed: this"
                            + " console cannot reach what runs on 'memory'. Undo it with the"
                            + " engine's own command."));
    assertThat(intents.read().intents()).hasSize(1);
  }

  @Test
  void damagedFileIsTold() throws IOException {
    Files.writeString(folder.resolve("a.json"), "{");

    assertThat(healer.heal().failures()).hasSize(1);
    assertThat(healer.heal().failures()).isEmpty();
  }
}
